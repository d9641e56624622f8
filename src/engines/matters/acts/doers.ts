import type { Directory } from '../context.ts';
import type { MatterState } from '../state.ts';

/** The units at the leaves of the dispatch tree: those above only passed it on. */
export function doersOf(state: MatterState): ReadonlySet<string> {
  const live = state.hops.filter((each) => each.stage !== 'returned');
  const leaves = live.filter((each) => !live.some((other) => other.parent === each.id && other.unit !== each.unit));
  const units = leaves.map((each) => each.unit);
  return new Set(units.length === 0 && state.finishedBy !== undefined ? [state.office] : units);
}

/**
 * Who looks at the claim where the office itself did the work: the office above it, or else whatever stands above.
 * Undefined where the office may look itself, and where nobody stands above it.
 */
export function verifierAbove(state: MatterState, directory: Directory): string | undefined {
  const doers = doersOf({ ...state, finishedBy: state.finishedBy ?? '' });
  if (!doers.has(state.office)) return undefined;
  const above = directory.ancestors(state.office);
  return above.find((each) => directory.unit(each)?.kind === 'office') ?? above[0];
}
