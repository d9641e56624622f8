import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { refreshLists } from '../../api/matters.ts';
import { toProblem } from '../../api/problem.ts';
import { inParts, type Outcome, unsettled } from './in-parts.ts';

export type BulkRun = {
  /** 催办, 督办单. */
  readonly title: string;
  /** In the order sent, with the words a person knows each by. */
  readonly things: readonly { readonly id: string; readonly name: string }[];
  readonly results: readonly Outcome[];
  readonly running: boolean;
  /** Why it stopped before the end. */
  readonly error?: unknown;
};

type Start = Pick<BulkRun, 'title' | 'things'> & {
  readonly size: number;
  readonly send: (ids: readonly string[]) => Promise<readonly Outcome[]>;
};

/** Runs an act over many, and keeps what became of each until the person has read it. */
export function useBulkRun() {
  const queries = useQueryClient();
  const [run, setRun] = useState<BulkRun & { readonly again: () => void }>();
  const go = async (start: Start, before: readonly Outcome[]) => {
    let results = before;
    const show = (more: Pick<BulkRun, 'running'> & { readonly error?: unknown }) =>
      setRun({ title: start.title, things: start.things, results, ...more, again: () => void go(start, results) });
    show({ running: true });
    const left = unsettled(
      start.things.map((each) => each.id),
      before,
    );
    try {
      await inParts(left, start.size, start.send, (some) => {
        results = [...results, ...some];
        show({ running: true });
      });
      show({ running: false });
    } catch (error) {
      show({ running: false, error: toProblem(error) });
    }
    refreshLists(queries);
  };
  return { run, start: (given: Start) => void go(given, []), clear: () => setRun(undefined) };
}
