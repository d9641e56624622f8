import { z } from 'zod';
import { type AnyOperation, operation } from '#kernel';
import { Asked, asOf } from './asked.ts';
import { indicatorNamed, queryOf, readAll, readSeries, readSplit } from './events/read.ts';
import { PERIODS } from './events/window.ts';
import type { EvaluationPorts } from './ports.ts';
import { recordOperations } from './record-operations.ts';

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
    ...recordOperations(ports),
  ] satisfies readonly AnyOperation[];
}
