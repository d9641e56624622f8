import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellsOf } from '#engines/registry';
import { csvCell, readTable } from './index.ts';

async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const rowsOf = async (name: string, bytes: Uint8Array, size = 7): Promise<readonly (readonly string[])[]> => {
  const rows: (readonly string[])[] = [];
  for await (const some of readTable({ name, bytes: pieces(bytes, size) })) rows.push(...some.map(cellsOf));
  return rows;
};

describe('CSV', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '衢', '"', ',', '\n', '1', ' ', ';'), maxLength: 6 });

  test('comes back as it was written, however it is cut into pieces', async () => {
    const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 40 }), async (rows, size) => {
        const whole = [['甲', '乙', '丙'], ...rows];
        const text = whole.map((row) => row.map(csvCell).join(',')).join('\n');
        expect(await rowsOf('a.csv', Buffer.from(`${text}\n`), size)).toEqual(whole);
      }),
      { numRuns: 300 },
    );
  });

  test('may have Windows line ends, tabs, and the encoding of a Chinese Excel', async () => {
    expect(await rowsOf('a.csv', Buffer.from('甲\t乙\r\n1\t2\r\n'))).toEqual([
      ['甲', '乙'],
      ['1', '2'],
    ]);
    const gb = Uint8Array.from([0xc6, 0xf3, 0xd2, 0xb5, 0x2c, 0x31, 0x0a]);
    expect(await rowsOf('a.csv', gb)).toEqual([['企业', '1']]);
  });
});

test('a workbook is read row by row: dates as days, yes and no, results of formulas', async () => {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('企业');
  sheet.addRow(['名称', '成立日期', '高企', '收入']);
  const row = sheet.addRow(['示例公司', new Date('2020-03-01T00:00:00Z'), true, { formula: '1+1', result: 2 }]);
  row.getCell(2).numFmt = 'yyyy-mm-dd';
  const bytes = new Uint8Array(await workbook.xlsx.writeBuffer());
  expect(await rowsOf('a.xlsx', bytes, 4096)).toEqual([
    ['名称', '成立日期', '高企', '收入'],
    ['示例公司', '2020-03-01', '是', '2'],
  ]);
});

test('another kind of file is refused with what to do', async () => {
  expect(() => readTable({ name: 'a.xls', bytes: pieces(new Uint8Array(1), 1) })).toThrow('另存为');
});
