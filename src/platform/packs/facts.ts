import { z } from 'zod';
import { cellReader, type FactDefinition, type FactGroup, factCatalogueOf } from '#engines/registry';
import type { Titles } from '#language';
import type { Finding } from './finding.ts';
import { meant, type ReadFile } from './yaml-file.ts';

const FactEntry = z.strictObject({
  key: z.string().regex(/^[a-z][a-zA-Z0-9]{1,40}$/, 'key 用小驼峰英文，如 annualRevenue'),
  name: z.string().trim().min(2).max(40),
  aliases: z.array(z.string().trim().min(2)).optional(),
  type: z.enum(['boolean', 'number', 'money', 'percent', 'string', 'code', 'date']),
  unit: z.string().optional().describe('仅 number：人、件、千瓦时……'),
  decimals: z.int().min(0).max(6).optional().describe('仅 number：保留几位小数，默认整数'),
  codeList: z.string().optional().describe('仅 code：代码表'),
  signed: z.boolean().optional().describe('仅数值：可以是负数，如利润、增长率；不写则不能为负'),
  max: z.string().optional().describe('仅数值：最大值，写法同数据，如 100%'),
  past: z.boolean().optional().describe('仅日期：已经发生的日子，不能晚于导入当日'),
  owner: z.string().optional().describe('归口部门，默认随文件'),
  sensitivity: z.enum(['open', 'internal', 'sensitive']).optional(),
  freshDays: z.int().min(1).max(3650).optional().describe('超过多少天视为过期'),
  yearly: z.boolean().optional().describe('按年度统计'),
  derived: z.boolean().optional().describe('由其他事实算出，不导入'),
});

export const FactsFile = z.strictObject({
  group: z.string().regex(/^[a-z][a-z-]*$/),
  order: z.int().default(50).describe('在企业空间里的先后'),
  title: z.string().trim().min(1),
  owner: z.string(),
  sensitivity: z.enum(['open', 'internal', 'sensitive']),
  freshDays: z.int().min(1).max(3650),
  facts: z.array(FactEntry),
});
export type FactsFile = z.infer<typeof FactsFile>;

/** Field names of a catalogue file, to suggest the one that was meant. */
export const FACT_FIELDS: readonly string[] = [...Object.keys(FactsFile.shape), ...Object.keys(FactEntry.shape)];

export type PackFacts = { readonly facts: readonly FactDefinition[]; readonly factGroups: readonly FactGroup[] };

type Items = readonly { readonly code: string; readonly title: string; readonly parent?: string | undefined }[];
type CodeLists = Readonly<Record<string, { readonly items: Items }>>;

/** What people call the codes of each list that facts may name. Trades carry the letter of their section: C39. */
function titlesOf(lists: CodeLists): ReadonlyMap<string, Titles> {
  const titles = new Map<string, Titles>(
    Object.entries(lists).map(([name, { items }]) => [name, new Map(items.map(({ code, title }) => [code, title]))]),
  );
  const trades = lists.industry?.items ?? [];
  const parents = new Map(trades.map(({ code, parent }) => [code, parent]));
  const top = (code: string): string => {
    const parent = parents.get(code);
    return parent === undefined ? code : top(parent);
  };
  const lettered = trades.map(({ code, title }): [string, string] => [
    top(code) === code ? code : top(code) + code,
    title,
  ]);
  return titles.set('GB/T 4754', new Map(lettered)).set('GB/T 2260', titles.get('region') ?? new Map());
}

const definitionOf = (
  file: FactsFile,
  entry: FactsFile['facts'][number],
  titles: ReadonlyMap<string, Titles>,
): FactDefinition => ({
  ...entry,
  titles: titles.get(entry.codeList ?? ''),
  group: file.group,
  owner: entry.owner ?? file.owner,
  sensitivity: entry.sensitivity ?? file.sensitivity,
  freshDays: entry.freshDays ?? file.freshDays,
});

/**
 * The fact catalogue of a stack of packs. Each fact is taken in turn, so that what does not fit (a second fact of the
 * same name, a unit that a type may not have) is told where it stands.
 */
export function assembleFacts(
  files: readonly ReadFile<FactsFile>[],
  lists: CodeLists,
  tell: (found: readonly Finding[]) => void,
): PackFacts {
  const titles = titlesOf(lists);
  const owners = new Set(lists['fact-owner']?.items.map((each) => each.code));
  const facts: FactDefinition[] = [];
  for (const { yaml, value } of files)
    for (const [at, entry] of value.facts.entries()) {
      const fact = definitionOf(value, entry, titles);
      const wrong = complaintOf(fact, facts);
      if (wrong) tell([yaml.at(['facts', at, 'name'], wrong)]);
      else facts.push(fact);
      if (fact.codeList && !titles.has(fact.codeList))
        tell([
          yaml.at(['facts', at, 'codeList'], `代码表“${fact.codeList}”不存在${meant(fact.codeList, titles.keys())}`),
        ]);
      if (!owners.has(fact.owner))
        tell([yaml.at(['facts', at], `归口部门“${fact.owner}”不存在${meant(fact.owner, owners)}`)]);
    }
  return { facts, factGroups: groupsOf(files) };
}

const groupsOf = (files: readonly ReadFile<FactsFile>[]): readonly FactGroup[] =>
  files.toSorted((a, b) => a.value.order - b.value.order).map(({ value }) => ({ id: value.group, title: value.title }));

const spellings = (fact: FactDefinition): readonly string[] => [fact.name, ...(fact.aliases ?? [])];

function misplacedLimit({ type, signed, max, past, ...fact }: FactDefinition): string | undefined {
  const figure = type === 'money' || type === 'number' || type === 'percent';
  if (!figure && (signed || max !== undefined)) return `“${fact.name}”不是数值，不写 signed 和 max`;
  if (past && type !== 'date') return `“${fact.name}”不是日期，不写 past`;
  if (max === undefined || typeof cellReader({ ...fact, type })(max) === 'string') return undefined;
  return `“${fact.name}”的 max“${max}”读不懂，请按数据的写法写，如 100%`;
}

/** What is wrong with this fact beside those before it. */
function complaintOf(fact: FactDefinition, before: readonly FactDefinition[]): string | undefined {
  const twice = before.find((each) => each.key === fact.key);
  if (twice) return `标识“${fact.key}”已用于“${twice.name}”`;
  const names = new Set(spellings(fact));
  const other = before.find((each) => spellings(each).some((name) => names.has(name)));
  if (other)
    return `“${spellings(other).find((name) => names.has(name))}”既指“${other.name}”又指“${fact.name}”，名称不得重复`;
  const misplaced = misplacedLimit(fact);
  if (misplaced) return misplaced;
  try {
    factCatalogueOf([fact], []);
    return undefined;
  } catch (problem) {
    return problem instanceof Error ? problem.message : String(problem);
  }
}
