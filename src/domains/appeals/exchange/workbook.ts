import ExcelJS from 'exceljs';
import { refuse, writtenDay } from '#kernel';
import { WorkOrder } from './schema.ts';

/** The columns of the work-order file; the first row names them, in any order. */
const COLUMNS = {
  number: '工单编号',
  at: '来电时间',
  title: '标题',
  body: '内容',
  category: '类别',
  region: '地区',
  place: '地点',
  contactName: '联系人',
  contactPhone: '联系电话',
} as const;
type Column = keyof typeof COLUMNS;

export type RowFault = { readonly row: number; readonly column: string; readonly message: string };
export type ReadOrders = {
  readonly orders: readonly { readonly row: number; readonly order: WorkOrder }[];
  readonly wrong: readonly RowFault[];
};

const MOST_ROWS = 20_000;

/** Codes by title or code, for the columns that people fill with words. */
export type Codes = { readonly category: ReadonlyMap<string, string>; readonly region: ReadonlyMap<string, string> };

/** Reads orders from a workbook. What is wrong is told by row and column; the rest can go in. */
export async function readOrders(bytes: Uint8Array, peer: string, codes: Codes, now: number): Promise<ReadOrders> {
  const workbook = new ExcelJS.Workbook();
  try {
    await workbook.xlsx.load(bytes.slice().buffer);
  } catch {
    throw refuse({
      code: 'exchange.file',
      kind: 'invalid',
      what: '文件不是可读的 Excel 工作簿（.xlsx）',
      todo: '请另存为 .xlsx 后再导入',
    });
  }
  const sheet = workbook.worksheets[0];
  if (!sheet || sheet.rowCount < 1) throw refuse({ code: 'exchange.empty', kind: 'invalid', what: '工作簿里没有内容' });
  if (sheet.rowCount > MOST_ROWS)
    throw refuse({
      code: 'exchange.too-many-rows',
      kind: 'too-large',
      what: `一次最多导入 ${MOST_ROWS} 行`,
      todo: '请分几个文件',
    });
  const places = columnsOf(sheet);
  const orders: { row: number; order: WorkOrder }[] = [];
  const wrong: RowFault[] = [];
  for (let row = 2; row <= sheet.rowCount; row += 1) {
    const cells = cellsOf(sheet, row, places);
    if (Object.values(cells).every((each) => each === '')) continue;
    const read = readRow(cells, row, peer, codes, now);
    if ('order' in read) orders.push({ row, order: read.order });
    else wrong.push(...read.wrong);
  }
  return { orders, wrong };
}

type Cells = Readonly<Partial<Record<Column, string>>>;

function columnsOf(sheet: ExcelJS.Worksheet): ReadonlyMap<Column, number> {
  const found = new Map<Column, number>();
  sheet.getRow(1).eachCell((cell, number) => {
    const name = cell.text.normalize('NFKC').replaceAll(/\s|\*/g, '');
    for (const [column, title] of Object.entries(COLUMNS)) if (name === title) found.set(column as Column, number);
  });
  const missing = (['number', 'body'] as const).filter((each) => !found.has(each)).map((each) => COLUMNS[each]);
  if (missing.length === 0) return found;
  throw refuse({
    code: 'exchange.columns',
    kind: 'invalid',
    what: `表头缺少“${missing.join('”“')}”`,
    todo: `第一行应为：${Object.values(COLUMNS).join('、')}`,
    at: missing.map((column) => ({ row: 1, column, message: '缺少这一列' })),
  });
}

function cellsOf(sheet: ExcelJS.Worksheet, row: number, places: ReadonlyMap<Column, number>): Cells {
  return Object.fromEntries(
    [...places].map(([column, number]) => {
      const cell = sheet.getRow(row).getCell(number);
      // A date cell holds the wall clock as if it were UTC.
      const text = cell.value instanceof Date ? cell.value.toISOString().slice(0, 16).replace('T', ' ') : cell.text;
      return [column, text.trim()];
    }),
  );
}

function readRow(
  cells: Cells,
  row: number,
  peer: string,
  codes: Codes,
  now: number,
): { order: WorkOrder } | { wrong: RowFault[] } {
  const wrong: RowFault[] = [];
  const fault = (column: Column, message: string): undefined => {
    wrong.push({ row, column: COLUMNS[column], message });
    return undefined;
  };
  const coded = (column: 'category' | 'region'): string | undefined => {
    const text = cells[column];
    if (!text) return undefined;
    return codes[column].get(text) ?? fault(column, `没有“${text}”`);
  };
  const at = cells.at ? timeOf(cells.at) : now;
  if (at === undefined) fault('at', `“${cells.at}”不是时间，应如 2026-03-02 09:30`);
  const { title, place, contactName, contactPhone } = cells;
  const optional = { title, place, contactName, contactPhone, category: coded('category'), region: coded('region') };
  const given = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = WorkOrder.safeParse({
    peer,
    number: cells.number ?? '',
    body: cells.body ?? '',
    at: at ?? now,
    ...given,
  });
  if (!parsed.success) for (const { path, message } of parsed.error.issues) fault(columnNamed(path[0]), message);
  return parsed.success && wrong.length === 0 ? { order: parsed.data } : { wrong };
}

const columnNamed = (name: unknown): Column =>
  typeof name === 'string' && name in COLUMNS ? (name as Column) : 'number';

const TIME = /[ T](\d{1,2}):(\d{2})(?::(\d{2}))?$/u;

/** Beijing time; the beginning of the day when no time is said. */
function timeOf(text: string): number | undefined {
  const written = text.normalize('NFKC');
  const day = writtenDay(written);
  const [time, hour = '0', minute = '00', second = '00'] = TIME.exec(written) ?? [''];
  if (!day || (time === '' && /[ T]/u.test(written.trim()))) return undefined;
  const at = Date.parse(`${day}T${hour.padStart(2, '0')}:${minute}:${second}+08:00`);
  return Number.isNaN(at) ? undefined : at;
}

export type OrderLine = {
  readonly number: string;
  readonly at: number;
  readonly title: string;
  readonly category: string;
  readonly region: string;
  readonly matterNumber: string;
  readonly peers: string;
  readonly status: string;
  readonly holder: string;
  readonly closedAt?: number | undefined;
};

/** Writes orders to a workbook whose first columns are those that can be imported; importing it again changes nothing. */
export async function writeOrders(lines: readonly OrderLine[]): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('工单', { views: [{ state: 'frozen', ySplit: 1 }] });
  const { number, at, title, body, category, region } = COLUMNS;
  const heads = [number, at, title, body, category, region, '平台编号', '经手对端', '状态', '承办单位', '办结时间'];
  sheet.columns = heads.map((header) => ({ header, width: header === title ? 40 : 18 }));
  for (const line of lines) {
    const { closedAt } = line;
    // The body is not taken out with the list; its place keeps a text long enough to be read in again.
    const cells = [line.number, clock(line.at), line.title, `${line.title}（正文见平台）`, line.category, line.region];
    sheet.addRow([
      ...cells,
      line.matterNumber,
      line.peers,
      line.status,
      line.holder,
      closedAt === undefined ? '' : clock(closedAt),
    ]);
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

const clock = (ms: number): string => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
