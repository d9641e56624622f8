import { nearestNames } from '../names.ts';
import type { FactDefinition } from './definition.ts';
import type { FactCatalogue } from './fact-catalogue.ts';

/** What a column of a table is taken for. */
export type ColumnMeaning = {
  readonly heading: string;
  /** A key of the catalogue; `code` is the 统一社会信用代码 by which rows are known; absent: the column is left out. */
  readonly key?: string | undefined;
  /** The unit that the heading gives: 万元, %. */
  readonly unit?: string | undefined;
  /** How it was found: by its name, or as this source's columns were read before. */
  readonly by?: 'name' | 'memory' | undefined;
  /** For a heading that nothing matches: the names that come near. */
  readonly near?: readonly string[] | undefined;
};

export const CODE_COLUMN = 'code';
const CODE_HEADINGS = new Set(['统一社会信用代码', '社会信用代码', '信用代码', '统一代码', 'uscc', 'code', '企业代码']);
/** Columns that the table of faulty rows adds, so that it can be sent back as it is. */
const FAULT_HEADINGS: ReadonlySet<string> = new Set(['原行号', '错误原因']);

const UNIT = /[（(]\s*(?:单位[:：]?\s*)?([^（）()]{1,8})\s*[)）]\s*$/;

/** 上年营业收入（万元） → 上年营业收入 and 万元. */
export function splitHeading(heading: string): { readonly name: string; readonly unit?: string } {
  const text = heading.normalize('NFKC').replaceAll(/\s+/g, '').replace(/^\*+/, '');
  const unit = UNIT.exec(text)?.[1];
  const looksLikeUnit = unit !== undefined && /[元%‰人件家户项次个天月年吨亩台米时安瓦条份本]$/.test(unit);
  return looksLikeUnit ? { name: text.replace(UNIT, ''), unit } : { name: text };
}

/**
 * Proposes what each column means: as remembered, else by the catalogue's names and aliases.
 *
 * @param remembered headings as they were settled before for this source, with the key, or '' for a column left out
 */
export function matchHeadings(
  headings: readonly string[],
  catalogue: FactCatalogue,
  remembered: ReadonlyMap<string, { readonly key: string; readonly unit?: string | undefined }> = new Map(),
): readonly ColumnMeaning[] {
  const names = catalogue.facts.flatMap((each) => [each.name, ...(each.aliases ?? [])]);
  return headings.map((heading): ColumnMeaning => {
    const before = remembered.get(heading);
    if (before) return before.key === '' ? { heading, by: 'memory' } : { heading, ...before, by: 'memory' };
    const { name, unit } = splitHeading(heading);
    if (FAULT_HEADINGS.has(name)) return { heading, by: 'name' };
    if (CODE_HEADINGS.has(name.toLowerCase())) return { heading, key: CODE_COLUMN, by: 'name' };
    const fact = catalogue.named(heading) ?? catalogue.named(name) ?? catalogue.byKey.get(name);
    if (fact) return { heading, key: fact.key, by: 'name', ...(unit !== undefined && { unit }) };
    return { heading, near: nearestNames(name, names, 3) };
  });
}

/** The heading that a template writes for a fact, so that it is read back without a question. */
export const headingOf = (fact: FactDefinition): string => {
  if (fact.type === 'money') return `${fact.name}（元）`;
  if (fact.type === 'percent') return `${fact.name}（%）`;
  return fact.unit ? `${fact.name}（${fact.unit}）` : fact.name;
};
