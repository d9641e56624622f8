import type { Field, Inputs, Need } from '#engines/matters';
import { refuse } from '#kernel';
import type { CodeList } from './names.ts';

/**
 * Codes must stand in their lists. The engine knows no lists, so the platform asks.
 * @throws Refusal `matter.fields`
 */
export function checkCodes(
  { fields }: { readonly fields: readonly Pick<Field | Need, 'name' | 'title' | 'list'>[] },
  given: Inputs,
  lists: (list: string) => CodeList | undefined,
): void {
  const wrong = fields.flatMap(({ name, title, list }) => {
    const known = list ? lists(list) : undefined;
    const codes = [given[name]].flat().filter((each) => typeof each === 'string' && each !== '');
    const strange = known ? codes.filter((each) => !known.has(String(each))) : [];
    return strange.map((code) => ({ path: name, message: `“${title}”没有代码 ${String(code)}` }));
  });
  if (wrong.length === 0) return;
  throw refuse({
    code: 'matter.fields',
    kind: 'invalid',
    what: wrong.map((each) => each.message).join('；'),
    at: wrong,
    todo: '可用的代码见 /api/site 的 lists',
  });
}
