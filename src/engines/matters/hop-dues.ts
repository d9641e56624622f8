import { asUnits, type ClockReading, clockTimeBetween, type Instant, instantWithLeft } from '#kernel';
import type { DecisionContext } from './context.ts';
import type { HopDue } from './events.ts';
import { isActive, type MatterState } from './state.ts';

/**
 * The deadlines of the dispatch tree after its governing clock moved. Who had no earlier limit of his own has the
 * clock's; who had one keeps the same distance from it, except that an extension is not his (`keep-wishes`).
 * The map is monotone, so a child's deadline stays inside its parent's.
 */
export function hopsFollowing(
  state: MatterState,
  clock: string,
  before: number | null,
  reading: ClockReading,
  { definition, calendar }: Pick<DecisionContext, 'definition' | 'calendar'>,
  wishes: 'keep-wishes' | 'shift-wishes' = 'shift-wishes',
): { readonly hops?: readonly HopDue[] } {
  const { fireAt, unit } = reading;
  if (!definition.clocks[clock]?.governs || fireAt === null) return {};
  const shifted = (dueAt: number): number => {
    if (before === null || dueAt >= before) return fireAt;
    if (wishes === 'keep-wishes') return dueAt;
    const distance = clockTimeBetween(calendar, unit, dueAt as Instant, before as Instant);
    return instantWithLeft(calendar, reading, asUnits(calendar, unit, distance)) ?? fireAt;
  };
  const hops = state.hops
    .filter(isActive)
    .map(({ id, dueAt }) => ({ id, was: dueAt, dueAt: dueAt === null ? fireAt : shifted(dueAt) }))
    .filter((each) => each.was !== each.dueAt)
    .map(({ id, dueAt }) => ({ id, dueAt }));
  return hops.length > 0 ? { hops } : {};
}
