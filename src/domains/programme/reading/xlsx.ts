import ExcelJS from 'exceljs';
import { createSourceWriter, type LooseCell } from './source-writer.ts';
import type { SourceDocument } from './types.ts';

/** Larger sheets are data, not plans. */
const MOST_ROWS = 20_000;
const MOST_COLUMNS = 60;

const day = (value: Date): string => value.toISOString().slice(0, 10);

/** What a cell shows, as far as a reader of plans needs it: dates as ISO days, formulas by their result. */
function shown(value: ExcelJS.CellValue | undefined): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : day(value);
  if (typeof value !== 'object') return String(value);
  if ('richText' in value) return value.richText.map(({ text }) => text).join('');
  if ('result' in value) return shown(value.result as ExcelJS.CellValue);
  if ('text' in value) return typeof value.text === 'string' ? value.text : shown(value.text as ExcelJS.CellValue);
  return '';
}

/** 2023.10 typed as a number is 2023.1; the cell's own format says how many places it shows. */
function shownNumber(cell: ExcelJS.Cell): string | null {
  const places = /^0\.(0+)_?\s*$/.exec(cell.numFmt ?? '')?.[1]?.length;
  return typeof cell.value === 'number' && places !== undefined ? cell.value.toFixed(places) : null;
}

function looseCell(cell: ExcelJS.Cell): LooseCell {
  if (cell.isMerged && cell.master.address !== cell.address) return { text: '', merged: true };
  return { text: (shownNumber(cell) ?? shown(cell.value)).trim() };
}

function rowsOf(sheet: ExcelJS.Worksheet): LooseCell[][] {
  const rows: LooseCell[][] = [];
  const width = Math.min(sheet.columnCount, MOST_COLUMNS);
  const height = Math.min(sheet.rowCount, MOST_ROWS);
  for (let r = 1; r <= height; r++) {
    const row = sheet.getRow(r);
    if (row.hidden) continue;
    rows.push(Array.from({ length: width }, (_, c) => looseCell(row.getCell(c + 1))));
  }
  const used = Math.max(0, ...rows.map((row) => row.findLastIndex(({ text }) => text !== '') + 1));
  return rows.filter((row) => row.some(({ text }) => text !== '')).map((row) => row.slice(0, used));
}

/** An Excel workbook as text with its visible sheets as tables. Rejects when the file is no readable .xlsx. */
export async function readXlsx(bytes: Uint8Array): Promise<SourceDocument> {
  const workbook = new ExcelJS.Workbook();
  const copy = new Uint8Array(bytes);
  await workbook.xlsx.load(copy.buffer as unknown as ExcelJS.Buffer);
  const writer = createSourceWriter();
  for (const sheet of workbook.worksheets) {
    if (sheet.state !== 'visible') continue;
    const rows = rowsOf(sheet);
    if (rows.length > 0) writer.table(rows, sheet.name);
  }
  return writer.finish();
}
