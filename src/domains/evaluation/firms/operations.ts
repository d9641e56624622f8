import { z } from 'zod';
import { type GradeLine, reweigh } from '#engines/indicators';
import { type AnyOperation, type Call, operation, refuse } from '#kernel';
import { exportOperations } from './export-operations.ts';
import { FirmParts, firmParts } from './firm-view.ts';
import { ceilingsOf, ENTERPRISES } from './frame.ts';
import type { FirmPorts } from './own-ports.ts';
import { Regrading, regraded, WeightChanges } from './regrading.ts';
import { firmScheme, frozenHead, frozenRun, standingOf } from './standing.ts';
import { countedOf, factTitles, Leafed, leafViews, Named, regionNames, Step, stepViews } from './views.ts';

const Id = z.string().min(1).max(64);
const Code = z.string().length(18);
const PERMISSION = 'grades.read';
const Head = z.object({
  id: z.string(),
  title: z.string(),
  version: z.string(),
  caution: z.string().optional(),
  source: z.string(),
});
const Line = z.object({
  place: z.number(),
  enterprise: Named,
  region: z.string(),
  score: z.number().nullable(),
  grade: z.string().nullable(),
  held: z.number().nullable(),
  coverage: z.number(),
  frozen: z.string().nullable().describe('上次冻结的档次'),
});

/** 亩均论英雄 and the like: a scheme over enterprises, counted from their facts by the engine that counts all schemes. */
export function firmOperations(ports: FirmPorts) {
  return [
    operation({
      id: 'firm-schemes.list',
      method: 'GET',
      path: '/api/firm-schemes',
      title: '企业综合评价的方案（亩均论英雄等）',
      permission: PERMISSION,
      input: z.object({}),
      output: z.object({ items: z.array(Head) }),
      handle: async () => ({
        items: ports
          .schemes()
          .filter((each) => each.units === ENTERPRISES)
          .map((each) => ({
            ...{ id: each.scheme, title: each.title, version: each.version, source: each.source.title },
            ...(each.caution ? { caution: each.caution } : {}),
          })),
      }),
    }),
    getOperation(ports),
    linesOperation(ports),
    firmOperation(ports),
    operation({
      id: 'firm-schemes.reweigh',
      method: 'POST',
      path: '/api/firm-schemes/{id}/reweigh',
      title: '改权重试算：谁换了档、为什么；不留存',
      permission: PERMISSION,
      input: z.strictObject({ id: Id, changes: WeightChanges }),
      output: Regrading,
      handle: async (call, { id, changes }) => {
        const standing = await standingOf(ports, call, firmScheme(ports, id));
        return regraded(ports, standing, reweigh(standing.input, changes));
      },
    }),
    ownOperation(ports),
    ...exportOperations(ports),
  ] satisfies readonly AnyOperation[];
}

const getOperation = (ports: FirmPorts) =>
  operation({
    id: 'firm-schemes.get',
    method: 'GET',
    path: '/api/firm-schemes/{id}',
    title: '一个企业综合评价方案：指标、权重、各档多少家',
    permission: PERMISSION,
    input: z.object({ id: Id }),
    output: Head.extend({
      among: z.string(),
      grading: z.object({ source: z.string(), assumed: z.boolean(), atMost: z.array(z.string()) }),
      leaves: z.array(Leafed),
      steps: z.array(Step),
      unscored: z.number().describe('数据不够、没有评分的'),
      regions: z.array(z.object({ region: Named, counts: z.array(z.number()).describe('按档次顺序') })),
      frozen: z.object({ id: z.string(), on: z.string(), at: z.number() }).optional(),
    }),
    handle: async (call, { id }) => {
      const scheme = firmScheme(ports, id);
      const [{ run, frame }, frozen] = await Promise.all([
        standingOf(ports, call, scheme),
        frozenHead(ports, call.tenant, id),
      ]);
      const regionOf = (line: GradeLine): string => frame.firms.get(line.unit)?.region ?? '';
      const name = regionNames(ports);
      const { grading } = scheme;
      return {
        ...{ id, title: scheme.title, version: scheme.version, source: scheme.source.title },
        ...(scheme.caution ? { caution: scheme.caution } : {}),
        among: scheme.among ?? '所有企业',
        grading: {
          source: grading?.source.title ?? '',
          assumed: grading?.source.assumed ?? false,
          atMost: (grading?.atMost ?? []).map((each) => `${each.why}的，至多评为${each.grade}`),
        },
        leaves: [...leafViews(scheme, factTitles(ports.facts()))],
        steps: stepViews(scheme, run.lines, run.cuts),
        unscored: run.lines.filter((each) => each.grade === null).length,
        regions: [...Map.groupBy(run.lines, regionOf)]
          .toSorted(([a], [b]) => (a < b ? -1 : 1))
          .map(([code, lines]) => ({
            region: { id: code, name: name(code) },
            counts: stepViews(scheme, lines, run.cuts).map((each) => each.count),
          })),
        ...(frozen ? { frozen: { id: frozen.id, on: frozen.on, at: frozen.frozenAt } } : {}),
      };
    },
  });

const linesOperation = (ports: FirmPorts) =>
  operation({
    id: 'firm-schemes.lines',
    method: 'GET',
    path: '/api/firm-schemes/{id}/firms',
    title: '参加评价的企业：得分、档次、有多稳、上次冻结的档次',
    permission: PERMISSION,
    input: z.object({
      id: Id,
      grade: z.string().max(20).optional(),
      region: z.string().max(12).optional(),
      q: z.string().trim().max(60).optional(),
      after: z.coerce.number().int().min(0).max(1e7).default(0).describe('上一页最后一家的位置'),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    output: z.object({ items: z.array(Line), total: z.number(), next: z.number().optional() }),
    handle: async (call, { id, grade, region, q, after, limit }) => {
      const [{ run, frame }, frozen] = await Promise.all([
        standingOf(ports, call, firmScheme(ports, id)),
        frozenRun(ports, call.tenant, id),
      ]);
      const then = new Map(frozen?.lines.map((each) => [each.unit, each.grade]));
      const name = regionNames(ports);
      const found = run.lines.flatMap((line, at) => {
        const firm = frame.firms.get(line.unit);
        if (!firm || (grade && line.grade !== grade) || (region && firm.region !== region)) return [];
        if (q && !firm.name.includes(q) && firm.id !== q.toUpperCase()) return [];
        return [{ line, firm, place: at + 1 }];
      });
      const page = found.filter((each) => each.place > after).slice(0, limit + 1);
      return {
        total: found.length,
        items: page.slice(0, limit).map(({ line: { unit, ...line }, firm, place }) => ({
          ...line,
          ...{ place, enterprise: { id: unit, name: firm.name }, region: name(firm.region) },
          frozen: then.get(unit) ?? null,
        })),
        ...(page.length > limit ? { next: page[limit - 1]?.place ?? 0 } : {}),
      };
    },
  });

const notIn = (what: string, todo: string) => refuse({ code: 'firm-schemes.not-in', kind: 'not-found', what, todo });

const firmOperation = (ports: FirmPorts) =>
  operation({
    id: 'firm-schemes.firm',
    method: 'GET',
    path: '/api/firm-schemes/{id}/firms/{enterprise}',
    title: '一家企业的得分：逐项的值、得分、来源，差在哪里',
    permission: PERMISSION,
    input: z.object({ id: Id, enterprise: Code }),
    output: FirmParts.extend({ enterprise: Named, region: z.string() }),
    handle: async (call, { id, enterprise }) => {
      const scheme = firmScheme(ports, id);
      const { run, frame, input } = await standingOf(ports, call, scheme);
      const firm = frame.firms.get(enterprise);
      if (!firm) throw notIn('这家企业不在评价范围内', `参加条件：${scheme.among ?? '所有企业'}`);
      const parts = firmParts(enterprise, {
        ...{ run, observations: input.observations, catalogue: ports.facts() },
        seen: await ports.seenFacts(call, enterprise),
        ceilings: ceilingsOf(ports, scheme, firm).map((each) => each.why),
      });
      return { ...parts, enterprise: { id: enterprise, name: firm.name }, region: regionNames(ports)(firm.region) };
    },
  });

/** What an enterprise sees of itself: the frozen result, never a trial. */
const ownOperation = (ports: FirmPorts) =>
  operation({
    id: 'firm-schemes.own',
    method: 'GET',
    path: '/api/my-appraisals',
    title: '本企业的综合评价结果：档次、逐项得分、为什么',
    permission: 'grades.own',
    input: z.object({}),
    output: z.object({
      items: z.array(
        FirmParts.extend({ id: z.string(), title: z.string(), on: z.string(), caution: z.string().optional() }),
      ),
    }),
    handle: async (call: Call) => {
      const { enterprise } = call.actor;
      if (enterprise === undefined) throw notIn('只有企业账号有自己的评价结果', '请用企业经办人的手机号登录');
      const schemes = ports.schemes().filter((each) => each.units === ENTERPRISES);
      const runs = await Promise.all(schemes.map((each) => frozenRun(ports, call.tenant, each.scheme)));
      const own = runs.flatMap((run) => (run?.lines.some((each) => each.unit === enterprise) ? [run] : []));
      const seen = own.length > 0 ? await ports.seenFacts(call, enterprise) : [];
      return {
        items: own.map(({ input, lines, on }) => {
          const { scheme, observations } = input;
          const run = { ...countedOf(input), lines: lines as readonly GradeLine[], cuts: cutsFrom(lines, scheme) };
          const limit = input.ceilings?.[enterprise];
          return {
            ...firmParts(enterprise, {
              ...{ run, observations, catalogue: ports.facts(), seen },
              ceilings: limit ? [`有直接降档的情形，至多评为${limit}`] : [],
            }),
            ...{ id: scheme.scheme, title: scheme.title, on },
            ...(scheme.caution ? { caution: scheme.caution } : {}),
          };
        }),
      };
    },
  });

/** The lowest score in each grade of a kept result. */
const cutsFrom = (
  lines: readonly { readonly score: number | null; readonly grade?: string | null }[],
  { grading }: ReturnType<typeof firmScheme>,
) =>
  (grading?.steps ?? []).slice(0, -1).flatMap(({ grade }) => {
    const scores = lines.flatMap((each) => (each.grade === grade && each.score !== null ? [each.score] : []));
    return scores.length > 0 ? [{ grade, score: Math.min(...scores) }] : [];
  });
