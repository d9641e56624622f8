import { AlignmentType, Document, LevelFormat, Packer, Paragraph, Table, TableCell, TableRow } from 'docx';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { readPlan } from './read-plan.ts';
import { pick, readGolden, readPublished } from './variants.fixture.ts';

const golden = readGolden('quzhou-2021.golden.json');

async function workbook(rows: readonly (readonly unknown[])[], merges: readonly string[] = []): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('Sheet1');
  for (const row of rows) sheet.addRow([...row]);
  for (const range of merges) sheet.mergeCells(range);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

const table = (rows: readonly (readonly string[])[]): Table =>
  new Table({
    rows: rows.map(
      (row) =>
        new TableRow({
          children: row.map((text) => new TableCell({ children: text.split('\n').map((line) => new Paragraph(line)) })),
        }),
    ),
  });

describe('Word files', () => {
  it('reads a whole document, body and annex, without counting items twice', async () => {
    const source = readPublished('quzhou-2021-最优城市.txt');
    const annex = source.indexOf('\t序号');
    const cells = source
      .slice(annex, source.indexOf('\t抄送'))
      .split(/(?:^|\n)\t/)
      .slice(1)
      .map((cell) => cell.trim().replace(/\n\n/g, '\n'));
    const rows = Array.from({ length: cells.length / 6 }, (_, i) => cells.slice(i * 6, i * 6 + 6));
    const body = source
      .slice(0, annex)
      .split('\n')
      .map((line) => new Paragraph(line));
    const file = new Document({
      sections: [{ children: [...body, table(rows), new Paragraph('抄送：市委各部门。')] }],
    });
    const { draft } = await readPlan(new Uint8Array(await Packer.toBuffer(file)), 'plan.docx');
    expect(pick(draft)).toEqual(golden.tasks);
    expect(draft).toMatchObject({
      title: golden.title,
      documentNumber: golden.documentNumber,
      issuedOn: golden.issuedOn,
    });
  });

  it('gives automatic list numbers back and tells so', async () => {
    const item = (text: string): Paragraph => new Paragraph({ text, numbering: { reference: 'list', level: 0 } });
    const file = new Document({
      numbering: {
        config: [
          {
            reference: 'list',
            levels: [{ level: 0, format: LevelFormat.DECIMAL, text: '%1.', alignment: AlignmentType.LEFT }],
          },
        ],
      },
      sections: [
        {
          children: [
            new Paragraph('甲市2024年工作要点'),
            new Paragraph('一、主要任务'),
            item('优化服务。推行通办。（市甲局牵头，市乙局配合，6月底前完成）'),
            item('减轻负担。降低费用。（市丙局负责）'),
          ],
        },
      ],
    });
    const { draft } = await readPlan(new Uint8Array(await Packer.toBuffer(file)), 'a.docx');
    expect(
      draft.tasks.map(({ number, title, measures }) => [number, title, measures[0]?.lead, measures[0]?.due.date]),
    ).toEqual([
      [1, '优化服务', ['市甲局'], '2024-06-30'],
      [2, '减轻负担', ['市丙局'], null],
    ]);
    expect(draft.repairs.filter(({ kind }) => kind === 'list-number')).toHaveLength(2);
  });

  it('goes on with a table that the next page continues without its heading row', async () => {
    const head = ['序号', '主要任务', '具体内容', '牵头部门', '责任部门', '完成时间'];
    const file = new Document({
      sections: [
        {
          children: [
            new Paragraph('甲市2024年任务清单'),
            table([head, ['1', '甲', '（1）做甲。', '市甲局', '市乙局', '全年']]),
            new Paragraph(''),
            table([
              ['', '', '（2）续甲。', '', '', ''],
              ['2', '乙', '（1）做乙。', '市丙局', '—', '9月底前'],
            ]),
          ],
        },
      ],
    });
    const { draft } = await readPlan(new Uint8Array(await Packer.toBuffer(file)), 'a.docx');
    expect(
      draft.tasks.map(({ measures }) =>
        measures.map(({ number, lead, inherited }) => [number, ...lead, inherited.length]),
      ),
    ).toEqual([
      [
        [1, '市甲局', 0],
        [2, '市甲局', 3],
      ],
      [[1, '市丙局', 0]],
    ]);
    expect(draft.tasks[1]?.measures[0]?.responsible).toEqual([]);
  });
});

describe('Excel ledgers', () => {
  it('reads dates, serial numbers, dotted dates, and units parted by lines', async () => {
    const file = await workbook([
      ['甲市2023年工作台账'],
      ['序号', '主要任务', '具体内容', '牵头单位', '责任单位', '完成时限', '备注'],
      [1, '甲', '做甲', '市甲局', '市乙局\n市丙局', new Date(Date.UTC(2023, 5, 30)), ''],
      [2, '乙', '做乙', '市乙局、市丁局', '市级各有关部门', '2023.6.30', ''],
      [3, '丙', '做丙', '市丙局', '', 45107, '说明'],
    ]);
    const { draft } = await readPlan(file, 'a.xlsx');
    expect(draft.tasks.map(({ measures }) => measures[0]?.due.date)).toEqual([
      '2023-06-30',
      '2023-06-30',
      '2023-06-30',
    ]);
    expect(draft.tasks.map(({ measures }) => measures[0]?.responsible)).toEqual([
      ['市乙局', '市丙局'],
      ['市级各有关部门'],
      ['市级各有关部门'],
    ]);
    expect(draft.tasks[1]?.measures[0]?.lead).toEqual(['市乙局', '市丁局']);
    expect(draft.tasks[2]?.measures[0]?.inherited).toEqual(['responsible']);
  });

  it('takes section rows as parts, a heading of two rows as one, and one row per measure as it is', async () => {
    const file = await workbook(
      [
        ['甲市2023年任务分解表'],
        ['序号', '任务名称', '举措序号', '具体举措', '责任分工', '', '时间节点'],
        ['', '', '', '', '牵头单位', '配合单位', ''],
        ['一、政务环境'],
        [1, '优化服务', '1-1', '推行通办', '市甲局', '市乙局', '6月底前'],
        ['', '', '1-2', '推行联办', '', '', ''],
        ['二、市场环境'],
        [2, '减负', '2-1', '降费10%以上', '市丙局', '市丁局', '每季度'],
      ],
      ['A1:G1', 'A2:A3', 'B2:B3', 'C2:C3', 'D2:D3', 'E2:F2', 'G2:G3', 'A4:G4', 'A5:A6', 'B5:B6', 'A7:G7'],
    );
    const { draft } = await readPlan(file, 'a.xlsx');
    expect(
      draft.tasks.map(({ number, title, part, measures }) => [
        number,
        title,
        part,
        measures.map(({ number: n, lead, responsible }) => [n, ...lead, ...responsible]),
      ]),
    ).toEqual([
      [
        1,
        '优化服务',
        '一',
        [
          [1, '市甲局', '市乙局'],
          [2, '市甲局', '市乙局'],
        ],
      ],
      [2, '减负', '二', [[1, '市丙局', '市丁局']]],
    ]);
    expect(draft.tasks[1]?.measures[0]).toMatchObject({
      due: { text: '每季度', date: null, recurrence: { every: 1, unit: 'quarter' } },
    });
  });

  it('reads a full ledger: running numbers, titles and units repeated on every row', async () => {
    const file = await workbook([
      ['编号', '工作任务', '工作措施', '主办单位', '协办单位', '办结时限'],
      [1, '优化服务', '推行通办', '市甲局', '市乙局', '2023年6月'],
      [2, '优化服务', '推行联办', '市甲局', '市乙局', '2023年9月'],
      [3, '减负', '降费', '市丙局', '无', '长期'],
    ]);
    const { draft } = await readPlan(file, '2023年台账.xlsx');
    expect(draft.tasks.map(({ number, measures }) => [number, measures.length])).toEqual([
      [1, 2],
      [2, 1],
    ]);
    expect(draft.tasks[1]?.measures[0]).toMatchObject({
      responsible: [],
      inherited: [],
      due: { ongoing: true, date: null },
    });
    expect(draft.year).toBe(2023);
  });

  it('follows columns pointed out by hand, and gives the columns back to be remembered', async () => {
    const rows = [
      ['甲', '乙', '丙', '丁', '戊'],
      ['1', '优化服务', '推行通办', '市甲局', '6月底前'],
    ];
    const columns = { number: '甲', title: '乙', measure: '丙', lead: '丁', due: 4 } as const;
    const file = await workbook(rows);
    const { draft } = await readPlan(file, 'a.xlsx', { columns, year: 2024 });
    expect(draft.tasks[0]).toMatchObject({
      number: 1,
      title: '优化服务',
      measures: [{ text: '推行通办', lead: ['市甲局'], due: { date: '2024-06-30' } }],
    });
    expect(draft.columns).toEqual({ number: '甲', title: '乙', measure: '丙', lead: '丁', due: '戊' });
    expect((await readPlan(file, 'a.xlsx', { columns: draft.columns, year: 2024 })).draft.tasks).toEqual(draft.tasks);
    await expect(readPlan(file, 'a.xlsx')).rejects.toMatchObject({ code: 'plan.no-tasks' });
  });
});
