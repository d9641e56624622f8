import type { MatterEvent, MatterState } from '#engines/matters';
import { type Instant, measureWorkingMinutes, type WorkingCalendar } from '#kernel';
import type { Facts } from '#language';

const DAY_MINUTES = 480;

/** What is known of a matter right after these events, which one act wrote together. */
export function matterFacts(
  state: MatterState,
  events: readonly MatterEvent[],
  clocks: Readonly<Record<string, string>>,
  calendar: WorkingCalendar,
): Facts {
  const days = (from: number, to: number): number =>
    roundTo(measureWorkingMinutes(calendar, from as Instant, to as Instant) / DAY_MINUTES);
  const count = (...moves: readonly string[]): number =>
    moves.reduce((sum, each) => sum + (state.moveCounts[each] ?? 0), 0);
  const first = state.hops[0];
  const obligations = state.obligations;
  const outcome = state.closed ? state.outcome : undefined;
  return {
    动作: actOf(events),
    环节: state.status,
    结果: outcome ?? null,
    渠道: state.channel,
    类别: typeof state.fields.category === 'string' ? state.fields.category : null,
    地区: state.region ?? null,
    定级: state.grade ?? null,
    撤回: outcome === 'withdrawn',
    合并: outcome === 'merged',
    不予受理: outcome === 'refused',
    了结: outcome === 'resolved' || outcome === 'explained' || outcome === 'unresolved',
    已解决: outcome === 'resolved',
    在办: !state.closed,
    已结: state.closed,
    挂账: state.suspension?.ground === 'shelving',
    暂停: !state.closed && state.suspension !== undefined,
    督办: state.flags.includes('supervised'),
    领导批示: state.flags.includes('instructed'),
    已评价: state.rating !== undefined,
    评价等级: state.rating?.grade ?? null,
    代办: state.agent !== undefined,
    隐名: state.hideIdentity,
    有企业: state.enterprise !== undefined,
    超期:
      !state.closed &&
      Object.values(state.clocks).some((each) => each.stoppedAt === undefined && each.breachedAt !== undefined),
    重办次数: state.reopenings,
    退办次数: state.returns,
    转办次数: count('transfer', 'change-lead'),
    回访次数: state.calls,
    催办次数: count('urge'),
    企业催问次数: count('nudge'),
    督办次数: count('supervise'),
    补正次数: count('request-supplement'),
    报进展次数: count('progress'),
    会办数: obligations.length,
    会办答复数: obligations.filter((each) => each.answer).length,
    会办逾期数: obligations.filter((each) => each.lapsedAt !== undefined || (each.answer?.at ?? 0) > each.dueAt).length,
    经手单位数: new Set(state.custody.flatMap((each) => (each.unit.startsWith('subject:') ? [] : [each.unit]))).size,
    全程用时: state.closed && state.closedAt !== undefined ? days(state.openedAt, state.closedAt) : null,
    分办用时: first ? days(state.openedAt, first.assignedAt) : null,
    签收用时: first?.signedAt === undefined ? null : days(first.assignedAt, first.signedAt),
    ...clockFacts(state, clocks, days),
  };
}

const roundTo = (value: number): number => Math.round(value * 1000) / 1000;

/** The move that was made; otherwise what time or the engine did. */
function actOf(events: readonly MatterEvent[]): string {
  const act = events.find((each) => 'move' in (each.data as object));
  if (act) return (act.data as { readonly move: string }).move;
  return events.find((each) => each.type === 'breached')?.type ?? events[0]?.type ?? '';
}

function clockFacts(
  state: MatterState,
  clocks: Readonly<Record<string, string>>,
  days: (from: number, to: number) => number,
): Facts {
  return Object.fromEntries(
    Object.entries(clocks).flatMap(([name, word]) => {
      const clock = state.clocks[name];
      const stopped = clock?.stoppedAt;
      return [
        [`${word}到期`, clock !== undefined && (stopped !== undefined || clock.breachedAt !== undefined)],
        [`${word}按时`, clock !== undefined && stopped !== undefined && clock.met === true && clock.breaches === 0],
        [`${word}超期`, clock !== undefined && clock.breaches > 0],
        [`${word}用时`, clock === undefined || stopped === undefined ? null : days(state.openedAt, stopped)],
        [`${word}延期次数`, clock?.extensions.length ?? 0],
      ];
    }),
  );
}
