import { signMessage, type WorkOrder } from '#domains/appeals';
import type { RunStep } from '#platform/demo';
import type { Settings } from '#platform/settings';

const HOUR = 3_600_000;
const ANONYMOUS = { kind: 'anonymous', id: 'anonymous', roles: [], permissions: [] } as const;

type Told = Omit<WorkOrder, 'peer' | 'at'> & { readonly peer: '12345' | '110'; readonly before: number };

/** This morning's calls, as the hotline and the police push them; the last of 12345's was a matter for the police. */
const ORDERS: readonly Told[] = [
  {
    peer: '12345',
    number: 'DEMO-12345-0001',
    before: 7,
    body: '来电反映：龙游县湖镇镇工业园区一企业申请天然气接入，已缴费三周，施工队一直没有进场，影响窑炉改造。',
    contactName: '徐女士',
    contactPhone: '13800007001',
  },
  {
    peer: '12345',
    number: 'DEMO-12345-0002',
    before: 6,
    body: '来电反映：江山市一门业企业厂区外道路夜间无路灯，夜班员工出行有安全隐患，希望尽快安装。',
    contactName: '毛先生',
    contactPhone: '13800007002',
    hideIdentity: true,
  },
  {
    peer: '12345',
    number: 'DEMO-12345-0003',
    before: 5,
    body: '来电咨询：小微企业首次吸纳高校毕业生就业，社保补贴材料提交后一个多月没有到账，请核实办到哪一步。',
    contactName: '余女士',
    contactPhone: '13800007003',
  },
  {
    peer: '12345',
    number: 'DEMO-12345-0004',
    before: 4,
    body: '来电反映：常山县一在建厂房的进场道路被人堆土阻断，材料车辆无法进出，工期受影响。',
    contactName: '汪先生',
    contactPhone: '13800007004',
  },
  {
    peer: '110',
    number: 'DEMO-110-0001',
    before: 3,
    body: '12345 转来：常山县在建厂房进场道路被堆土阻断。民警已到现场劝离，道路清理需属地协调。',
    transferredFrom: { peer: '12345', number: 'DEMO-12345-0004' },
  },
];

type Signing = { readonly peers: Settings['peers'] /** By the wall clock. */; readonly at: number };

/** What peers push, signed as they sign it. Pushed again it changes nothing. */
export async function tellOrders(run: RunStep, { peers, at: signedAt }: Signing, now: number): Promise<void> {
  const send = async (before: number, operation: string, input: { readonly peer: string }) => {
    const secret = peers.find((each) => each.peer === input.peer)?.secret;
    if (secret === undefined) return;
    const token = signMessage(secret, Math.floor(signedAt / 1000), input);
    await run({ at: now - before * HOUR, actor: ANONYMOUS, operation, input, token });
  };
  for (const { before, ...order } of ORDERS) {
    if (order.transferredFrom)
      await send(before, 'exchange.status', {
        ...order.transferredFrom,
        event: `to-${order.number}`,
        at: now - (before + 0.5) * HOUR,
        status: 'transferred',
        to: order.peer,
        text: '涉及阻工，转 110 处置',
      } as { readonly peer: string });
    await send(before, 'exchange.receive', { ...order, at: now - before * HOUR } as { readonly peer: string });
  }
}
