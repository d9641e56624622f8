import { z } from 'zod';
import { MatterRow } from '#engines/matters';
import type { Call } from '#kernel';
import type { MatterPorts, PackPorts } from '../ports.ts';
import type { AppealFact } from './fact.ts';
import { type MonthColumn, recordsOfMonth } from './monthly.ts';
import { DEFINITIONS, type RateName, recordsOfRate } from './rates.ts';

const COLUMNS = {
  carriedIn: '上月结转',
  opened: '本月新增',
  reopened: '本月重办',
  closed: '本月销号',
  carriedOver: '结转下月',
} as const satisfies Record<MonthColumn, string>;

const PARTS = { all: '计入的', done: '已做到的', missing: '没有做到的' } as const;
const MOST = 500;

const columns = Object.keys(COLUMNS) as [MonthColumn, ...MonthColumn[]];
const rates = Object.keys(DEFINITIONS) as [RateName, ...RateName[]];

export const Month = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/, '月份须为 YYYY-MM');
export const RecordsInput = z.object({
  month: Month,
  what: z.enum([...columns, ...rates]).describe('哪个数'),
  part: z.enum(['all', 'done', 'missing']).default('all').describe('比率的分母、分子，或差的那些'),
  unit: z.string().max(64).optional(),
});
export const MonthlyRecords = z.object({
  title: z.string(),
  total: z.number(),
  hidden: z.number().describe('计入了，但您无权查看内容的'),
  more: z.number().describe('未列出的件数'),
  items: z.array(MatterRow),
});

/** Those filed in the month: what the rates of the month are about. */
export const openedIn = (facts: readonly AppealFact[], [from, to]: readonly [number, number]): readonly AppealFact[] =>
  facts.filter((each) => each.openedAt >= from && each.openedAt < to);

/** A number is a door: the matters that it counts, latest first. */
export async function readRecords(
  ports: Pick<PackPorts, 'directory'> & Pick<MatterPorts, 'rows'>,
  call: Call,
  { what, part, unit }: z.infer<typeof RecordsInput>,
  facts: readonly AppealFact[],
  span: readonly [number, number],
): Promise<z.infer<typeof MonthlyRecords>> {
  const found = isColumn(what)
    ? recordsOfMonth(facts, span, what, unit)
    : recordsOfRate(openedIn(facts, span), span[1], what, part);
  const shown = [...found].sort((a, b) => b.openedAt - a.openedAt || (a.id < b.id ? 1 : -1)).slice(0, MOST);
  const items = await ports.rows(
    call,
    shown.map((each) => each.id),
  );
  const name = unit && ((await ports.directory(call.tenant, call.now)).unit(unit)?.name ?? unit);
  const title = isColumn(what) ? COLUMNS[what] : `${DEFINITIONS[what].title}${PARTS[part]}`;
  return {
    title: name ? `${name} ${title}` : title,
    total: found.length,
    hidden: shown.length - items.length,
    more: found.length - shown.length,
    items: [...items],
  };
}

const isColumn = (what: string): what is MonthColumn => what in COLUMNS;
