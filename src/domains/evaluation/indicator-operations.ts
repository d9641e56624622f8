import { z } from 'zod';
import { type AnyOperation, Day, operation } from '#kernel';
import { indicatorNamed, queryOf, readAll, readSeries, readSplit, within } from './events/read.ts';
import { PERIODS, type Period, todayOf, windowOf } from './events/window.ts';
import type { EvaluationPorts } from './ports.ts';

export const Asked = z.object({
  period: z
    .enum(Object.keys(PERIODS) as [Period, ...Period[]])
    .default('month')
    .describe('期间'),
  on: Day.optional().describe('看哪一天的数，默认今天'),
  region: z.string().optional(),
  unit: z.string().optional(),
  category: z.string().optional().describe('诉求类别'),
});
const Value = z.object({
  value: z.number().nullable().describe('没有可计入的记录时为空，不是 0'),
  counted: z.number().describe('计入的记录'),
  meets: z.number().describe('其中算数的'),
  interval: z.tuple([z.number(), z.number()]).nullable().describe('90% 区间'),
});
const Head = z.object({
  id: z.string(),
  title: z.string(),
  group: z.string(),
  unit: z.string(),
  kind: z.string(),
  direction: z.enum(['higher', 'lower', 'none']),
  words: z.string().describe('口径'),
  good: z.number().optional(),
  assumed: z.boolean().optional(),
  over: z.string(),
});
const Named = z.object({ id: z.string(), name: z.string() });
const Id = z.string().max(64);

export const asOf = ({ on, ...asked }: z.infer<typeof Asked>, now: number) => ({
  ...asked,
  on: on ?? todayOf(now),
  now,
});
const headOf = ({
  indicator: { id, title, group, unit, kind, direction, words, good, assumed, over },
}: Pick<ReturnType<typeof indicatorNamed>, 'indicator'>) => ({
  ...{ id, title, group, unit, kind, direction, words, over },
  ...(good === undefined ? {} : { good }),
  ...(assumed === undefined ? {} : { assumed }),
});
const plain = ({
  value,
  counted,
  meets,
  interval,
}: {
  value: number | null;
  counted: number;
  meets: number;
  interval: readonly [number, number] | null;
}) => ({
  value,
  counted,
  meets,
  interval: interval ? ([interval[0], interval[1]] as [number, number]) : null,
});

/** Indicators from the system's own events: nobody fills in a form, and every number opens its records. */
export function indicatorOperations(ports: EvaluationPorts) {
  return [
    operation({
      id: 'indicators.list',
      method: 'GET',
      path: '/api/indicators',
      title: '无感监测指标：由办理记录算出的各项指标，与上期比',
      permission: 'indicators.read',
      input: Asked,
      output: z.object({
        on: z.string(),
        period: z.string(),
        items: z.array(Head.extend({ now: Value, before: Value })),
      }),
      handle: async (call, input) => {
        const asked = asOf(input, call.now);
        const items = await readAll(ports, call, asked);
        return {
          on: asked.on,
          period: PERIODS[asked.period],
          items: items.map(({ indicator, now, before }) => ({
            ...headOf({ indicator }),
            now: plain(now),
            before: plain(before),
          })),
        };
      },
    }),
    operation({
      id: 'indicators.get',
      method: 'GET',
      path: '/api/indicators/{id}',
      title: '一个指标：口径、走势、各单位和各地',
      permission: 'indicators.read',
      input: Asked.extend({ id: Id }),
      output: z.object({
        head: Head,
        on: z.string(),
        query: z.object({
          over: z.string(),
          by: z.string(),
          words: z.string(),
          counted: z.string(),
          meets: z.string().optional(),
          value: z.string().optional(),
        }),
        now: Value,
        before: Value,
        series: z.array(Value.extend({ month: z.string() })),
        units: z.array(Value.extend({ unit: Named })),
        regions: z.array(Value.extend({ region: Named })),
      }),
      handle: async (call, { id, ...input }) => {
        const asked = asOf(input, call.now);
        const found = indicatorNamed(ports, id);
        const only = { ...ports, sources: () => [{ ...found.source, indicators: [found.indicator] }] };
        const [all, series, units, regions, unitName] = await Promise.all([
          readAll(only, call, asked),
          readSeries(ports, call.tenant, found, asked),
          readSplit(ports, call.tenant, found, asked, 'unit'),
          readSplit(ports, call.tenant, found, asked, 'region'),
          ports.unitNames(call),
        ]);
        const names = new Map(ports.regions().map((each) => [each.code, each.name]));
        return {
          head: headOf(found),
          on: asked.on,
          query: queryOf(found),
          now: plain(all[0]?.now ?? { value: null, counted: 0, meets: 0, interval: null }),
          before: plain(all[0]?.before ?? { value: null, counted: 0, meets: 0, interval: null }),
          series: series.map(({ month, ...each }) => ({ month, ...plain(each) })),
          units: units.map(({ group, value }) => ({ unit: { id: group, name: unitName(group) }, ...plain(value) })),
          regions: regions.map(({ group, value }) => ({
            region: { id: group, name: names.get(group) ?? group },
            ...plain(value),
          })),
        };
      },
    }),
    recordsOperation(ports),
  ] satisfies readonly AnyOperation[];
}

/** The door behind a number: the records that it counts. */
function recordsOperation(ports: EvaluationPorts) {
  return operation({
    id: 'indicators.records',
    method: 'GET',
    path: '/api/indicators/{id}/records',
    title: '一个指标数背后的记录',
    permission: 'indicators.read',
    input: Asked.extend({
      id: Id,
      part: z.enum(['counted', 'meets', 'rest']).default('counted').describe('计入的、算数的、没有算数的'),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    output: z.object({
      total: z.number(),
      hidden: z.number().describe('您无权查看内容的件数'),
      kind: z.enum(['matter', 'visit', 'meeting', 'rating']),
      items: z.array(
        z.object({
          id: z.string(),
          number: z.string().optional(),
          title: z.string().optional(),
          status: z.string().optional(),
          lamp: z.string().optional(),
          unit: z.string().optional(),
          at: z.number(),
          openedAt: z.number(),
          meets: z.boolean(),
          value: z.number().nullable(),
        }),
      ),
    }),
    handle: async (call, { id, part, limit, ...input }) => {
      const asked = asOf(input, call.now);
      const { source, indicator } = indicatorNamed(ports, id);
      const window = windowOf(asked.period, asked.on, call.now);
      const codes = asked.region === undefined ? undefined : within(ports.regions(), asked.region);
      const filter = {
        unit: asked.unit,
        category: asked.category,
        regions: codes ? [...codes] : undefined,
        part,
        limit,
      };
      const { total, rows } = await ports.marks.records(call.tenant, source, indicator, window, filter);
      const [seen, unitName] = await Promise.all([
        source.kind === 'matter' ? ports.rows(call, [...new Set(rows.map((each) => each.record))]) : [],
        ports.unitNames(call),
      ]);
      const known = new Map(seen.map((each) => [each.id, each]));
      const items = rows
        .filter((each) => source.kind !== 'matter' || known.has(each.record))
        .map((each) => {
          const row = known.get(each.record);
          return {
            id: each.record,
            at: each.at,
            openedAt: each.openedAt,
            meets: each.meets,
            value: each.value,
            ...(each.unit ? { unit: unitName(each.unit) } : {}),
            ...(row ? { number: row.number, title: row.title, status: row.status.title, lamp: row.lamp } : {}),
          };
        });
      return { total, hidden: rows.length - items.length, kind: source.kind, items };
    },
  });
}
