import { z } from 'zod';
import { indicatorOf, type LeagueRow, leavesOf, type Scheme, sensitivityOf, whatIf } from '#engines/indicators';
import { operation, refuse } from '#kernel';
import { Asked, asOf } from './asked.ts';
import { leagueInput, pair } from './county-league.ts';
import { findIndicator } from './events/read.ts';
import { schemeNamed } from './league.ts';
import type { EvaluationPorts } from './ports.ts';

const Named = z.object({ id: z.string(), name: z.string() });
const Id = z.string().max(64);
const Interval = z.tuple([z.number(), z.number()]).nullable();
const Stands = z.object({
  score: z.number().nullable(),
  scoreInterval: Interval,
  rankInterval: Interval,
  tier: z.number().nullable(),
  few: z.literal(true).optional(),
});

/** A scheme tried otherwise: with other values, without one of its choices. Nothing is kept. */
export const trialOperations = (ports: EvaluationPorts) => [whatIfOperation(ports), sensitivityOperation(ports)];

const whatIfOperation = (ports: EvaluationPorts) =>
  operation({
    id: 'schemes.what-if',
    method: 'POST',
    path: '/api/indicator-schemes/{id}/what-if',
    title: '假如：改几个值，看得分、名次区间和档次怎么变',
    permission: 'indicators.read',
    input: Asked.pick({ period: true, on: true }).extend({
      id: Id,
      changes: z
        .array(
          z.strictObject({ unit: Id, indicator: Id.describe('方案里的指标'), value: z.number().min(-1e12).max(1e12) }),
        )
        .min(1)
        .max(50),
    }),
    output: z.object({ lines: z.array(z.object({ unit: Named, before: Stands, after: Stands })) }),
    handle: async (call, { id, changes, ...input }) => {
      const scheme = schemeNamed(ports, id);
      const values = changes.map(({ indicator, ...each }) => ({
        ...each,
        indicator: statedAs(scheme, indicator),
        period: 'now',
      }));
      for (const each of values) mustBePossible(ports, each);
      const given = await leagueInput(ports, call, scheme, asOf(input, call.now));
      const names = new Map(ports.regions().map((each) => [each.code, each.name]));
      return {
        lines: whatIf(given, { values }, 'now').map(({ unit, before, after }) => ({
          unit: { id: unit, name: names.get(unit) ?? unit },
          before: standsOf(before),
          after: standsOf(after),
        })),
      };
    },
  });

const statedAs = (scheme: Scheme, id: string): string => {
  const leaf = leavesOf(scheme.root).find((each) => each.id === id);
  return leaf ? indicatorOf(leaf) : id;
};

/** A share lies between 0 and 100, and nothing that is counted is less than nothing. */
function mustBePossible(ports: EvaluationPorts, { indicator, value }: { readonly indicator: string; value: number }) {
  const found = findIndicator(ports, indicator)?.indicator;
  if (!found || (value >= 0 && (found.kind !== 'rate' || value <= 100))) return;
  throw refuse({
    code: 'indicator.cannot-assume',
    kind: 'invalid',
    what: `“${found.title}”不可能是 ${value}${found.unit}`,
    todo: found.kind === 'rate' ? '请填 0 到 100' : '请填不小于 0 的数',
  });
}

const standsOf = ({ score, scoreInterval, rankInterval, tier, few }: LeagueRow): z.infer<typeof Stands> => ({
  score,
  tier,
  ...(few ? { few } : {}),
  scoreInterval: pair(scoreInterval),
  rankInterval: pair(rankInterval),
});

const sensitivityOperation = (ports: EvaluationPorts) =>
  operation({
    id: 'schemes.sensitivity',
    method: 'GET',
    path: '/api/indicator-schemes/{id}/sensitivity',
    title: '哪一项选择左右位次：逐一去掉、逐一换法',
    permission: 'indicators.read',
    input: Asked.pick({ period: true, on: true }).extend({ id: Id }),
    output: z.object({
      items: z.array(
        z.object({
          choice: z.string(),
          title: z.string(),
          meanShift: z.number().describe('位次平均变动'),
          maxShift: z.number().describe('位次最大变动'),
          moved: z.array(z.string()),
        }),
      ),
    }),
    handle: async (call, { id, ...input }) => {
      const given = await leagueInput(ports, call, schemeNamed(ports, id), asOf(input, call.now));
      const names = new Map(ports.regions().map((each) => [each.code, each.name]));
      const items = sensitivityOf(given, 'now');
      return { items: items.map((each) => ({ ...each, moved: each.moved.map((unit) => names.get(unit) ?? unit) })) };
    },
  });
