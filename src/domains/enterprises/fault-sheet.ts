import ExcelJS from 'exceljs';
import { type FactDefinition, headingOf } from '#engines/registry';
import type { FaultyRow } from './ports.ts';

const DANGEROUS = /^[=+\-@\t\r]/;

const written = async (workbook: ExcelJS.Workbook): Promise<Uint8Array> =>
  new Uint8Array(await workbook.xlsx.writeBuffer());

const HEAD = {
  font: { bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE7EBF0' } },
} as const;
const WRONG: ExcelJS.Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFDE2E0' } };

/** Only the rows that did not go in, with the reasons in front and the cells to put right marked: correct it, send it back. */
export function faultSheet(headings: readonly string[], rows: readonly FaultyRow[]): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('需要改正的行', { views: [{ state: 'frozen', ySplit: 1, xSplit: 2 }] });
  sheet.addRow(['原行号', '错误原因', ...headings]).eachCell((cell) => Object.assign(cell, HEAD));
  sheet.getColumn(2).width = 60;
  for (const { row, cells, faults } of rows) {
    const why = faults.map((each) => `【${each.column}】${each.why}；${each.todo}`).join('\n');
    const line = sheet.addRow([row, why, ...cells]);
    // Cells of a workbook say that they are text and never run; in the text format they stay so when typed in.
    line.eachCell((cell) => {
      if (typeof cell.value === 'string' && DANGEROUS.test(cell.value)) cell.numFmt = '@';
    });
    line.getCell(2).alignment = { wrapText: true, vertical: 'top' };
    for (const { column } of faults) {
      const at = headings.indexOf(column);
      if (at >= 0) line.getCell(at + 3).fill = WRONG;
    }
  }
  return written(workbook);
}

/** An empty table with the headings of these facts, which are read back without a question. */
export function templateSheet(facts: readonly FactDefinition[]): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('企业数据', { views: [{ state: 'frozen', ySplit: 1, xSplit: 2 }] });
  const headings = [
    '统一社会信用代码',
    '企业名称',
    ...facts.filter((each) => each.key !== 'enterpriseName').map(headingOf),
  ];
  sheet.addRow(headings).eachCell((cell) => Object.assign(cell, HEAD));
  headings.forEach((heading, at) => {
    sheet.getColumn(at + 1).width = Math.max(14, heading.length * 2);
  });
  return written(workbook);
}
