import type { PlanRepair } from '../../../api/types/index.ts';

export type RepairKind = { readonly note: string; readonly places: readonly PlanRepair[] };

/** Repairs by kind, the most frequent first; within a kind in the order of the text. */
export function repairKinds(repairs: readonly PlanRepair[]): readonly RepairKind[] {
  const byNote = new Map<string, PlanRepair[]>();
  for (const repair of repairs) {
    const known = byNote.get(repair.note);
    if (known) known.push(repair);
    else byNote.set(repair.note, [repair]);
  }
  return [...byNote]
    .map(([note, places]) => ({ note, places: [...places].sort((a, b) => (a.at?.[0] ?? 0) - (b.at?.[0] ?? 0)) }))
    .sort((a, b) => b.places.length - a.places.length);
}
