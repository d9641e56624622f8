import { Readable } from 'node:stream';
import ExcelJS from 'exceljs';
import { type FileValue, refuse } from '#kernel';
import { escapeFormula, readSheet, rowsOf, writeSheet } from './ledger/workbook.ts';

export type TableFile = {
  readonly kind: 'xlsx' | 'csv';
  readonly name: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
  /** Who took it out; a CSV has no place for it but its name. */
  readonly mark: string;
};

/** A plain table for another system to read: long numbers stay text, nothing runs. */
export async function writeTable({ kind, name, headings, rows, mark }: TableFile): Promise<FileValue> {
  if (kind === 'xlsx') {
    const columns = headings.map((title) => ({ title, width: 22 }));
    const bytes = await writeSheet({ name, columns, rows, watermark: mark });
    const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    return { name: `${name} ${mark}.xlsx`, type, bytes };
  }
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('1');
  sheet.addRow([...headings]);
  for (const row of rows) sheet.addRow(row.map((each) => (typeof each === 'string' ? escapeFormula(each) : each)));
  const bytes = new Uint8Array(await workbook.csv.writeBuffer());
  // Excel takes a file without this mark for GBK.
  return { name: `${name} ${mark}.csv`, type: 'text/csv; charset=utf-8', bytes: Buffer.concat([BOM, bytes]) };
}

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);
const ZIP = [0x50, 0x4b];

export type TableRow = { readonly line: number; readonly cells: ReadonlyMap<string, string> };

/**
 * The rows of an .xlsx or .csv file under the first heading row that has all of `needed`, cells as text; undefined when
 * there is none. A CSV may be UTF-8 or, as banks still send it, GB 18030.
 *
 * It stays apart from `#platform/tables`: that one streams bytes of hundreds of thousands of rows whose first is the
 * heading; this one holds a small file whole, because its heading may stand below a title that the bank puts on top.
 * @throws Refusal `tables.broken` naming the file when it cannot be read
 */
export async function readTable(
  { name, bytes }: FileValue,
  needed: readonly string[],
): Promise<readonly TableRow[] | undefined> {
  const rows = ZIP.every((byte, at) => bytes[at] === byte)
    ? await readSheet(bytes, needed).catch(() => Promise.reject(broken(name)))
    : rowsOf(await readCsv(textOf(bytes)).catch(() => Promise.reject(broken(name))), needed);
  return rows?.map(({ line, cells }) => ({
    line,
    cells: new Map([...cells].map(([title, value]) => [title, textOfCell(value)] as const)),
  }));
}

const broken = (name: string) =>
  refuse({
    code: 'tables.broken',
    kind: 'invalid',
    what: `“${name}”无法读取`,
    why: '文件不完整，或者不是真正的表格文件',
    todo: '请在 Excel 或 WPS 里打开，另存为 .xlsx 或 .csv 后再传',
  });

const textOfCell = (value: string | number | Date | null): string =>
  value instanceof Date ? value.toISOString().slice(0, 10) : String(value ?? '');

async function readCsv(text: string): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  await workbook.csv.read(Readable.from([text]), { map: (value: unknown) => value });
  return workbook;
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}
