import type { CodeLookup, FactDefinition } from '#engines/registry';

/** Code lists as a city has them: code → title. */
export type Lists = ReadonlyMap<string, ReadonlyMap<string, string>>;

const STANDARDS: Readonly<Record<string, string>> = { 'GB/T 2260': 'region', 'GB/T 4754': 'industry' };

/** Finds a code by itself or by its title. Trades are kept with the letter of their section: C3921. */
export function codesFor(fact: FactDefinition, lists: Lists, parents: ReadonlyMap<string, string>): CodeLookup {
  const list = lists.get(STANDARDS[fact.codeList ?? ''] ?? fact.codeList ?? '') ?? new Map<string, string>();
  const byTitle = new Map([...list].map(([code, title]) => [title, code]));
  if (fact.codeList === 'GB/T 4754') return (written) => tradeOf(written, list, byTitle, parents);
  return (written) => (list.has(written) ? written : byTitle.get(written));
}

/** `C3921`, `3921`, `39`, `C`, or a name; the letter must be that of the division's section. */
function tradeOf(
  written: string,
  list: ReadonlyMap<string, string>,
  byTitle: ReadonlyMap<string, string>,
  parents: ReadonlyMap<string, string>,
): string | undefined {
  const [, letter = '', digits = ''] = /^([A-T]?)(\d{2,4})?$/.exec(written) ?? [];
  if (letter !== '' && digits === '') return list.has(letter) ? letter : undefined;
  const code = digits === '' ? byTitle.get(written) : digits;
  if (code === undefined) return undefined;
  if (/^[A-T]$/.test(code)) return code;
  const section = parents.get(code.slice(0, 2));
  return section === undefined || (letter !== '' && letter !== section) ? undefined : section + code;
}
