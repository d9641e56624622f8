import { buildMeasure, type Doubt, type MeasureFacts } from './build-measure.ts';
import type { DateContext } from './dates.ts';
import { countDates, readDue } from './due.ts';
import { type Flow, flowOf, joinFlows } from './flow.ts';
import type { Cell } from './grid.ts';
import { readMarker } from './headings.ts';
import { type Mapped, spanOf } from './mapped.ts';
import { readNumber } from './numerals.ts';
import { splitMeasures } from './split-measures.ts';
import type { TableLine, TablePart, TableRow } from './table.ts';
import type { Due, Inheritable, MeasureDraft, Span } from './types.ts';
import { saysNone, splitUnits } from './units.ts';

export type TableTask = {
  readonly number: number;
  readonly title: string;
  readonly part: TablePart | null;
  readonly measures: readonly Omit<MeasureDraft, 'key'>[];
  readonly span: Span;
};

type Tools = { readonly mapped: Mapped; readonly context: DateContext; readonly singleColumn: boolean };
/** What a row hands down to blank cells below it. */
type Held = { readonly value: readonly string[] | Due; readonly at: Span; readonly printed: string };
type Carry = Partial<Record<Inheritable, Held>>;
type Draft = {
  number: number;
  title: string;
  part: TablePart | null;
  measures: Omit<MeasureDraft, 'key'>[];
  start: number;
  end: number;
};

/** Lines of one cell: a paragraph broken by the page is mended, a new one stays on its own line. */
function flowOfCell(mapped: Mapped, cell: Cell): Flow {
  const pieces: Flow[] = [];
  let offset = cell.start;
  for (const line of cell.text.split('\n')) {
    const start = offset + (line.length - line.trimStart().length);
    const end = offset + line.trimEnd().length;
    offset += line.length + 1;
    if (end <= start) continue;
    const previous = pieces.at(-1);
    const piece = flowOf(mapped, start, end);
    const broken =
      previous !== undefined && !/[。！？；：][”）]?$/.test(previous.text) && readMarker(piece.text) === null;
    if (previous !== undefined && broken) pieces.splice(-1, 1, joinFlows([previous, piece]));
    else pieces.push(piece);
  }
  return joinFlows(pieces, '\n');
}

const oneLine = (cell: Cell | undefined): string => cell?.text.replace(/\s*\n\s*/g, '') ?? '';
const cellSpan = (mapped: Mapped, cell: Cell): Span => spanOf(mapped, cell.start, cell.end);

/** The number of a task as its cell prints it: 3, 三, 任务3, （三）, 3. */
function numberIn(text: string): number | null {
  const marker = readMarker(text);
  if (marker !== null) return marker.number;
  const plain = text.replace(/^(?:第|任务|序号)|[项条、.．]$/g, '');
  return readNumber(plain) ?? (/^\d+/.exec(plain) ? Number(/^\d+/.exec(plain)?.[0]) : null);
}

function readCell(tools: Tools, role: Inheritable, row: TableRow): Held | null {
  const cells = role === 'responsible' ? [row.responsible, row.cooperating] : [row[role]];
  const printed = cells.filter((cell) => cell !== undefined && cell.text !== '');
  const first = printed[0];
  if (first === undefined) return null;
  const at = cellSpan(tools.mapped, first);
  const text = oneLine(first);
  if (role === 'due')
    return { value: saysNone(text) ? { text, date: null } : readDue(text, tools.context), at, printed: text };
  return { value: [...new Set(printed.flatMap((cell) => splitUnits(cell?.text ?? '')))], at, printed: text };
}

const names: Readonly<Record<Inheritable, string>> = { lead: '牵头单位', responsible: '责任单位', due: '完成时限' };

type Filled = {
  readonly facts: Pick<MeasureFacts, 'lead' | 'responsible' | 'due' | 'inherited' | 'evidence' | 'doubts'>;
  readonly carry: Carry;
};

/** Reads who and when of a row; a blank cell takes what stood above it and says so. */
function fillRow(tools: Tools, row: TableRow, above: Carry, newTask: boolean): Filled {
  const carry: Carry = {};
  const inherited: Inheritable[] = [];
  const doubts: Doubt[] = [];
  for (const role of ['lead', 'responsible', 'due'] as const) {
    const exists = row[role] !== undefined || (role === 'responsible' && row.cooperating !== undefined);
    if (!exists) continue;
    const own = readCell(tools, role, row);
    const held = own ?? above[role];
    if (held === undefined) continue;
    carry[role] = held;
    if (own !== null) {
      if (role === 'due' && countDates(held.printed, tools.context) > 1)
        doubts.push({ note: `时限“${held.printed}”含多个日期，取最后一个`, weight: 0.1 });
      continue;
    }
    inherited.push(role);
    const merged = row[role]?.merged === true;
    doubts.push({
      note: `${names[role]}${merged ? '为合并单元格' : '空白'}，沿用上一行`,
      weight: merged ? 0.02 : newTask ? 0.2 : 0.07,
    });
  }
  const units = (role: 'lead' | 'responsible'): readonly string[] => (carry[role]?.value ?? []) as readonly string[];
  const evidence = {
    ...(carry.lead === undefined ? {} : { lead: carry.lead.at }),
    ...(carry.responsible === undefined ? {} : { responsible: carry.responsible.at }),
    ...(carry.due === undefined ? {} : { due: carry.due.at }),
  };
  const due = (carry.due?.value as Due | undefined) ?? null;
  const facts = { lead: units('lead'), responsible: units('responsible'), due, inherited, evidence, doubts };
  return { facts: tools.singleColumn ? leadFirst(facts) : facts, carry };
}

/** A table with 责任单位 alone: by custom the first named leads. */
function leadFirst(facts: Filled['facts']): Filled['facts'] {
  const [first, ...others] = facts.responsible;
  if (first === undefined) return facts;
  const note = { note: '表中没有牵头单位一栏，按惯例取排在第一的责任单位', weight: 0.2 };
  const inherited: Inheritable[] = facts.inherited.includes('responsible')
    ? ['lead', ...facts.inherited]
    : [...facts.inherited];
  return { ...facts, lead: [first], responsible: others, inherited, doubts: [...facts.doubts, note] };
}

/** Does this row open a task, and which? Blank or repeated titles go on with the task above. */
function opensTask(
  row: TableRow,
  current: Draft | null,
  serial: boolean,
): { readonly number: number | null; readonly title: string } | null {
  const printed = oneLine(row.title);
  const marker = readMarker(printed);
  const title = marker === null ? printed : printed.slice(marker.length);
  const number = serial ? null : (numberIn(oneLine(row.number)) ?? marker?.number ?? null);
  if (row.title === undefined) {
    const text = oneLine(row.measure);
    if (number !== null && number === current?.number) return null;
    return row.number === undefined || number !== null ? { number, title: headingOf(text) } : null;
  }
  if (current === null) return { number, title };
  if (title !== '' && (title !== current.title || (number !== null && number !== current.number)))
    return { number, title };
  if (title === '' && number !== null && number !== current.number)
    return { number, title: headingOf(oneLine(row.measure)) };
  return null;
}

/** What a task without a title is called: its first sentence. */
const headingOf = (text: string): string => {
  const marker = readMarker(text);
  const plain = marker === null ? text : text.slice(marker.length);
  return /^[^。；\n]{1,60}/.exec(plain)?.[0] ?? plain;
};

/** Numbers that run on although the title is blank count rows, not tasks. */
function numbersAreSerial(lines: readonly TableLine[]): boolean {
  let previous: number | null = null;
  let title = '';
  let serial = 0;
  let tasks = 0;
  for (const { row } of lines) {
    if (row.title === undefined) return false;
    const number = numberIn(oneLine(row.number));
    const same = row.title.text === '' || row.title.text === title;
    if (!same) tasks++;
    else if (number !== null && number !== previous) serial++;
    if (number !== null) previous = number;
    if (row.title.text !== '') title = row.title.text;
  }
  return serial > 0 && serial + tasks > tasks * 1.2;
}

function addRow(tools: Tools, task: Draft, row: TableRow, filled: Filled): void {
  const { measure } = row;
  if (measure === undefined || measure.text === '') return;
  const own = numberIn(oneLine(row.measureNumber).replace(/^.*[.\-—](?=\d+$)/, ''));
  for (const piece of splitMeasures(flowOfCell(tools.mapped, measure))) {
    const number = piece.number ?? own ?? (task.measures.at(-1)?.number ?? 0) + 1;
    task.measures.push(buildMeasure(tools.mapped, { ...filled.facts, number, flow: piece.flow }, tools.context));
  }
  task.end = Math.max(task.end, ...Object.values(row).map(({ end }) => end));
}

/** Rows of a task table as tasks with their measures. */
export function readTableTasks(mapped: Mapped, lines: readonly TableLine[], context: DateContext): TableTask[] {
  const roles = new Set(lines.flatMap(({ row }) => Object.keys(row)));
  const tools: Tools = { mapped, context, singleColumn: !roles.has('lead') };
  const serial = numbersAreSerial(lines);
  const tasks: Draft[] = [];
  let carry: Carry = {};
  for (const { row, part } of lines) {
    const current = tasks.at(-1) ?? null;
    const opened = opensTask(row, current?.part === part ? current : null, serial);
    const filled = fillRow(tools, row, carry, opened !== null);
    carry = filled.carry;
    const start = Math.min(
      ...Object.values(row)
        .filter(({ text }) => text !== '')
        .map((cell) => cell.start),
    );
    if (opened !== null)
      tasks.push({
        number: opened.number ?? (serial ? tasks.length : (current?.number ?? 0)) + 1,
        title: opened.title,
        part,
        measures: [],
        start,
        end: start,
      });
    const task = tasks.at(-1);
    if (task !== undefined) {
      if (opened?.number !== null && opened !== null) task.number = opened.number;
      addRow(tools, task, row, filled);
    }
  }
  return tasks
    .filter(({ measures }) => measures.length > 0)
    .map(({ start, end, ...task }) => ({ ...task, span: spanOf(mapped, start, end) }));
}
