import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import ExcelJS from 'exceljs';
import { lineOf, type TableLine } from '#engines/registry';
import { refuse } from '#kernel';
import { csvCutter } from './csv.ts';

export type TableFile = { readonly name: string; readonly bytes: AsyncIterable<Uint8Array> };
/** The first row being the headings; rows come in handfuls. */
export type TableRows = AsyncIterable<readonly TableLine[]>;

/**
 * Reads a table piece by piece, so that its size does not matter: `.xlsx` (the first sheet) or CSV in UTF-8 or GB 18030.
 *
 * @throws Refusal `tables.kind` for another kind of file, `tables.broken` when it cannot be read
 */
export function readTable(file: TableFile): TableRows {
  const kind = /\.([a-z]+)$/i.exec(file.name)?.[1]?.toLowerCase();
  if (kind === 'csv' || kind === 'txt') return readCsv(file.bytes);
  if (kind === 'xlsx') return readSheet(file.bytes);
  throw refuse({
    code: 'tables.kind',
    kind: 'invalid',
    what: `“${file.name}”不是可导入的表格`,
    todo: kind === 'xls' ? '请另存为 .xlsx 或 .csv 后再传' : '请使用 .xlsx 或 .csv 文件',
  });
}

async function* readCsv(pieces: AsyncIterable<Uint8Array>): TableRows {
  const cutter = csvCutter();
  for await (const piece of inUtf8(pieces)) yield* handfuls(cutter.push(piece));
  const rows = cutter.end();
  if (rows.length > 0) yield rows;
}

/** UTF-8 goes through as it is, but for the mark that some programs put before it. */
async function* inUtf8(pieces: AsyncIterable<Uint8Array>): AsyncIterable<Buffer> {
  let decoder: TextDecoder | 'none' | undefined;
  for await (const piece of pieces) {
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    if (decoder !== undefined) yield decoder === 'none' ? bytes : Buffer.from(decoder.decode(bytes, { stream: true }));
    else if (encodingOf(bytes) === 'utf-8') {
      decoder = 'none';
      yield bytes.subarray(BYTE_ORDER_MARK.equals(bytes.subarray(0, 3)) ? 3 : 0);
    } else {
      decoder = new TextDecoder('gb18030');
      yield Buffer.from(decoder.decode(bytes, { stream: true }));
    }
  }
  if (decoder !== undefined && decoder !== 'none') yield Buffer.from(decoder.decode());
}

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** Between two handfuls whatever else waits gets its turn: the database takes one batch while the next is read. */
async function* handfuls(rows: readonly TableLine[]): TableRows {
  for (let at = 0; at < rows.length; at += HANDFUL) {
    yield rows.slice(at, at + HANDFUL);
    await setImmediate();
  }
}

/** Excel in China writes CSV in GB 18030 unless told otherwise. */
function encodingOf(piece: Uint8Array): string {
  try {
    // The piece may end within a sign; only what comes before the last few bytes decides.
    new TextDecoder('utf-8', { fatal: true }).decode(piece.subarray(0, Math.min(piece.length, 65_536)), {
      stream: true,
    });
    return 'utf-8';
  } catch {
    return 'gb18030';
  }
}

const HANDFUL = 100;

async function* readSheet(bytes: AsyncIterable<Uint8Array>): TableRows {
  const workbook = new ExcelJS.stream.xlsx.WorkbookReader(Readable.from(bytes), {
    worksheets: 'emit',
    sharedStrings: 'cache',
    hyperlinks: 'ignore',
    styles: 'cache',
    entries: 'emit',
  });
  try {
    for await (const sheet of workbook) {
      let rows: TableLine[] = [];
      for await (const row of sheet) {
        rows.push(lineOf(cellsOf(row)));
        if (rows.length < HANDFUL) continue;
        yield rows;
        rows = [];
      }
      if (rows.length > 0) yield rows;
      return;
    }
  } catch (error) {
    throw refuse({
      code: 'tables.broken',
      kind: 'invalid',
      what: '文件无法读取',
      why: error instanceof Error ? error.message : '不是完好的 .xlsx 文件',
      todo: '请在 Excel 或 WPS 里打开并重新另存为 .xlsx 后再传',
    });
  }
}

function cellsOf(row: ExcelJS.Row): readonly string[] {
  const values = row.values as readonly (ExcelJS.CellValue | undefined)[];
  return Array.from({ length: Math.max(0, values.length - 1) }, (_, at) => shown(values[at + 1]));
}

function shown(value: ExcelJS.CellValue | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
  if (typeof value !== 'object') return String(value);
  if ('richText' in value) return value.richText.map(({ text }) => text).join('');
  if ('result' in value) return shown(value.result as ExcelJS.CellValue);
  if ('text' in value) return typeof value.text === 'string' ? value.text : shown(value.text as ExcelJS.CellValue);
  return '';
}
