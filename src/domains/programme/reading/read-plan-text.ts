import { refuse } from '#kernel';
import type { Columns } from './columns.ts';
import type { DateContext } from './dates.ts';
import { findInconsistencies } from './findings.ts';
import { findGrids } from './flattened.ts';
import { spanOfFlow } from './flow.ts';
import { type FrontMatter, readFrontMatter } from './front-matter.ts';
import { type Grid, gridFromSource } from './grid.ts';
import { readHeading, readItem } from './item-tasks.ts';
import { dropFurniture, type Line, splitLines } from './lines.ts';
import { type Mapped, spanOf } from './mapped.ts';
import { normalise } from './normalise.ts';
import { buildOutline, type Node, type Outline } from './outline.ts';
import { isPageField } from './page-furniture.ts';
import { joinParagraphs } from './paragraphs.ts';
import { findItems, type Item } from './sections.ts';
import { readTable, type TaskTable } from './table.ts';
import { readTableTasks } from './table-tasks.ts';
import type { MeasureDraft, PartDraft, PlanDraft, ReadOptions, Repair, SourceDocument, TaskDraft } from './types.ts';
import { findValidity } from './validity.ts';

type Layout = {
  readonly mapped: Mapped;
  readonly grids: readonly Grid[];
  readonly prose: readonly Line[];
  readonly fields: readonly string[];
  readonly repairs: readonly Repair[];
};

/** Cleans the text and parts its tables from its prose. */
function layOut(source: SourceDocument): Layout {
  const { mapped, repairs } = normalise(source.text);
  const all = splitLines(mapped);
  const fields = all.filter(({ text }) => isPageField(text)).map(({ text }) => text);
  const dropped = dropFurniture(mapped, all);
  const known = (source.grids ?? [])
    .filter(({ rows }) => rows.some((row) => row.length > 0))
    .map((grid) => gridFromSource(mapped, grid));
  const outside = dropped.lines.filter(({ raw, end }) => !known.some((grid) => raw < grid.end && end >= grid.start));
  const { grids, prose } = known.length > 0 ? { grids: known, prose: outside } : findGrids(mapped, dropped.lines);
  return { mapped, grids, prose, fields, repairs: [...repairs, ...dropped.repairs] };
}

function readTables(grids: readonly Grid[], options: ReadOptions): TaskTable[] {
  let known: Columns | null = null;
  return grids.flatMap((grid) => {
    const table = readTable(grid, options.columns ?? {}, known);
    known = table?.columns ?? known;
    return table ?? [];
  });
}

/** Lines above the first numbered heading: where the title, number and date stand. */
function headAndTail(prose: readonly Line[]): { readonly head: string[]; readonly tail: string[] } {
  const first = prose.findIndex(({ text }) => /^一、|^第一[章部]|^[（(]一[）)]|^1[.．、](?!\d)/.test(text));
  const texts = prose.map(({ text }) => text);
  return { head: texts.slice(0, first === -1 ? 60 : first), tail: texts.slice(-30) };
}

function readParts(mapped: Mapped, items: readonly Item[], context: DateContext): PartDraft[] {
  const nodes = [...new Set(items.flatMap(({ part }) => part ?? []))];
  return nodes.map((node) => {
    const heading = readHeading({ mapped, context }, node);
    const own = items.filter(({ part }) => part === node);
    const inside = own.map((item) => ({
      number: item.node.marker.number,
      title: readHeading({ mapped, context }, item.node).title.text,
      span: spanOfNode(mapped, item.node),
    }));
    const [start, headEnd] = spanOfNode(mapped, node);
    return {
      number: node.marker.label,
      title: heading.title.text,
      lead: heading.said?.lead ?? [],
      items: inside,
      span: [start, Math.max(headEnd, ...inside.map(({ span }) => span[1]))],
    };
  });
}

function spanOfNode(mapped: Mapped, node: Node): readonly [number, number] {
  const flows = [
    ...node.flows,
    ...node.children.filter(({ marker }) => marker.level === 4).flatMap((child) => child.flows),
  ];
  return [
    spanOfFlow(mapped, flows[0] ?? { text: '', at: [] })[0],
    spanOfFlow(mapped, flows.at(-1) ?? { text: '', at: [] })[1],
  ];
}

type Loose = Omit<TaskDraft, 'key' | 'measures'> & {
  readonly partIndex: number;
  readonly measures: readonly Omit<MeasureDraft, 'key'>[];
};

/** Gives every task and measure a key that is unique in the plan: 2-(3), or 3.2 where numbers restart in each part. */
function withKeys(tasks: readonly Loose[]): TaskDraft[] {
  const unique = new Set(tasks.map(({ number }) => number)).size === tasks.length;
  const used = new Map<string, number>();
  const once = (key: string): string => {
    const count = (used.get(key) ?? 0) + 1;
    used.set(key, count);
    return count === 1 ? key : `${key}#${count}`;
  };
  return tasks.map(({ partIndex, measures, ...task }) => {
    const key = once(unique ? String(task.number) : `${partIndex}.${task.number}`);
    return {
      ...task,
      key,
      measures: measures.map((measure) => ({ ...measure, key: once(`${key}-(${measure.number})`) })),
    };
  });
}

function tasksOfItems(mapped: Mapped, items: readonly Item[], context: DateContext): Loose[] {
  const parts = [...new Set(items.map(({ part }) => part))];
  return items.map((item) => ({
    ...readItem({ mapped, context }, item),
    part: item.part?.marker.label ?? null,
    partIndex: parts.indexOf(item.part) + 1,
  }));
}

/** The part of an annex task: named in the table, or that of the body's item of the same number. */
function tasksOfTables(
  mapped: Mapped,
  tables: readonly TaskTable[],
  context: DateContext,
  parts: readonly PartDraft[],
): Loose[] {
  const lines = tables.flatMap((table) => table.lines);
  const read = readTableTasks(mapped, lines, context);
  const own = [...new Set(read.map(({ part }) => part))];
  return read.map((task) => {
    const body = parts.find(({ items }) => items.some(({ number }) => number === task.number));
    return { ...task, part: task.part?.label ?? body?.number ?? null, partIndex: own.indexOf(task.part) + 1 };
  });
}

/** The longest plans have some hundred thousand characters; ten times that is no plan. */
const PLAN_TEXT_LIMIT = 2_000_000;

const tooLong = () =>
  refuse({ code: 'plan.too-large', kind: 'too-large', what: '文字超过 200 万字', todo: '请只保留方案正文和任务清单' });

const nothingFound = (grids: readonly Grid[], outline: Outline) =>
  refuse({
    code: 'plan.no-tasks',
    kind: 'invalid',
    what: '没有从文件中识别出任务',
    why: `找过两种写法：带“主要任务、具体内容、牵头部门、责任部门、完成时间”等表头的任务表（共看到 ${grids.length} 张表格）；正文“一、（一）1.”逐级编号的条目（共看到 ${outline.nodes.length} 个一级标题）`,
    todo: '请确认上传的是实施方案或任务清单；如表头名称特殊，请手工指定各列的含义后重试',
  });

/**
 * Reads a published plan: its head, its parts, and every task with its measures. Pure.
 * Offsets refer to `source.text`. Throws a Refusal when no task is found.
 */
export function readPlanDocument(source: SourceDocument, options: ReadOptions = {}): PlanDraft {
  if (source.text.length > PLAN_TEXT_LIMIT) throw tooLong();
  const layout = layOut(source);
  const { mapped, grids, prose } = layout;
  const tables = readTables(grids, options);
  const { paragraphs, repairs: joints } = joinParagraphs(mapped, prose);
  const outline = buildOutline(mapped, paragraphs);
  const front = readFront(layout, tables, source, options);
  const context: DateContext = { year: front.year, issuedOn: front.issuedOn };
  const items = findItems(outline);
  const parts = readParts(mapped, items, context);
  const annexed = tables.some(({ lines }) => lines.length > 0);
  const tasks = withKeys(
    annexed ? tasksOfTables(mapped, tables, context, parts) : tasksOfItems(mapped, items, context),
  );
  if (tasks.length === 0) throw nothingFound(grids, outline);
  return {
    ...front,
    validity: findValidity(prose.map(({ text }) => text).join('\n'), front.issuedOn),
    basis: annexed ? 'table' : 'items',
    parts,
    tasks,
    repairs: [...(source.repairs ?? []), ...layout.repairs, ...joints].sort((a, b) => a.at[0] - b.at[0]),
    findings: findInconsistencies({
      tasks,
      parts,
      text: mapped.text,
      bodyOf: ([start, end]) => source.text.slice(start, end),
      spanAt: (start, end) => spanOf(mapped, start, end),
      annexed,
    }),
    columns: tables[0]?.columns.printed ?? {},
  };
}

function readFront(
  layout: Layout,
  tables: readonly TaskTable[],
  source: SourceDocument,
  options: ReadOptions,
): FrontMatter {
  const above = tables.flatMap((table) => table.above.map(({ text }) => text.replace(/\s+/g, '')));
  const sheets = layout.grids
    .flatMap(({ name }) => name ?? [])
    .filter((name) => !/^(?:sheet\d*|(?:填表|填报|使用)?说明|目录|封面)$/i.test(name));
  const front = readFrontMatter({
    ...headAndTail(layout.prose),
    fields: layout.fields,
    tableTitles: [...above, ...sheets],
    fileName: source.fileName ?? null,
  });
  const issuedOn = options.issuedOn ?? front.issuedOn;
  return { ...front, issuedOn, year: options.year ?? front.year };
}

/**
 * Reads the text of a plan, as published or pasted.
 *
 * @example
 * readPlanText('一、主要任务\n1.优化服务。6月底前完成。（市营商办、市财政局）').tasks[0]?.measures[0]?.lead // ['市营商办']
 */
export const readPlanText = (text: string, options: ReadOptions = {}): PlanDraft => readPlanDocument({ text }, options);
