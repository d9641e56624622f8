import { useRef, useState } from 'react';
import type { MatterRow } from '../../api/types/index.ts';

/**
 * Which matter lies on the desk. It stays there although somebody else took it off the list: a person in the middle of
 * one must not find another below his hands. What he himself has done leaves the list at once.
 */
export function useDesk(all: readonly MatterRow[], at: string | undefined, go: (id: string | undefined) => void) {
  const [done, setDone] = useState<ReadonlyMap<string, number>>(new Map());
  const shown = useRef<string>(undefined);
  const rows = all.filter((row) => done.get(row.id) !== row.updatedAt);
  const finished = (id: string | undefined): boolean =>
    id !== undefined && done.has(id) && !rows.some((row) => row.id === id);
  const id = [at, shown.current].find((one) => one !== undefined && !finished(one)) ?? rows[0]?.id;
  shown.current = id;
  const index = rows.findIndex((row) => row.id === id);
  const choose = (next: string | undefined) => {
    shown.current = next;
    go(next);
  };
  return {
    rows,
    id,
    gone: id !== undefined && index < 0,
    choose,
    /** On to the one below, or above the last. */
    finish: () => {
      const row = rows[index];
      if (row) setDone(new Map([...done, [row.id, row.updatedAt]]));
      choose((rows[index + 1] ?? rows[index - 1] ?? (index < 0 ? rows[0] : undefined))?.id);
    },
  };
}
