import { z } from 'zod';
import { LAMPS, readsAll } from '#engines/matters';
import {
  addWorkingDays,
  type Call,
  day,
  type Instant,
  refuse,
  startOfDay,
  toInstant,
  type WorkingCalendar,
} from '#kernel';
import type { MatterFilter } from './ports.ts';

const Codes = z.array(z.string().max(64)).max(50).optional();
const DayText = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d$/, '日期须为 YYYY-MM-DD')
  .optional();

/** The filters of every list of matters; the web keeps them in its address. */
export const MatterQuery = z.object({
  loop: Codes.describe('事项类型'),
  status: Codes.describe('环节'),
  queue: z.enum(['todo', 'dispatch', 'approve']).optional().describe('我的待办、待分办、待审签'),
  holder: z.string().max(64).optional().describe('me、myUnit 或单位编码'),
  lamp: z.enum(LAMPS).optional().describe('灯号'),
  due: z.enum(['today', '3days', 'overdue']).optional().describe('到期'),
  category: Codes,
  region: Codes,
  grade: Codes,
  channel: Codes,
  plan: z.string().max(64).optional(),
  parent: z.string().max(64).optional(),
  tag: z.string().max(64).optional(),
  flag: z.string().max(64).optional(),
  enterprise: z.string().max(64).optional(),
  q: z.string().max(100).optional().describe('搜索词：编号、标题、正文'),
  closed: z.boolean().optional(),
  openedFrom: DayText.describe('收到日期起'),
  openedTo: DayText.describe('收到日期止'),
});
export type MatterQuery = z.infer<typeof MatterQuery>;

export const MatterListInput = MatterQuery.extend({
  sort: z.enum(['due', 'opened', 'updated']).default('opened'),
  after: z.string().max(400).optional().describe('上一页给出的翻页标记'),
  limit: z.number().int().min(1).max(200).default(50),
});
export type MatterListInput = z.infer<typeof MatterListInput>;

const dayStart = (text: string): number => startOfDay(day(text));

/** What the reader asked for, in the terms of the store. */
export function filterOf(
  query: MatterQuery,
  call: Call,
  calendar: WorkingCalendar,
  tokens: (text: string) => readonly string[],
): MatterFilter {
  const { unit } = call.actor;
  const waiting = query.queue
    ? (unit ?? (call.actor.enterprise ? `subject:${call.actor.enterprise}` : undefined))
    : undefined;
  const overdue = query.due === 'overdue';
  const dueTo = query.due && query.due !== 'overdue' ? endOf(query.due, call.now, calendar) : undefined;
  const isOpen = query.queue || query.due ? false : query.closed;
  return {
    loop: query.loop,
    status: query.status,
    category: query.category,
    region: query.region,
    grade: query.grade,
    channel: query.channel,
    plan: query.plan,
    parent: query.parent,
    tag: query.tag,
    flag: query.flag,
    enterprise: query.enterprise,
    identifiedTo: query.enterprise ? identifiedTo(call.actor) : undefined,
    lamp: overdue ? 'overdue' : query.lamp,
    closed: isOpen,
    waitingOn: waiting ? [waiting] : undefined,
    ...holderOf(query.holder, call),
    dueFrom: dueTo === undefined ? undefined : call.now,
    dueTo,
    openedFrom: query.openedFrom ? dayStart(query.openedFrom) : undefined,
    openedTo: query.openedTo ? dayStart(query.openedTo) + 86_400_000 : undefined,
    tokens: query.q?.trim() ? tokens(query.q) : undefined,
  };
}

/** Asking for one enterprise's matters must not say which of the hidden ones are its own. */
const identifiedTo = (actor: Call['actor']): MatterFilter['identifiedTo'] =>
  actor.kind === 'enterprise' || readsAll(actor) ? undefined : { office: actor.unit ?? null };

function holderOf(holder: string | undefined, { actor }: Call): Pick<MatterFilter, 'holderPerson' | 'holderUnits'> {
  if (!holder) return {};
  if (holder === 'me') return { holderPerson: actor.id };
  if (holder !== 'myUnit') return { holderUnits: [holder] };
  if (!actor.unit)
    throw refuse({
      code: 'matters.no-unit',
      kind: 'invalid',
      what: '您没有以哪个单位的身份登录',
      todo: '请先选择任职',
    });
  return { holderUnits: [actor.unit] };
}

/** The end of today, or of the third working day from now. */
export function endOf(due: 'today' | '3days', now: number, calendar: WorkingCalendar): number {
  const today = startOfDay(day(new Date(now + 8 * 3_600_000).toISOString().slice(0, 10))) + 86_400_000 - 1;
  return due === 'today' ? today : addWorkingDays(calendar, toInstant(now) as Instant, 3).instant;
}
