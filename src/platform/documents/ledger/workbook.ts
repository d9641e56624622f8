import ExcelJS from 'exceljs';

export type CellValue = string | number | Date | null;
export type SheetColumn = {
  readonly title: string;
  /** In signs. */
  readonly width: number;
  readonly hidden?: boolean;
  /** May be changed and read back; shown in another colour. */
  readonly editable?: boolean;
};
export type Sheet = {
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly (readonly CellValue[])[];
  /** Printed on every page and kept in the file: who took it out, when. */
  readonly watermark: string;
  readonly notice?: string;
};

const DANGEROUS = /^[=+\-@\t\r]/;
/** A number with its sign is no formula. */
const NUMBER = /^[+-]?\d[\d,]*(?:\.\d+)?%?$/;
const couldRun = (text: string): boolean => DANGEROUS.test(text) && !NUMBER.test(text);
/**
 * For CSV, which knows no types: a text that a spreadsheet could take for a formula is written as one that it cannot.
 * A workbook needs no such sign: its cells say that they are text.
 */
export const escapeFormula = (text: string): string => (couldRun(text) ? `'${text}` : text);
export const unescapeFormula = (text: string): string =>
  text.startsWith("'") && DANGEROUS.test(text.slice(1)) ? text.slice(1) : text;

/** XML has no way to say these. */
const FORBIDDEN = /(?![\t\n\r])[\p{Cc}\ufffe\uffff]/gu;
const CELL_LIMIT = 32_000;

const written = (value: CellValue): CellValue =>
  typeof value === 'string' ? value.replace(FORBIDDEN, '').slice(0, CELL_LIMIT) : value;

/** A workbook of one sheet: heading frozen and filtered, widths set, dates as dates, nothing that runs. */
export async function writeSheet({ name, columns, rows, watermark, notice }: Sheet): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet(name.replace(/[\\/?*[\]:]/g, '').slice(0, 31) || '清单', {
    views: [{ state: 'frozen', ySplit: 1, xSplit: 1 }],
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '1:1',
    },
    headerFooter: { oddFooter: `&L${watermark.replaceAll('&', '&&')}&R&P/&N` },
  });
  sheet.columns = columns.map(({ width, hidden }) => ({ width, hidden: hidden ?? false }));
  const heading = sheet.addRow(columns.map((each) => each.title));
  heading.eachCell((cell, at) => {
    cell.font = { bold: true };
    cell.alignment = { vertical: 'middle', wrapText: true };
    cell.fill = {
      type: 'pattern',
      pattern: 'solid',
      fgColor: { argb: columns[at - 1]?.editable ? 'FFFFF2CC' : 'FFE7EBF0' },
    };
  });
  for (const row of rows) {
    const added = sheet.addRow(row.map(written));
    added.eachCell((cell) => {
      cell.alignment = { vertical: 'top', wrapText: true };
      if (cell.value instanceof Date) cell.numFmt = 'yyyy-mm-dd';
      // A text cell never runs; in the text format it stays one when somebody types in it.
      if (typeof cell.value === 'string' && couldRun(cell.value)) cell.numFmt = '@';
    });
  }
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: Math.max(1, rows.length + 1), column: columns.length } };
  if (notice) sheet.addRow([notice]);
  workbook.creator = watermark;
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

export type ReadRow = { readonly line: number; readonly cells: ReadonlyMap<string, CellValue> };

/** The rows under the first heading row that has all of `needed`; undefined when there is none. */
export async function readSheet(bytes: Uint8Array, needed: readonly string[]): Promise<readonly ReadRow[] | undefined> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(new Uint8Array(bytes).buffer as unknown as ExcelJS.Buffer);
  return rowsOf(workbook, needed);
}

/** The same of a workbook that is open already. */
export function rowsOf(workbook: ExcelJS.Workbook, needed: readonly string[]): readonly ReadRow[] | undefined {
  for (const sheet of workbook.worksheets) {
    const found = headingOf(sheet, needed);
    if (!found) continue;
    const rows: ReadRow[] = [];
    for (let line = found.line + 1; line <= Math.min(sheet.rowCount, 20_000); line += 1) {
      const row = sheet.getRow(line);
      const cells = new Map([...found.titles].map(([title, at]) => [title, cellValue(row.getCell(at).value)] as const));
      if ([...cells.values()].some((each) => each !== null && each !== '')) rows.push({ line, cells });
    }
    return rows;
  }
  return undefined;
}

function headingOf(sheet: ExcelJS.Worksheet, needed: readonly string[]) {
  for (let line = 1; line <= Math.min(sheet.rowCount, 20); line += 1) {
    const titles = new Map<string, number>();
    sheet.getRow(line).eachCell((cell, at) => {
      const title = String(cellValue(cell.value) ?? '').trim();
      if (title && !titles.has(title)) titles.set(title, at);
    });
    if (needed.every((each) => titles.has(each))) return { line, titles };
  }
  return undefined;
}

function cellValue(value: ExcelJS.CellValue | undefined): CellValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number' || value instanceof Date) return value;
  if (typeof value === 'string') return unescapeFormula(value.trim());
  if (typeof value === 'boolean') return String(value);
  if ('richText' in value)
    return unescapeFormula(
      value.richText
        .map((each) => each.text)
        .join('')
        .trim(),
    );
  if ('text' in value) return String(value.text).trim();
  if ('result' in value) return cellValue(value.result as ExcelJS.CellValue);
  return null;
}
