import {
  type Call,
  dayOf,
  type FileValue,
  hashOf,
  isRefusal,
  type Money,
  parseMoney,
  refuse,
  toInstant,
} from '#kernel';
import type { FundPorts } from './ports.ts';
import { addLine, changeBudget } from './promises.ts';

/** The headings of a budget table; the amount may be in 元 or 万元, as the heading says. */
export const BUDGET_HEADINGS = ['政策标识', '资金名称', '年度', '依据文件'] as const;
const AMOUNTS = [
  { heading: '预算金额（万元）', unit: '万元' },
  { heading: '预算金额（元）', unit: '元' },
] as const;

export type BudgetImport = {
  readonly lines: number;
  readonly granted: number;
  readonly same: number;
  readonly sum: Money;
  readonly errors: readonly { readonly row: number; readonly what: string }[];
};

type Row = { readonly row: number; readonly policy: string; readonly title: string; readonly year: number } & {
  readonly note: string;
  readonly amount: Money;
};

/**
 * Budgets out of a table: a line is made where there is none, and the money granted. The same row of any file is granted
 * once, so that a file sent twice changes nothing; a row that cannot be read is named and the rest goes in.
 */
export async function importBudgets(
  ports: FundPorts,
  call: Call,
  file: FileValue,
  dryRun: boolean,
): Promise<BudgetImport> {
  const { rows, errors } = await readBudgets(ports, call, file);
  const policyNamed = await ports.policiesNamed(call.tenant);
  const counts = { lines: 0, granted: 0, same: 0 };
  for (const said of rows) {
    const policy = policyNamed(said.policy)?.id ?? said.policy;
    const row = { ...said, policy };
    const key = hashOf([row.policy, row.year, row.amount, row.note]).slice(0, 40);
    const before = await ports.store.findLineOf(call.tenant, row.policy, row.year);
    const known =
      before !== undefined && (await ports.store.isDone(call.tenant, { actor: IMPORT, key: `budget ${key}` }));
    if (known) counts.same += 1;
    else {
      counts.granted += 1;
      if (!before) counts.lines += 1;
    }
    if (known || dryRun) continue;
    const owner = call.actor.unit ?? '';
    const line =
      before ?? (await addLine(ports, call, { title: row.title, policy: row.policy, year: row.year, owner }));
    const command = { actor: IMPORT, key: `budget ${key}` };
    await changeBudget(ports, call, { line: line.id, amount: row.amount, note: row.note }, command);
  }
  const sum = rows.reduce((total, each) => (total + each.amount) as Money, 0 as Money);
  return { ...counts, sum, errors };
}

/** Whoever sends it, the same row is the same grant. */
const IMPORT = 'budget-import';

async function readBudgets(ports: FundPorts, { now }: Call, file: FileValue) {
  const amount = await findAmount(ports, file);
  if (!amount)
    throw refuse({
      code: 'funds.budget-table',
      kind: 'invalid',
      what: `${file.name} 里找不到预算表的表头`,
      why: `需要的列：${[...BUDGET_HEADINGS, AMOUNTS[0].heading].join('、')}`,
      todo: '请用导入说明里的列名',
    });
  const thisYear = Number(dayOf(toInstant(now)).slice(0, 4));
  const rows: Row[] = [];
  const errors: { row: number; what: string }[] = [];
  for (const { line, cells } of amount.rows.slice(0, 5000)) {
    const read = rowOf(line, cells, amount, thisYear);
    if ('what' in read) errors.push(read);
    else rows.push(read);
  }
  return { rows, errors };
}

async function findAmount({ readTable }: FundPorts, file: FileValue) {
  for (const { heading, unit } of AMOUNTS) {
    const rows = await readTable(file, [...BUDGET_HEADINGS, heading]);
    if (rows) return { heading, unit, rows };
  }
  return undefined;
}

function rowOf(
  row: number,
  cells: ReadonlyMap<string, string>,
  { heading, unit }: { readonly heading: string; readonly unit: string },
  thisYear: number,
): Row | { readonly row: number; readonly what: string } {
  const text = (name: string): string => (cells.get(name) ?? '').trim();
  const [policy, title, note] = [text('政策标识'), text('资金名称'), text('依据文件')];
  const year = Number(text('年度') || thisYear);
  if (!policy || policy.length > 80 || title.length < 2 || title.length > 80)
    return { row, what: '政策标识、资金名称不能空，各不超过 80 字' };
  if (!Number.isInteger(year) || year < 2000 || year > 2100) return { row, what: `年度“${text('年度')}”不对` };
  if (note.length < 2 || note.length > 200) return { row, what: '请写依据文件' };
  try {
    const amount = parseMoney(`${text(heading).replaceAll(',', '')}${unit}`);
    return amount > 0 ? { row, policy, title, note, year, amount } : { row, what: '金额要大于零；调减请在预算页办理' };
  } catch (error) {
    if (isRefusal(error)) return { row, what: error.parts.what };
    throw error;
  }
}
