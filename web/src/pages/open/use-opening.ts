import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { fileAppeal } from '../../api/appeals.ts';
import { newKey } from '../../api/idempotency.ts';
import { type LoopInfo, openMatter } from '../../api/loops.ts';
import { toProblem } from '../../api/problem.ts';
import { appealOf, formNameOf, isAppeal } from './appeal-needs.ts';
import { ENTERPRISE, openingOf, type Values } from './open-needs.ts';

export type Opened = { readonly id: string; readonly number: string };
type Place = { readonly name: string; readonly errors: string[] };

/** Sends the form: an appeal by the way all channels share, any other kind as its loop has it. */
export function useOpening(loop: LoopInfo, onDone: (matter: Opened) => void) {
  const queries = useQueryClient();
  const key = useRef(newKey());
  const { mutate, error, isPending } = useMutation({
    mutationFn: (values: Values): Promise<Opened> =>
      isAppeal(loop) ? fileAppeal(appealOf(values), key.current) : openMatter(openingOf(loop, values), key.current),
    onSuccess: (matter) => {
      void queries.invalidateQueries({ queryKey: ['matters'] });
      onDone(matter);
    },
  });
  return {
    error,
    isPending,
    // Other words are another matter, so they get another key.
    renew: () => {
      key.current = newKey();
    },
    start: (values: Values, onWrong: (places: Place[]) => void) =>
      mutate(values, { onError: (problem) => onWrong(placesOf(loop, problem)) }),
  };
}

function placesOf(loop: LoopInfo, problem: unknown): Place[] {
  const { at = [] } = toProblem(problem).body;
  return at.flatMap(({ path, message }) => {
    const name = path?.split('.').at(-1);
    if (!name || !message) return [];
    const own = name === 'enterprise' ? ENTERPRISE : name;
    return [{ name: isAppeal(loop) ? formNameOf(own) : own, errors: [message] }];
  });
}
