import { z } from 'zod';
import { indicatorOf, leagueAt, leavesOf, type RunInput, runScheme, type Scheme, scoreAt } from '#engines/indicators';
import { type Call, refuse } from '#kernel';
import { type Asking, countyFrame } from './league.ts';
import type { EvaluationPorts } from './ports.ts';

const Named = z.object({ id: z.string(), name: z.string() });
const Interval = z.tuple([z.number(), z.number()]).nullable();
const Scored = z.object({
  node: z.string(),
  title: z.string(),
  depth: z.number(),
  score: z.number().nullable(),
  value: z.number().nullable().describe('指标值；合成的没有'),
  coverage: z.number(),
});

export const LeagueLine = z.object({
  unit: Named,
  score: z.number().nullable(),
  scoreInterval: Interval,
  rankInterval: Interval,
  rank: z.number().nullable().describe('名次区间与别人重叠时为空：不排名次'),
  tier: z.number().nullable().describe('档次，1 为第一档'),
  coverage: z.number().describe('有数据的权重占比'),
  few: z.literal(true).optional().describe('件数少，不排名'),
  aboveNext: z.number().nullable().describe('高于下一名的概率'),
  risen: z.number().nullable().describe('比上期上升的概率'),
  before: z.number().nullable().describe('上期得分'),
  parts: z.array(Scored),
});
export type LeagueLine = z.infer<typeof LeagueLine>;

export type League = { readonly run: ReturnType<typeof runScheme>; readonly lines: readonly LeagueLine[] };

/** All that a run of a scheme over the counties is made of. */
export async function leagueInput(
  ports: EvaluationPorts,
  call: Pick<Call, 'tenant'>,
  scheme: Scheme,
  asking: Asking,
): Promise<RunInput> {
  const frame = await countyFrame(ports, call, scheme, asking);
  if (frame.units.length === 0) throw elsewhere(scheme);
  const seed = `${scheme.scheme} ${asking.period} ${asking.on}`;
  return { ...frame, scheme, code: ports.version, seed };
}

const elsewhere = ({ title }: Scheme) =>
  refuse({
    code: 'indicator.elsewhere',
    kind: 'conflict',
    what: `“${title}”评价的不是本市和各县（市、区），这里没有可以计分的对象`,
    todo: '可以看它的指标和口径；与外地的数在“标杆对标”里并排看',
  });

/** What each leaf's value is now. */
function valuesOf({ scheme, observations }: RunInput): (node: string, unit: string) => number | null {
  const key = (indicator: string, unit: string): string => `${indicator} ${unit}`;
  const known = new Map(
    observations.flatMap(({ indicator, unit, period, value }) =>
      period === 'now' && value !== undefined ? [[key(indicator, unit), value] as const] : [],
    ),
  );
  const indicators = new Map(leavesOf(scheme.root).map((leaf) => [leaf.id, indicatorOf(leaf)]));
  return (node, unit) => {
    const indicator = indicators.get(node);
    return indicator === undefined ? null : (known.get(key(indicator, unit)) ?? null);
  };
}

/** Counts a scheme over the counties as they stood on a day. */
export async function countyLeague(
  ports: EvaluationPorts,
  call: Pick<Call, 'tenant'>,
  scheme: Scheme,
  asking: Asking,
): Promise<League> {
  const input = await leagueInput(ports, call, scheme, asking);
  const run = runScheme(input);
  const valueAt = valuesOf(input);
  const names = new Map(ports.regions().map((each) => [each.code, each.name]));
  const lines = leagueAt(run, 'now').map(({ unit, scoreInterval, rankInterval, ...row }) => ({
    ...row,
    unit: { id: unit, name: names.get(unit) ?? unit },
    scoreInterval: pair(scoreInterval),
    rankInterval: pair(rankInterval),
    before: scoreAt(run, scheme.root.id, unit, 'before').score,
    parts: run.layout.nodes
      .filter((each) => each.depth > 0)
      .map(({ id, title, depth }) => {
        const { score, coverage } = scoreAt(run, id, unit, 'now');
        return { node: id, title, depth, score, value: valueAt(id, unit), coverage };
      }),
  }));
  return { run, lines };
}

export const pair = (given: readonly [number, number] | null): [number, number] | null =>
  given ? [given[0], given[1]] : null;
