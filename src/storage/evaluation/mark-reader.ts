import type { MarkReader } from '#domains/evaluation';
import type { Databases } from '../database.ts';
import { markRecords } from './mark-records.ts';
import { plannedNow, standingNow, stoodSo } from './mark-standing.ts';
import { markSums } from './mark-sums.ts';

/** Sums over marks; the operations that ask have checked that the caller may see aggregates. */
export function createMarkReader({ system }: Pick<Databases, 'system'>): MarkReader {
  return {
    sums: (...asked) => markSums(system, ...asked),
    records: (...asked) => markRecords(system, ...asked),
    standing: (...asked) => standingNow(system, ...asked),
    planned: (...asked) => plannedNow(system, ...asked),
    stood: (...asked) => stoodSo(system, ...asked),
  };
}
