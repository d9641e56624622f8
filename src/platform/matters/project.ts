import { type MatterState, nearAtOf, nearestClock, pending } from '#engines/matters';
import type { ClockRow, MatterColumns } from './ports.ts';

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** The columns by which matters are listed, from the state alone. */
export function columnsOf(state: MatterState): MatterColumns {
  const held = state.closed ? undefined : state.custody.at(-1);
  const nearest = nearestClock(state)?.[1];
  return {
    id: state.id,
    number: state.number,
    loop: state.loop,
    version: state.version,
    status: state.status,
    closed: state.closed,
    opened_at: state.openedAt,
    closed_at: state.closedAt ?? null,
    updated_at: state.updatedAt,
    holder_unit: held?.unit ?? null,
    holder_section: held?.section ?? null,
    holder_person: held?.person ?? null,
    held_since: held?.from ?? null,
    enterprise_id: state.enterprise ?? null,
    region: state.region ?? null,
    category: textOf(state.fields.category),
    grade: state.grade ?? null,
    channel: state.channel,
    plan_id: state.plan ?? null,
    parent_id: state.parent ?? null,
    flags: state.flags,
    tags: state.tags,
    waiting_on: waitingOn(state),
    due_at: state.closed || state.suspension ? null : (nearest?.state.fireAt ?? null),
    near_at: state.closed || state.suspension || !nearest ? null : nearAtOf(nearest),
    breached: Object.values(state.clocks).some((each) => each.breachedAt !== undefined),
    suspended: !state.closed && state.suspension !== undefined,
    provisional: nearest?.state.provisional ?? false,
  };
}

/** From whom something is awaited now: the holder, silent co-handlers, and the office when an extension is to be decided. */
function waitingOn(state: MatterState): readonly string[] {
  if (state.closed) return [];
  const open = state.obligations.filter((each) => !each.answer && each.lapsedAt === undefined).map((each) => each.unit);
  const held = state.custody.at(-1)?.unit;
  return [...new Set([...(held ? [held] : []), ...open, ...(state.pendingExtension ? [state.office] : [])])];
}

/** One row for each clock, and one for what else time will bring (co-handlers' limits, the end of a suspension). */
export function clockRowsOf(state: MatterState): readonly ClockRow[] {
  const due = pending(state);
  const rows = Object.entries(state.clocks).map(([clock, { state: reading, stoppedAt }]): ClockRow => {
    const next = due.find((each) => each.kind === 'rung' && each.clock === clock);
    return {
      clock,
      fire_at: reading.fireAt,
      next_rung_at: next?.at ?? null,
      next_rung: next?.kind === 'rung' ? next.rung : null,
      running: stoppedAt === undefined && reading.runningSince !== null,
    };
  });
  const other = due.find((each) => each.kind !== 'rung');
  return [
    ...rows,
    {
      clock: '~',
      fire_at: null,
      next_rung_at: other?.at ?? null,
      next_rung: other?.kind ?? null,
      running: other !== undefined,
    },
  ];
}
