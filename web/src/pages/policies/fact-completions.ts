import type { PolicyFact } from '../../api/conditions.ts';

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
export const firstTest = ({ type, unit, codes }: PolicyFact): string => {
  if (type === 'boolean') return '是';
  if (type === 'money') return '>= 0万元';
  if (type === 'percent') return '>= 0%';
  if (type === 'date') return '<= 2026-01-01';
  if (type === 'code') return `属于 ["${codes?.[0]?.code ?? ''}"]`;
  return type === 'number' ? `>= 0${unit ?? ''}` : '= ""';
};

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
