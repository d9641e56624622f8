import type { Act } from '#engines/matters';
import { type Call, type FileValue, isRefusal, refuse } from '#kernel';
import { readDetail } from '#platform/matters';
import type { DocumentPorts } from '../ports.ts';
import { readCell, type Wanted } from './changed-cell.ts';
import {
  comparable,
  ID_TITLE,
  type LedgerItem,
  type LedgerNames,
  ledgerColumns,
  NUMBER_TITLE,
  VERSION_TITLE,
} from './ledger-columns.ts';
import { itemsById, ledgerNames } from './ledger-items.ts';
import { type ReadRow, readSheet } from './workbook.ts';

export type RowError = { readonly row: number; readonly column: string; readonly message: string };
export type RowChange = { readonly row: number; readonly number: string; readonly says: readonly string[] };
export type ImportReport = {
  readonly rows: number;
  readonly applied: number;
  readonly dryRun: boolean;
  readonly changes: RowChange[];
  readonly errors: RowError[];
};

/** What one row of the edited ledger asks for. */
type Plan = {
  readonly line: number;
  readonly item: LedgerItem;
  readonly wanted: readonly Wanted[];
};

const FILE_LIMIT = 10 * 1024 * 1024;

/**
 * Reads an edited ledger back. Every row is checked first; nothing is done while a row has an error, unless the caller
 * says that the rest may go in. Changes are the moves that a person would make, so history stays whole.
 */
export async function importLedger(
  ports: DocumentPorts,
  call: Call,
  file: FileValue,
  { dryRun, partial }: { readonly dryRun: boolean; readonly partial: boolean },
): Promise<ImportReport> {
  const rows = await rowsIn(file);
  const errors: RowError[] = [];
  const plans = await plansFor(ports, call, rows, errors);
  const changes = plans.map(({ line, item, wanted }) => ({
    row: line,
    number: item.row.number,
    says: wanted.map((each) => each.says),
  }));
  const report = {
    rows: rows.length,
    changes: changes.map((each) => ({ ...each, says: [...each.says] })),
    errors,
    dryRun,
  };
  if (dryRun || (errors.length > 0 && !partial)) return { ...report, applied: 0 };
  const bad = new Set(errors.map((each) => each.row));
  let applied = 0;
  for (const plan of plans.filter((each) => !bad.has(each.line))) {
    const failed = await apply(ports, call, plan);
    if (failed) errors.push({ row: plan.line, ...failed });
    else applied += 1;
  }
  await ports.audit(call, { act: 'matters.import', object: '', detail: { rows: rows.length, applied } });
  return { ...report, applied };
}

async function rowsIn(file: FileValue): Promise<readonly ReadRow[]> {
  if (file.bytes.length > FILE_LIMIT)
    throw refuse({ code: 'ledger.too-large', kind: 'too-large', what: '台账超过 10 MB', todo: '请分批导入' });
  const rows = await readSheet(file.bytes, [NUMBER_TITLE, VERSION_TITLE, ID_TITLE]).catch(() => {
    throw refuse({
      code: 'ledger.corrupt',
      kind: 'invalid',
      what: `“${file.name}”不是有效的 .xlsx 文件`,
      todo: '请用 Excel 或 WPS 重新保存',
    });
  });
  if (rows) return rows;
  throw refuse({
    code: 'ledger.headings',
    kind: 'invalid',
    what: '没有找到台账的表头',
    why: `表头须有“${NUMBER_TITLE}”“${VERSION_TITLE}”“${ID_TITLE}”`,
    todo: '请在系统导出的台账上修改，不要删除隐藏的列',
  });
}

async function plansFor(
  ports: DocumentPorts,
  call: Call,
  rows: readonly ReadRow[],
  errors: RowError[],
): Promise<readonly Plan[]> {
  const ids = [...new Set(rows.map(idOf).filter((each) => each !== ''))];
  const [items, names] = await Promise.all([itemsById(ports, call, ids), ledgerNames(ports, call)]);
  const seen = new Set<string>();
  const plans: Plan[] = [];
  for (const row of rows) {
    const id = idOf(row);
    // A notice under a cut list or a total that somebody added is no matter and no error.
    if (id === '') continue;
    const item = items.get(id);
    const twice = seen.has(id);
    seen.add(id);
    if (!item || twice) {
      errors.push({ row: row.line, column: NUMBER_TITLE, message: twice ? '同一件事项出现了两次' : NOT_THERE });
      continue;
    }
    const found = await changesIn(ports, call, row, item, names);
    errors.push(...found.errors);
    if (found.wanted.length > 0) plans.push({ line: row.line, item, wanted: found.wanted });
  }
  return plans;
}

const NOT_THERE = '没有这件事项，或您无权查看';
const idOf = ({ cells }: ReadRow): string => comparable(cells.get(ID_TITLE));

async function changesIn(
  ports: DocumentPorts,
  call: Call,
  { line, cells }: ReadRow,
  item: LedgerItem,
  names: LedgerNames,
): Promise<{ readonly wanted: readonly Wanted[]; readonly errors: readonly RowError[] }> {
  const definition = ports.matters.book.at(call.tenant, item.state.loop, item.state.version);
  const changed = ledgerColumns(definition, names).filter(
    (each) =>
      !each.volatile && cells.has(each.title) && comparable(cells.get(each.title)) !== comparable(each.value(item)),
  );
  // A row that nobody edited is no error because somebody worked on its matter meanwhile: the file is merely older.
  const isOld = comparable(cells.get(VERSION_TITLE)) !== String(item.state.seq);
  const edited = isOld ? changed.filter((each) => each.change) : changed;
  if (edited.length === 0) return { wanted: [], errors: [] };
  if (isOld)
    return {
      wanted: [],
      errors: [{ row: line, column: NUMBER_TITLE, message: '导出之后有人办理过这件事项，请重新导出后再改' }],
    };
  const wanted: Wanted[] = [];
  const errors: RowError[] = [];
  for (const column of edited) {
    const read = await readCell(ports, call, column, cells.get(column.title) ?? null, item, definition);
    if ('message' in read) errors.push({ row: line, column: column.title, message: read.message });
    else wanted.push(read);
  }
  errors.push(...atOdds(line, wanted));
  if (wanted.length > 0) errors.push(...(await notAllowed(ports, call, line, item, wanted)));
  return { wanted, errors };
}

/** 牵头单位 and 承办单位 both give the matter away: they must not name two. */
function atOdds(line: number, wanted: readonly Wanted[]): readonly RowError[] {
  const given = wanted.filter((each) => each.act === 'transfer');
  if (new Set(given.map((each) => each.input.unit)).size <= 1) return [];
  const names = given.map((each) => `“${each.column}”`).join('和');
  return [{ row: line, column: given[0]?.column ?? '', message: `${names}写了不同的单位，请改为一致` }];
}

/** Said before anything is done: which of the changes this person may not make now. */
async function notAllowed(
  ports: DocumentPorts,
  call: Call,
  line: number,
  item: LedgerItem,
  wanted: readonly Wanted[],
): Promise<readonly RowError[]> {
  const { moves, blocked } = await readDetail(ports.matters, call, item.row.id);
  const allowed = new Set(moves.map((each) => each.move));
  return wanted
    .filter((each) => !allowed.has(each.move))
    .map((each) => {
      const why = blocked.find((other) => other.move === each.move)?.why;
      return { row: line, column: each.column, message: why ? `现在不能修改：${why}` : '您不能修改这一列' };
    });
}

/** One amendment for all fields of a row; the first move insists on the version that was exported. */
async function apply(
  ports: DocumentPorts,
  call: Call,
  { item, wanted }: Plan,
): Promise<{ readonly column: string; readonly message: string } | undefined> {
  const { idempotencyKey: _, ...own } = call;
  const order: readonly Act[] = ['transfer', 'amend', 'progress'];
  const moves = [...Map.groupBy(wanted, (each) => each.move)].sort(
    ([, a], [, b]) => order.indexOf(a[0]?.act ?? 'amend') - order.indexOf(b[0]?.act ?? 'amend'),
  );
  let expectedSeq: number | undefined = item.state.seq;
  for (const [move, asked] of moves) {
    const fields = Object.assign({}, ...asked.map((each) => each.fields));
    const input = Object.assign(
      {},
      ...asked.map((each) => each.input),
      asked[0]?.act === 'amend' ? { fields, reason: '按台账更正' } : {},
    );
    try {
      await ports.move(own, { id: item.row.id, move, input, ...(expectedSeq === undefined ? {} : { expectedSeq }) });
      expectedSeq = undefined;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return { column: asked[0]?.column ?? '', message: error.message };
    }
  }
  return undefined;
}
