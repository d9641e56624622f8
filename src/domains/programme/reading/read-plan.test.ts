import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRefusal } from '#kernel';
import { readPlan } from './read-plan.ts';
import { readPlanText } from './read-plan-text.ts';
import {
  type ColumnName,
  columnNames,
  pick,
  type Row,
  readGolden,
  readPublished,
  rowsOfTasks,
  type TrueMeasure,
  toBrackets,
  toDocx,
  toFlattened,
  toSheet,
  toXlsx,
  truthOf,
} from './variants.fixture.ts';

const golden = readGolden('quzhou-2021.golden.json');
const printed = rowsOfTasks(golden.tasks);
const title = '甲市优化营商环境2021年工作任务清单';
const usual: Record<ColumnName, string> = {
  number: '序号',
  title: '主要任务',
  measure: '具体内容',
  lead: '牵头部门',
  responsible: '责任部门',
  due: '完成时间',
  remark: '备注',
};
const other: Record<ColumnName, string> = {
  number: '项目序号',
  title: '重点任务',
  measure: '工作举措',
  lead: '牵头单位',
  responsible: '配合单位',
  due: '完成时限',
  remark: '备注',
};
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

it('the rows made from the hand-checked plan give back that plan', () => {
  expect(truthOf(printed)).toEqual(golden.tasks);
});

const rename = (rows: readonly Row[], suffix: number): Row[] => {
  const names = new Map<string, string>();
  const renamed = (unit: string): string => {
    if (/各/.test(unit)) return unit;
    const known =
      names.get(unit) ??
      `${['市', '县', '区'][suffix % 3]}第${names.size + suffix}${['局', '委', '办', '中心', '集团'][names.size % 5]}`;
    names.set(unit, known);
    return known;
  };
  return rows.map((row) => ({ ...row, lead: row.lead?.map(renamed), responsible: row.responsible?.map(renamed) }));
};

const renumber = (rows: readonly Row[]): Row[] => {
  let number = 0;
  let before = Number.NaN;
  let measure = 0;
  return rows.map((row) => {
    if (row.number !== before) {
      number++;
      measure = 0;
    }
    before = row.number;
    return { ...row, number, measures: row.measures.map(({ text }) => ({ text, number: ++measure })) };
  });
};

/** Rows of another plan: some dropped, units renamed, numbers counted anew; the first row has nothing to inherit. */
const anyRows = fc
  .record({
    kept: fc.subarray(printed, { minLength: 2 }),
    suffix: fc.option(fc.nat({ max: 40 })),
    again: fc.boolean(),
  })
  .map(({ kept, suffix, again }) => {
    const rows = again ? renumber(kept) : kept;
    const named = suffix === null ? rows : rename(rows, suffix);
    const [first, ...rest] = named;
    const whole =
      first === undefined
        ? []
        : [
            {
              ...first,
              lead: first.lead ?? ['市营商办'],
              responsible: first.responsible ?? ['市财政局'],
              due: first.due ?? { text: '全年', date: '2021-12-31' },
            },
          ];
    return [...whole, ...rest];
  });
const anyOrder = fc
  .shuffledSubarray([...columnNames], { minLength: 7 })
  .chain((order) => fc.boolean().map((remark) => (remark ? order : order.filter((name) => name !== 'remark'))));
const anyWords = fc.constantFrom(usual, other);

describe('variants of a task table are read exactly', () => {
  it('as text with columns in any order', () => {
    fc.assert(
      fc.property(anyRows, anyOrder, anyWords, (rows, order, words) => {
        const text = toFlattened(title, toSheet(rows, order, words));
        expect(pick(readPlanText(text))).toEqual(truthOf(rows));
      }),
      { numRuns: 60 },
    );
  });

  it('as a Word table, blanks left or merged', async () => {
    await fc.assert(
      fc.asyncProperty(anyRows, anyOrder, anyWords, fc.boolean(), async (rows, order, words, merge) => {
        const file = await toDocx(title, toSheet(rows, order, words), merge);
        const { draft, sourceText, format } = await readPlan(file, '清单.docx');
        expect(format).toBe('docx');
        expect(pick(draft)).toEqual(truthOf(rows));
        for (const measure of draft.tasks.flatMap(({ measures }) => measures))
          expect(sourceText.slice(...measure.span)).toBe(measure.text);
      }),
      { numRuns: 12 },
    );
  });

  it('as an Excel sheet, blanks left or merged', async () => {
    await fc.assert(
      fc.asyncProperty(anyRows, anyOrder, anyWords, fc.boolean(), async (rows, order, words, merge) => {
        const file = await toXlsx(title, toSheet(rows, order, words), merge);
        const { draft } = await readPlan(file, '清单.xlsx');
        expect(pick(draft)).toEqual(truthOf(rows));
        expect(draft).toMatchObject({ title, year: 2021 });
      }),
      { numRuns: 12 },
    );
  });

  const units = (names: readonly string[]): string => names.join('、');
  const forms: Record<string, (measure: TrueMeasure) => string> = {
    '(牵头单位:X;责任单位:Y;6月底前完成)': ({ lead, responsible, due }) =>
      `(牵头单位:${units(lead)};责任单位:${units(responsible)};${due.text}完成)`,
    '（X牵头，Y、Z按职责分工负责，6月底前）': ({ lead, responsible, due }) =>
      `（${units(lead)}牵头，${units(responsible)}按职责分工负责，${due.text}）`,
    '（牵头单位：X，责任单位：Y，完成时间：6月底前）': ({ lead, responsible, due }) =>
      `（牵头单位：${units(lead)}，责任单位：${units(responsible)}，完成时间：${due.text}）`,
    '（牵头单位：X）（责任单位：Y；完成时限：6月底前）': ({ lead, responsible, due }) =>
      `（牵头单位：${units(lead)}）（责任单位：${units(responsible)}；完成时限：${due.text}）`,
    换行写责任单位: ({ lead, responsible, due }) =>
      `\n\n牵头单位：${units(lead)}；责任单位：${units(responsible)}；完成时限：${due.text}`,
  };
  for (const [name, form] of Object.entries(forms))
    it(`as running text: ${name}`, () => {
      fc.assert(
        fc.property(anyRows, (rows) => {
          const truth = truthOf(rows).map((task) => ({
            ...task,
            measures: task.measures.map((measure) => ({ ...measure, inherited: [] })),
          }));
          expect(pick(readPlanText(toBrackets(title, truth, form), { year: 2021 }))).toEqual(truth);
        }),
        { numRuns: 25 },
      );
    });
});

describe('files as they come', () => {
  const text = readPublished('quzhou-2021-最优城市.txt');

  it('reads a file in GB 18030, with a byte-order mark, or with Windows line ends alike', async () => {
    const { execFileSync } = await import('node:child_process');
    const gb = new Uint8Array(execFileSync('iconv', ['-f', 'utf-8', '-t', 'gb18030'], { input: text }));
    const files = [
      gb,
      bytes(`\ufeff${text}`),
      bytes(text.replaceAll('\n', '\r\n')),
      bytes(text.replaceAll(/[ \t]+$/gm, '')),
    ];
    for (const file of files) expect(pick((await readPlan(file, 'a.txt')).draft)).toEqual(golden.tasks);
    expect((await readPlan(gb, 'a.txt')).draft.repairs[0]?.kind).toBe('encoding');
  });

  it.each([
    ['a.doc', bytes('x'), 'plan.unsupported', '另存为 .docx'],
    ['a.pdf', bytes('%PDF-1.4'), 'plan.unsupported', '粘贴'],
    ['a.exe', bytes('MZ'), 'plan.unsupported', '.docx、.xlsx、.txt'],
    ['a.txt', bytes(''), 'plan.empty', '重新上传'],
    ['a.txt', bytes('  \n '), 'plan.empty', '识别为文字'],
    ['a.docx', bytes('PK\u0003\u0004broken'), 'plan.corrupt', '重新'],
    ['a.docx', bytes('plain'), 'plan.corrupt', '重新保存'],
    ['a.txt', new Uint8Array([1, 0, 2, 0]), 'plan.unsupported', '.txt'],
    ['a.txt', new Uint8Array(20 * 1024 * 1024 + 1).fill(32), 'plan.too-large', '附件'],
    ['a.txt', bytes('一、总体要求\n很好。'), 'plan.no-tasks', '表头'],
  ])('refuses %s with a way out (%#)', async (name, file, code, todo) => {
    const no = await readPlan(file, name).catch((error: unknown) => error);
    expect(isRefusal(no)).toBe(true);
    expect(isRefusal(no) && no.parts.code).toBe(code);
    expect(isRefusal(no) && no.parts.todo).toContain(todo);
  });
});
