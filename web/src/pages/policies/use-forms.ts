import { useQuery, useQueryClient } from '@tanstack/react-query';
import { buildText, builtQuery, type Forms } from '../../api/conditions.ts';

/** A condition in its other forms, and the way back: what was put together is known at once, without asking again. */
export function useForms(text: string, onChange: (text: string) => void) {
  const client = useQueryClient();
  const query = useQuery(builtQuery(text));
  const empty = text.trim() === '';
  const forms: Forms = empty ? {} : (query.data ?? {});
  const put = async (next: Forms | undefined) => {
    if (!next) return onChange('');
    const made = await buildText(next);
    client.setQueryData(builtQuery(made.text).queryKey, made);
    onChange(made.text);
  };
  return { forms, empty, waiting: !empty && query.isPending, put };
}
