import type { MatterState } from '#engines/matters';
import type { CauseRecord } from './mining/index.ts';
import { unitOf } from './ports.ts';

const codeIn = (state: MatterState, field: string): string | undefined => {
  const value = state.fields[field];
  return typeof value === 'string' && value !== '' ? value : undefined;
};

export const UNCLASSED = 'none';

/** Codes of causes and of categories may be alike: what stands for an unrecorded cause is marked. */
const MARK = '?';
export const unrecorded = (item: string): string => `${MARK}${item}`;
export const isRecorded = (cause: string): boolean => !cause.startsWith(MARK);

/** The cause recorded when it was answered or called back; where none was, its category stands for it. */
export function recordOf(state: MatterState): CauseRecord {
  const item = codeIn(state, 'category') ?? UNCLASSED;
  return {
    id: state.id,
    at: state.openedAt,
    cause: codeIn(state, 'cause') ?? unrecorded(item),
    unit: unitOf(state),
    item,
  };
}

/** What was withdrawn or merged into another is no report of its own. */
export const recordsIn = (states: readonly MatterState[]): readonly CauseRecord[] =>
  states.filter((each) => !['withdrawn', 'merged'].includes(each.outcome ?? '')).map(recordOf);

/**
 * What causes are mined from. Without a category, or before anybody was given it, a matter says nothing of what went
 * wrong at which unit: it only stands at the office that dispatches.
 */
export const mineableIn = (states: readonly MatterState[]): readonly CauseRecord[] =>
  recordsIn(states.filter((each) => each.hops.length > 0 || each.finishedAt !== undefined)).filter(
    (each) => each.item !== UNCLASSED,
  );

/** The cell cause × unit × item that a 一类事 is about. */
export const cellOfClass = (state: MatterState): Pick<CauseRecord, 'cause' | 'unit' | 'item'> => {
  const item = codeIn(state, 'category') ?? UNCLASSED;
  return { item, cause: codeIn(state, 'cause') ?? unrecorded(item), unit: codeIn(state, 'unit') ?? '' };
};
