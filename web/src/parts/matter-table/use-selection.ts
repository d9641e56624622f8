import { useMemo, useState } from 'react';
import type { MatterRow } from '../../api/types/index.ts';
import type { Selection } from './selection.ts';

/** Only rows that are still in the list count as chosen: a row that left must not be acted on unseen. */
export function useSelection(rows: readonly MatterRow[]): Selection & { readonly clear: () => void } {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const ids = useMemo(() => new Set(rows.filter((row) => chosen.has(row.id)).map((row) => row.id)), [rows, chosen]);
  return {
    ids,
    toggle: (id) => {
      const next = new Set(ids);
      if (!next.delete(id)) next.add(id);
      setChosen(next);
    },
    some: (some, on) => {
      const next = new Set(ids);
      for (const id of some) on ? next.add(id) : next.delete(id);
      setChosen(next);
    },
    all: (on) => setChosen(new Set(on ? rows.map((row) => row.id) : [])),
    clear: () => setChosen(new Set()),
  };
}
