import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useRef } from 'react';
import { buildText, builtQuery, type Forms } from '../../api/conditions.ts';

/**
 * A condition in its other forms, and the way back: what was put together is known at once, without asking again. Two
 * quick changes follow one another, the second made on what the first left.
 */
export function useForms(text: string, onChange: (text: string) => void) {
  const client = useQueryClient();
  const query = useQuery(builtQuery(text));
  const empty = text.trim() === '';
  const forms: Forms = empty ? {} : (query.data ?? {});
  const latest = useRef(text);
  useEffect(() => {
    latest.current = text;
  }, [text]);
  const send = useMutation({
    scope: { id: useId() },
    mutationFn: async (change: (was: Forms) => Forms | undefined) => {
      const was = latest.current.trim() === '' ? {} : await client.ensureQueryData(builtQuery(latest.current));
      const next = change(was);
      const made = next ? await buildText(next) : { text: '' };
      client.setQueryData(builtQuery(made.text).queryKey, made);
      latest.current = made.text;
      onChange(made.text);
    },
  });
  return { forms, empty, waiting: !empty && query.isPending, put: send.mutate, error: send.error };
}
