import { z } from 'zod';
import { EpochMs } from '#kernel';
import { Phone } from '../filing/index.ts';

const Peer = z
  .string()
  .regex(/^[a-z0-9-]{1,32}$/, '对端代码只用小写字母、数字和连字符')
  .describe('对端：12345、110');
const PeerNumber = z
  .string()
  .regex(/^[\x21-\x7e]{1,64}$/, '工单编号须为 1 至 64 个可见 ASCII 字符')
  .describe('对端自己的工单编号');
const At = EpochMs;
const Text = z.string().max(2000);

/** A work order as a hotline sends it. Nothing is trimmed or filled in: what was signed is what is read. The same number sent again is the same order. */
export const WorkOrder = z.strictObject({
  peer: Peer,
  number: PeerNumber,
  at: At.describe('来电或受理时间'),
  title: z.string().max(80).optional(),
  body: z.string().min(4, '内容太短').max(5000, '内容最多 5000 字'),
  category: z.string().max(64).optional(),
  region: z.string().max(12).optional(),
  place: z.string().max(200).optional(),
  contactName: z.string().max(40).optional(),
  contactPhone: Phone.optional(),
  hideIdentity: z.boolean().optional(),
  transferredFrom: z
    .strictObject({ peer: Peer, number: PeerNumber })
    .optional()
    .describe('由哪个对端的哪件工单转来；编号沿用最早的一个'),
});
export type WorkOrder = z.infer<typeof WorkOrder>;

export const WorkOrderStatus = z.strictObject({
  peer: Peer,
  number: PeerNumber,
  event: z
    .string()
    .regex(/^[\x21-\x7e]{1,64}$/)
    .describe('这条记录在对端的唯一标识；重发不重记'),
  at: At.describe('在对端发生的时间；迟到的记录只入日志，不倒退状态'),
  status: z.enum(['accepted', 'noted', 'transferred', 'called-back', 'withdrawn', 'closed']).describe('对端的状态'),
  to: Peer.optional().describe('status 为 transferred 时：转给哪个对端'),
  text: Text.optional(),
});
export type WorkOrderStatus = z.infer<typeof WorkOrderStatus>;

export const STATUS_TITLES: Readonly<Record<WorkOrderStatus['status'], string>> = {
  accepted: '受理',
  noted: '补充记录',
  transferred: '转办',
  'called-back': '回访',
  withdrawn: '来电人撤回',
  closed: '办结归档',
};

export const OrderView = z.object({
  number: z.string().describe('沿用的唯一编号'),
  matter: z.object({ id: z.string(), number: z.string() }),
  origin: z.string(),
  peers: z.array(z.object({ peer: z.string(), title: z.string(), number: z.string(), joinedAt: z.number() })),
  status: z.object({ code: z.string(), title: z.string(), peer: z.string(), at: z.number() }).optional(),
  log: z.array(
    z.object({
      peer: z.string(),
      at: z.number(),
      receivedAt: z.number(),
      direction: z.enum(['in', 'out']),
      status: z.string(),
      title: z.string(),
      text: z.string().optional(),
    }),
  ),
});
export type OrderView = z.infer<typeof OrderView>;
