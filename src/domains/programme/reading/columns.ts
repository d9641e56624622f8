import type { ColumnMapping, ColumnRole } from './types.ts';

/** Column of each role, and how its heading was printed. */
export type Columns = {
  readonly at: Partial<Readonly<Record<ColumnRole, number>>>;
  readonly printed: Readonly<Record<string, string>>;
};

/** What headings are called, surest words first; the score says how sure. */
const words: readonly (readonly [ColumnRole, RegExp, number])[] = [
  ['measureNumber', /^(?:措施|举措|子|小|分项|分)(?:序|编)?号$|^小项$/, 9],
  ['number', /^(?:序|编|项目序|任务序|任务编|项目编)号$|^(?:项次|No\.?|编码)$/i, 9],
  ['lead', /牵头|主办|主责|第一责任/, 9],
  ['cooperating', /配合|协办|协同|参与|协助|参加/, 8],
  ['responsible', /责任(?:单位|部门|主体|处室|科室|分工)?|承办|落实单位|实施单位|负责单位|负责部门/, 7],
  ['due', /(?:完成|办结|时间|工作|实施|推进|落实|整改)?(?:时间|时限|期限|节点|日期|进度安排|进度要求)/, 8],
  ['remark', /^(?:备注|说明|附注)$/, 9],
  [
    'measure',
    /具体(?:内容|举措|措施|任务|事项|工作)|(?:工作|主要|改革|重点|任务)(?:内容|举措|措施|要求)|^(?:内容|举措|措施|任务内容|任务分解|任务要求|工作事项|细化举措|细化措施|分解任务)$/,
    6,
  ],
  [
    'title',
    /(?:主要|重点|工作|改革|总体|年度|一级|具体)?任务(?:名称|事项|项目)?|(?:项目|事项|任务)(?:名称)?|^(?:重点工作|工作目标|主要工作|改革事项)$/,
    5,
  ],
  ['title', /^(?:领域|类别|类型|板块)$/, 3],
];

/** A cell longer than this is no heading. */
const LONGEST = 60;

const clean = (heading: string): string =>
  heading
    .slice(0, LONGEST)
    .replace(/[\s：:*]/g, '')
    .replace(/[（(][^）)]*[）)]$/, '');

/** Roles that a heading could name, with how sure it is. */
function candidates(heading: string): { readonly role: ColumnRole; readonly score: number }[] {
  if (heading.length > LONGEST) return [];
  const text = clean(heading);
  if (text === '' || text.length > 14) return [];
  return words.filter(([, pattern]) => pattern.test(text)).map(([role, , score]) => ({ role, score }));
}

const best = (heading: string): ColumnRole | null =>
  candidates(heading).sort((a, b) => b.score - a.score)[0]?.role ?? null;

/** Two headings may both be called a measure (工作举措, 具体内容): then the first is the task's title. */
function settle(roles: readonly (ColumnRole | null)[]): (ColumnRole | null)[] {
  const settled = [...roles];
  const measures = roles.flatMap((role, i) => (role === 'measure' ? [i] : []));
  const titles = roles.flatMap((role, i) => (role === 'title' ? [i] : []));
  const [firstMeasure, secondMeasure] = measures;
  if (titles.length === 0 && firstMeasure !== undefined && secondMeasure !== undefined) settled[firstMeasure] = 'title';
  const [firstTitle, secondTitle] = titles;
  if (measures.length === 0 && secondTitle !== undefined) settled[secondTitle] = 'measure';
  else if (measures.length === 0 && firstTitle !== undefined) settled[firstTitle] = 'measure';
  if (!roles.includes('lead') && roles.includes('responsible') && roles.includes('cooperating')) {
    settled[roles.indexOf('responsible')] = 'lead';
    settled[roles.indexOf('cooperating')] = 'responsible';
  }
  return settled;
}

function collect(headings: readonly string[], roles: readonly (ColumnRole | null)[]): Columns {
  const at: Partial<Record<ColumnRole, number>> = {};
  const printed: Record<string, string> = {};
  const sure = (role: ColumnRole, i: number): number =>
    candidates(headings[i] ?? '').find((one) => one.role === role)?.score ?? 0;
  roles.forEach((role, i) => {
    if (role === null) return;
    // Of two columns that could be one, the surer heading is: 任务名称 before 类别, wherever they stand.
    const before = at[role];
    if (before !== undefined && sure(role, before) >= sure(role, i)) return;
    at[role] = i;
    printed[role] = clean(headings[i] ?? '');
  });
  return { at, printed };
}

/** A row is the heading of a task table when it names the work and who or when. */
export function readHeadings(headings: readonly string[]): Columns | null {
  const columns = collect(headings, settle(headings.map(best)));
  const { measure, lead, responsible, due } = columns.at;
  const about = [lead, responsible, due].filter((column) => column !== undefined).length;
  return measure === undefined || about === 0 ? null : columns;
}

/** How many of the cells read as column headings. */
export const countHeadings = (cells: readonly string[]): number => cells.filter((cell) => best(cell) !== null).length;

/** Columns pointed out by hand, by heading or by position, over those found. */
export function applyMapping(
  headings: readonly string[],
  found: Columns | null,
  mapping: ColumnMapping,
): Columns | null {
  const chosen = new Map<number, ColumnRole>();
  for (const [role, where] of Object.entries(mapping) as [ColumnRole, string | number][]) {
    const column = typeof where === 'number' ? where : headings.findIndex((heading) => clean(heading) === clean(where));
    if (column >= 0) chosen.set(column, role);
  }
  if (chosen.size === 0) return found;
  const taken = new Set(chosen.values());
  const roles = headings.map((_, i): ColumnRole | null => {
    const hand = chosen.get(i);
    if (hand !== undefined) return hand;
    const own = (Object.entries(found?.at ?? {}) as [ColumnRole, number][]).find(([, column]) => column === i)?.[0];
    return own === undefined || taken.has(own) ? null : own;
  });
  const columns = collect(headings, roles);
  return columns.at.measure === undefined && columns.at.title === undefined ? null : columns;
}
