import { z } from 'zod';
import { decompose, leavesOf, type Scheme, SchemeSource } from '#engines/indicators';
import { type AnyOperation, type Call, type FileValue, operation } from '#kernel';
import { Asked, asOf } from './asked.ts';
import { collectedLeaves, subjectsOf } from './collect/collected-leaves.ts';
import { countyLeague, LeagueLine } from './county-league.ts';
import { schemeNamed } from './league.ts';
import type { EvaluationPorts } from './ports.ts';
import { schemeTable } from './scheme-table.ts';
import { trialOperations } from './scheme-trials.ts';
import { NodeView, nodesOf, quantitiesOf } from './scheme-view.ts';

const Part = z.object({ node: z.string(), title: z.string(), points: z.number() });
const Id = z.string().max(64);
const Quantity = z.object({
  ...{ id: z.string(), title: z.string(), unit: z.string(), definition: z.string() },
  ...{ sourceName: z.string(), periodWord: z.string(), from: z.string(), said: z.string(), assumed: z.boolean() },
  feeds: z.array(z.object({ id: z.string(), title: z.string() })),
});

/** Schemes, and what they say of the counties: tiers instead of false ranks, gaps that add up, what if. */
export function schemeOperations(ports: EvaluationPorts) {
  return [
    operation({
      id: 'schemes.list',
      method: 'GET',
      path: '/api/indicator-schemes',
      title: '指标方案目录',
      permission: 'indicators.read',
      input: z.object({}),
      output: z.object({
        items: z.array(
          z.object({
            id: z.string(),
            title: z.string(),
            version: z.string(),
            source: z.string(),
            caution: z.string().optional(),
            leaves: z.number(),
            assumed: z.number().describe('未核实的指标数'),
            live: z.boolean().describe('现在就能计分：由办理记录算出，或已有入库的数'),
          }),
        ),
      }),
      handle: async (call) => ({
        items: await Promise.all(
          ports.schemes().map(async (scheme) => {
            const leaves = leavesOf(scheme.root);
            return {
              id: scheme.scheme,
              title: scheme.title,
              version: scheme.version,
              source: scheme.source.title,
              ...(scheme.caution ? { caution: scheme.caution } : {}),
              leaves: leaves.length,
              assumed: leaves.filter((each) => each.assumed).length,
              live: await isLive(ports, call, scheme),
            };
          }),
        ),
      }),
    }),
    operation({
      id: 'schemes.get',
      method: 'GET',
      path: '/api/indicator-schemes/{id}',
      title: '一个指标方案：树、权重、方法、来源',
      permission: 'indicators.read',
      input: z.object({ id: Id }),
      output: z.object({
        id: z.string(),
        title: z.string(),
        version: z.string(),
        caution: z.string().optional(),
        source: SchemeSource,
        live: z.boolean(),
        nodes: z.array(NodeView),
        quantities: z.array(Quantity).describe('公式用到的量'),
      }),
      handle: async (call, { id }) => {
        const scheme = schemeNamed(ports, id);
        const { title, version, caution, source } = scheme;
        return {
          id,
          title,
          version,
          ...(caution ? { caution } : {}),
          source,
          live: await isLive(ports, call, scheme),
          nodes: await nodesOf(ports, call, scheme),
          quantities: await quantitiesOf(ports, call, scheme),
        };
      },
    }),
    operation({
      id: 'schemes.table',
      method: 'GET',
      path: '/api/indicator-schemes/{id}/table',
      title: '导出指标方案：各项的定义、来源、公式和把握（Excel）',
      permission: 'indicators.read',
      produces: 'file',
      input: z.object({ id: Id }),
      output: z.custom<FileValue>(),
      handle: (call, { id }) => schemeTable(ports, call, schemeNamed(ports, id)),
    }),
    leagueOperation(ports),
    gapOperation(ports),
    ...trialOperations(ports),
  ] satisfies readonly AnyOperation[];
}

/** Can it be counted now: from events alone, or, where no unit is measured by the others, from what was collected? */
async function isLive(ports: EvaluationPorts, { tenant, now }: Call, scheme: Scheme): Promise<boolean> {
  if (subjectsOf(ports, scheme).length === 0) return false;
  const collected = collectedLeaves(ports, scheme).map((each) => each.indicator);
  if (collected.length === 0) return scheme.units === 'county';
  const isAbsolute = leavesOf(scheme.root).every(({ normaliser = scheme.defaults.normaliser }) =>
    ['goalposts', 'bands', 'none'].includes(normaliser?.kind ?? ''),
  );
  return isAbsolute && (await ports.values.held(tenant, collected, now + 1)).length > 0;
}

const leagueOperation = (ports: EvaluationPorts) =>
  operation({
    id: 'schemes.league',
    method: 'GET',
    path: '/api/indicator-schemes/{id}/league',
    title: '各县（市、区）得分、区间和档次',
    permission: 'indicators.read',
    input: Asked.pick({ period: true, on: true }).extend({ id: Id }),
    output: z.object({
      run: z.string().describe('本次计算的标识：方案、数据、程序、种子相同则相同'),
      on: z.string(),
      confidence: z.number(),
      lines: z.array(LeagueLine),
    }),
    handle: async (call, { id, ...input }) => {
      const asking = asOf(input, call.now);
      const scheme = schemeNamed(ports, id);
      const { run, lines } = await countyLeague(ports, call, scheme, asking);
      return { run: run.id, on: asking.on, confidence: scheme.uncertainty.confidence, lines: [...lines] };
    },
  });

const gapOperation = (ports: EvaluationPorts) =>
  operation({
    id: 'schemes.gap',
    method: 'GET',
    path: '/api/indicator-schemes/{id}/gap',
    title: '差距从哪里来：与满分、与别的县、与自己上期',
    permission: 'indicators.read',
    input: Asked.pick({ period: true, on: true }).extend({
      id: Id,
      unit: z.string(),
      to: z.string().default('frontier').describe('frontier 满分；before 自己上期；或另一个区域代码'),
    }),
    output: z.object({ total: z.number(), parts: z.array(Part) }),
    handle: async (call, { id, unit, to, ...input }) => {
      const { run } = await countyLeague(ports, call, schemeNamed(ports, id), asOf(input, call.now));
      const here = { unit, period: 'now' };
      const gap =
        to === 'before'
          ? decompose(run, { unit, period: 'before' }, here)
          : decompose(run, here, to === 'frontier' ? 'frontier' : { unit: to, period: 'now' });
      const titles = new Map(run.layout.nodes.map((each) => [each.id, each.title]));
      return {
        total: gap.total,
        parts: gap.parts.map((each) => ({ ...each, title: titles.get(each.node) ?? each.node })),
      };
    },
  });
