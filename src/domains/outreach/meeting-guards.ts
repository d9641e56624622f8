import { type Call, refuse } from '#kernel';
import type { Meeting } from './meeting.ts';
import type { OutreachPorts } from './ports.ts';

export const noMeeting = () => refuse({ code: 'meeting.none', kind: 'not-found', what: '没有找到这次会议' });

export function mustBeOpen({ status }: Meeting): void {
  if (status === 'closed' || status === 'cancelled')
    throw refuse({ code: 'meeting.not-open', kind: 'conflict', what: '会议已办结或取消，不能再改' });
}

export function mustEndAfterStart({ startsAt, endsAt }: { readonly startsAt: number; readonly endsAt: number }): void {
  if (endsAt <= startsAt)
    throw refuse({ code: 'meeting.times', kind: 'invalid', what: '结束时间须晚于开始时间', at: [{ path: 'endsAt' }] });
}

export async function mustBeUnit(ports: OutreachPorts, call: Call, unit: string): Promise<void> {
  const { units } = await ports.organisation(call.tenant, call.now);
  if (!units.has(unit)) throw refuse({ code: 'meeting.no-unit', kind: 'not-found', what: '没有找到这个单位' });
}
