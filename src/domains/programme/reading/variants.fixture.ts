// Only tests use this: other plans made from the hand-checked one, and the truth that goes with each.
import { readFileSync } from 'node:fs';
import { Document, Packer, Paragraph, Table, TableCell, TableRow, VerticalMergeType } from 'docx';
import ExcelJS from 'exceljs';
import type { Inheritable, PlanDraft } from './types.ts';

const fixtures = new URL('../../../../tests/fixtures/plans/', import.meta.url);
const published = new URL('../../../../packs/quzhou/plans/', import.meta.url);

export const readGolden = (name: string) => JSON.parse(readFileSync(new URL(name, fixtures), 'utf8'));
export const readPublished = (name: string): string => readFileSync(new URL(name, published), 'utf8');

export type TrueMeasure = {
  readonly number: number;
  readonly text: string;
  readonly lead: readonly string[];
  readonly responsible: readonly string[];
  readonly due: { readonly text: string; readonly date: string | null };
  readonly inherited: readonly Inheritable[];
};
export type TrueTask = { readonly number: number; readonly title: string; readonly measures: readonly TrueMeasure[] };

/** A row as printed; undefined is a blank cell. */
export type Row = {
  readonly number: number;
  readonly title: string;
  readonly measures: readonly { readonly number: number; readonly text: string }[];
  readonly lead: readonly string[] | undefined;
  readonly responsible: readonly string[] | undefined;
  readonly due: { readonly text: string; readonly date: string | null } | undefined;
};

const same = (a: TrueMeasure, b: TrueMeasure): boolean =>
  JSON.stringify([a.lead, a.responsible, a.due, a.inherited]) ===
  JSON.stringify([b.lead, b.responsible, b.due, b.inherited]);

/** The rows in which the hand-checked tasks are printed. */
export function rowsOfTasks(tasks: readonly TrueTask[]): Row[] {
  return tasks.flatMap(({ number, title, measures }) => {
    const groups: TrueMeasure[][] = [];
    for (const measure of measures) {
      const open = groups.at(-1);
      if (open?.[0] !== undefined && same(open[0], measure)) open.push(measure);
      else groups.push([measure]);
    }
    return groups.flatMap((group): Row[] => {
      const [first] = group;
      if (first === undefined) return [];
      const blank = (role: Inheritable): boolean => first.inherited.includes(role);
      return [
        {
          number,
          title,
          measures: group.map((measure) => ({ number: measure.number, text: measure.text })),
          lead: blank('lead') ? undefined : first.lead,
          responsible: blank('responsible') ? undefined : first.responsible,
          due: blank('due') ? undefined : first.due,
        },
      ];
    });
  });
}

/** What a careful official reads in the rows: blanks take what stands above. */
export function truthOf(rows: readonly Row[]): TrueTask[] {
  const tasks: { number: number; title: string; measures: TrueMeasure[] }[] = [];
  let above: Pick<Row, 'lead' | 'responsible' | 'due'> = { lead: undefined, responsible: undefined, due: undefined };
  for (const row of rows) {
    const blanks = (['lead', 'responsible', 'due'] as const).filter((role) => row[role] === undefined);
    above = {
      lead: row.lead ?? above.lead,
      responsible: row.responsible ?? above.responsible,
      due: row.due ?? above.due,
    };
    const inherited = blanks.filter((role) => above[role] !== undefined);
    if (tasks.at(-1)?.number !== row.number) tasks.push({ number: row.number, title: row.title, measures: [] });
    for (const measure of row.measures)
      tasks.at(-1)?.measures.push({
        ...measure,
        lead: above.lead ?? [],
        responsible: above.responsible ?? [],
        due: above.due ?? { text: '', date: null },
        inherited,
      });
  }
  return tasks;
}

/** The same of a draft, for a whole comparison. */
export const pick = (draft: PlanDraft): TrueTask[] =>
  draft.tasks.map(({ number, title, measures }) => ({
    number,
    title,
    measures: measures.map(({ number: n, text, lead, responsible, due, inherited }) => ({
      number: n,
      text,
      lead,
      responsible,
      due: { text: due.text, date: due.date },
      inherited,
    })),
  }));

export const columnNames = ['number', 'title', 'measure', 'lead', 'responsible', 'due', 'remark'] as const;
export type ColumnName = (typeof columnNames)[number];
export type Sheet = { readonly headings: readonly string[]; readonly rows: readonly (readonly (string | null)[])[] };

/** Rows as cells in a given order of columns; null is blank. The title stands in the first row of a task only. */
export function toSheet(
  rows: readonly Row[],
  order: readonly ColumnName[],
  words: Readonly<Record<ColumnName, string>>,
): Sheet {
  const cells = rows.map((row, i) => {
    const opens = rows[i - 1]?.number !== row.number;
    const values: Record<ColumnName, string | null> = {
      number: opens ? String(row.number) : null,
      title: opens ? row.title : null,
      measure: row.measures.map(({ number, text }) => `（${number}）${text}`).join('\n'),
      lead: row.lead?.join('、') ?? null,
      responsible: row.responsible?.join('、') ?? null,
      due: row.due?.text ?? null,
      remark: i % 3 === 0 ? '按月通报' : null,
    };
    return order.map((name) => values[name]);
  });
  return { headings: order.map((name) => words[name]), rows: cells };
}

/** As a page copied to text: tab, then the cell; paragraphs of one cell parted by blank lines. */
export const toFlattened = (title: string, { headings, rows }: Sheet): string =>
  [
    title,
    '',
    [headings, ...rows]
      .map((row) => `${row.map((cell) => `\t${(cell ?? '').replaceAll('\n', '\n\n')}`).join('\n')}\n`)
      .join('\n'),
  ].join('\n');

export async function toDocx(title: string, { headings, rows }: Sheet, merge: boolean): Promise<Uint8Array> {
  const cell = (text: string | null, below: boolean, covered: boolean): TableCell =>
    new TableCell({
      children: (text ?? '').split('\n').map((line) => new Paragraph(line)),
      ...(covered
        ? { verticalMerge: VerticalMergeType.CONTINUE }
        : below
          ? { verticalMerge: VerticalMergeType.RESTART }
          : {}),
    });
  const body = rows.map(
    (row, r) =>
      new TableRow({
        children: row.map((text, c) => cell(text, merge && rows[r + 1]?.[c] === null, merge && r > 0 && text === null)),
      }),
  );
  const top = new TableRow({ children: headings.map((heading) => cell(heading, false, false)) });
  const file = new Document({ sections: [{ children: [new Paragraph(title), new Table({ rows: [top, ...body] })] }] });
  return new Uint8Array(await Packer.toBuffer(file));
}

export async function toXlsx(title: string, { headings, rows }: Sheet, merge: boolean): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('任务清单');
  sheet.addRow([title]);
  sheet.mergeCells(1, 1, 1, headings.length);
  sheet.addRow([...headings]);
  for (const row of rows) sheet.addRow([...row]);
  if (merge)
    for (let c = 0; c < headings.length; c++)
      for (let r = 0; r < rows.length; r++) {
        let end = r;
        while (rows[end + 1]?.[c] === null) end++;
        if (end > r && rows[r]?.[c] !== null) sheet.mergeCells(r + 3, c + 1, end + 3, c + 1);
        r = end;
      }
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

/** As running text with an attribution bracket after each measure. */
export const toBrackets = (title: string, tasks: readonly TrueTask[], form: (measure: TrueMeasure) => string): string =>
  [
    title,
    '一、总体要求',
    '坚持问题导向，优化服务。',
    '二、主要任务',
    ...tasks.flatMap((task) => [
      `${task.number}．${task.title}。`,
      ...task.measures.map((measure) => `（${measure.number}）${measure.text}${form(measure)}`),
    ]),
    '三、保障措施',
    '（一）加强组织领导。各部门要高度重视。',
  ].join('\n\n');
