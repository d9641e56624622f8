import type { PolicyFact } from '../../api/conditions.ts';
import type { CodeItem } from '../../api/types/index.ts';

const UNITS: Readonly<Record<string, string>> = {
  boolean: '是非',
  money: '金额，如 100万元',
  percent: '百分比，如 3%',
  date: '日期，如 2026-01-01',
  code: '代码',
  string: '文字',
};
const MOST = 12;

/** What a fact is written with. */
export const unitWords = ({ type, unit }: PolicyFact): string => (unit ? `数，单位 ${unit}` : (UNITS[type] ?? '数'));

/** A test that reads, to be changed: nobody knows the figure yet. */
export const firstTest = ({ type, unit, codeList = '' }: PolicyFact, codes: readonly CodeItem[]): string => {
  if (type === 'boolean') return '是';
  if (type === 'money') return '>= 0万元';
  if (type === 'percent') return '>= 0%';
  if (type === 'date') return '<= 2026-01-01';
  if (type === 'code') return `属于 ["${spelt(codeList, codes)[0]?.code ?? ''}"]`;
  return type === 'number' ? `>= 0${unit ?? ''}` : '= ""';
};

/** Codes as facts write them: an industry begins with the letter of its section, C39. */
export function spelt(list: string, items: readonly CodeItem[]): readonly CodeItem[] {
  if (list !== 'industry') return items;
  const byCode = new Map(items.map((each) => [each.code, each]));
  const section = (code: string): string => {
    const parent = byCode.get(code)?.parent;
    return parent === undefined || parent === code ? code : section(parent);
  };
  const written = (code: string) => (/^\d/.test(code) ? `${section(code)}${code}` : code);
  return items.map(({ code, title, parent }) => ({
    code: written(code),
    title,
    ...(parent === undefined ? {} : { parent: written(parent) }),
  }));
}

/** The name being written: what stands after the last sign, space or word that joins. */
const LAST = /(?:^|[\s()（）<>=+\-*/,，且或])([\p{Script=Han}\p{L}\p{N}]*)$/u;

/** Names of facts that go on from what was begun, with what they are written with. */
export function completions(text: string, facts: readonly PolicyFact[]) {
  const begun = LAST.exec(text)?.[1] ?? '';
  if (begun === '') return [];
  const head = text.slice(0, text.length - begun.length);
  return facts
    .filter(({ name, aliases }) => name !== begun && [name, ...aliases].some((each) => each.includes(begun)))
    .slice(0, MOST)
    .map((fact) => ({ value: head + fact.name, label: `${fact.name}（${unitWords(fact)}）` }));
}
