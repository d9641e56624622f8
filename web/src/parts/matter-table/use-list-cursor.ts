import { useEffect, useState } from 'react';
import { useKeys } from '../../shell/keys/registry.ts';

type Options<T> = {
  readonly rows: readonly T[];
  readonly idOf: (row: T) => string;
  readonly onOpen?: (row: T) => void;
  readonly onMark?: (row: T) => void;
  /** Who chose the row: controlled by the address where a page has one. */
  readonly current?: string | undefined;
  readonly onCurrent?: (id: string) => void;
};

/** j and k move, Enter opens, x marks. The chosen row survives a refresh of the list. */
export function useListCursor<T>({ rows, idOf, onOpen, onMark, current, onCurrent }: Options<T>) {
  const [own, setOwn] = useState<string>();
  const id = current ?? own;
  const index = rows.findIndex((row) => idOf(row) === id);
  const choose = (next: number) => {
    const row = rows[Math.min(Math.max(next, 0), rows.length - 1)];
    if (!row) return;
    setOwn(idOf(row));
    onCurrent?.(idOf(row));
  };
  const chosen = rows[index];
  useKeys([
    { key: 'j', title: '下一条', run: () => choose(index + 1) },
    { key: 'k', title: '上一条', run: () => choose(index - 1) },
    ...(onOpen ? [{ key: 'Enter', title: '打开', run: () => chosen && onOpen(chosen) }] : []),
    ...(onMark ? [{ key: 'x', title: '勾选', run: () => chosen && onMark(chosen) }] : []),
  ]);
  useEffect(() => {
    if (id) document.querySelector(`[data-row="${CSS.escape(id)}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [id]);
  return { id, index, chosen, choose };
}
