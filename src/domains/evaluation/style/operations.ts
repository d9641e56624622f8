import { z } from 'zod';
import { type AnyOperation, addDays, type Call, Day, day, operation, refuse, startOfDay } from '#kernel';
import type { EvaluationPorts } from '../ports.ts';
import { conflictOf } from '../reforms/conflict.ts';
import { PROBLEMS, type Problem, type StyleResult, type StyleReview } from './ports.ts';
import { LEAST_BALLOTS, resultsOf } from './results.ts';

const Id = z.string().min(1).max(64);
const Year = z.string().regex(/^20\d{2}$/, '年份须为 2026');
const Named = z.object({ id: z.string(), name: z.string() });
const Problems = z.enum(Object.keys(PROBLEMS) as [Problem, ...Problem[]]);
const ReviewView = z.object({
  id: z.string(),
  year: z.string(),
  title: z.string(),
  closesAt: z.number(),
  closedAt: z.number().nullable(),
  invited: z.number(),
  spoken: z.number(),
  mayClose: z.boolean(),
  mine: z.enum(['none', 'waiting', 'spoken']).describe('我在不在评议人里，评过没有'),
  units: z.array(Named.extend({ conflict: z.string().optional().describe('不能评的原因') })),
  results: z
    .array(
      z.object({
        unit: Named,
        ballots: z.number(),
        score: z.number().nullable().describe('评议人数不足的不公布'),
        problems: z.array(z.object({ title: z.string(), count: z.number().nullable().describe('少于 3 人提的不写') })),
      }),
    )
    .nullable(),
});
type ReviewView = z.infer<typeof ReviewView>;

const no = (code: string, what: string, todo: string) =>
  refuse({ code: `style.${code}`, kind: 'conflict', what, todo });

/** 专项民主评议: a panel, ballots that nobody can trace, no vote where one has a stake, a part of the year. */
export function styleOperations(ports: EvaluationPorts) {
  return [
    operation({
      id: 'style-reviews.list',
      method: 'GET',
      path: '/api/style-reviews',
      title: '机关作风专项民主评议：进行中的、公布的',
      permission: 'appraisal.own',
      input: z.object({ year: Year }),
      output: z.object({ items: z.array(ReviewView) }),
      handle: async (call, { year }) => {
        const [reviews, show] = await Promise.all([
          ports.style.list(call.tenant, year, call.actor.id),
          viewer(ports, call),
        ]);
        return { items: reviews.map(show) };
      },
    }),
    openOperation(ports),
    speakOperation(ports),
    operation({
      id: 'style-reviews.close',
      method: 'POST',
      path: '/api/style-reviews/{id}/close',
      title: '结束评议，公布结果：之后不变，计入年考核',
      permission: 'style.manage',
      input: z.strictObject({ id: Id }),
      output: ReviewView,
      handle: async (call, { id }) => {
        const review = await found(ports, call, id);
        if (review.closedAt !== null) throw no('closed', '这次评议已经结束', '请看公布的结果');
        if (call.now < review.closesAt && review.spoken < review.invited)
          throw no('running', '评议还没有到期，也还有人没评', '请等到截止，或所有人都评过');
        const results = resultsOf(await ports.style.tallies(call.tenant, id));
        if (!(await ports.style.close(call.tenant, id, { by: call.actor.id, at: call.now, results })))
          throw no('closed', '这次评议刚刚结束', '请刷新');
        return (await viewer(ports, call))(await found(ports, call, id));
      },
    }),
  ] satisfies readonly AnyOperation[];
}

async function found(ports: EvaluationPorts, call: Call, id: string): Promise<StyleReview> {
  const review = await ports.style.find(call.tenant, id, call.actor.id);
  if (review) return review;
  throw refuse({ code: 'style.none', kind: 'not-found', what: '没有这次评议', todo: '请从评议清单里打开' });
}

const openOperation = (ports: EvaluationPorts) =>
  operation({
    id: 'style-reviews.open',
    method: 'POST',
    path: '/api/style-reviews',
    title: '组织一次评议：评哪些单位，哪些单位的人来评',
    permission: 'style.manage',
    input: z.strictObject({
      title: z.string().trim().min(4).max(60),
      year: Year,
      units: z.array(Id).min(1).max(100).describe('被评议的单位'),
      panel: z.array(Id).min(1).max(200).describe('派人评议的单位：其负责人和联络员'),
      closes: Day,
    }),
    output: z.object({ id: z.string(), invited: z.number() }),
    handle: async (call, { title, year, units, panel, closes }) => {
      const closesAt = startOfDay(addDays(day(closes), 1));
      if (closesAt <= call.now) throw no('closes', '截止日期已经过去', '请选今天以后的日期');
      const raters = await ports.panelOf(call, [...new Set(panel)]);
      const ancestors = await ports.ancestors(call);
      const thin = [...new Set(units)].filter(
        (unit) =>
          raters.filter((each) => !conflictOf({ unit: each.unit, recused: false }, unit, ancestors)).length <
          LEAST_BALLOTS,
      );
      if (thin.length > 0) {
        const name = await ports.unitNames(call);
        throw no(
          'thin-panel',
          `能评“${name(thin[0] ?? '')}”的人不足 ${LEAST_BALLOTS} 位，评了也不能公布`,
          '请增加派人评议的单位',
        );
      }
      const id = ports.ids();
      const own = { openedBy: call.actor.id, openedAt: call.now };
      await ports.style.open(call.tenant, { id, title, year, closesAt, units: [...new Set(units)], raters, ...own });
      return { id, invited: raters.length };
    },
  });

const speakOperation = (ports: EvaluationPorts) =>
  operation({
    id: 'style-reviews.speak',
    method: 'POST',
    path: '/api/style-reviews/{id}/ballot',
    title: '评议：不记名，只累计到单位；有利害关系的单位不能评；交了不能改',
    permission: 'style.speak',
    input: z.strictObject({
      id: Id,
      opinions: z
        .array(
          z.strictObject({
            unit: Id,
            grade: z.number().int().min(1).max(5).describe('1 差 – 5 好'),
            problems: z.array(Problems).max(6).default([]),
          }),
        )
        .min(1)
        .max(100)
        .refine((all) => new Set(all.map((each) => each.unit)).size === all.length, '同一单位只评一次'),
    }),
    output: z.object({ spoken: z.boolean() }),
    handle: async (call, { id, opinions }) => {
      const review = await found(ports, call, id);
      if (review.closedAt !== null || call.now >= review.closesAt) throw no('over', '评议已经截止', '请看公布的结果');
      if (review.own === null)
        throw refuse({ code: 'style.not-invited', kind: 'forbidden', what: '您不在这次评议的评议人里' });
      if (review.own) throw no('spoken', '您已经评过，不能更改', '评议不记名，交了的找不回来');
      const ancestors = await ports.ancestors(call);
      for (const { unit } of opinions) {
        const conflict = conflictOf({ unit: call.actor.unit, recused: false }, unit, ancestors);
        const what = review.units.includes(unit) ? conflict : '这次不评这个单位';
        if (what) throw refuse({ code: 'style.conflict', kind: 'forbidden', what: `不能评这个单位：${wordsOf(what)}` });
      }
      const said = opinions.map((each) => ({ ...each, problems: [...new Set(each.problems)] }));
      if (!(await ports.style.speak(call.tenant, id, call.actor.id, said)))
        throw no('spoken', '您已经评过，不能更改', '评议不记名，交了的找不回来');
      return { spoken: true };
    },
  });

const wordsOf = (conflict: string): string => conflict.replaceAll('推荐单位', '被评议单位');

async function viewer(ports: EvaluationPorts, call: Call) {
  const [name, ancestors] = await Promise.all([ports.unitNames(call), ports.ancestors(call)]);
  const { permissions, unit: own } = call.actor;
  const manages = permissions.includes('style.manage');
  const named = (id: string) => ({ id, name: name(id) });
  const told = ({ unit, ballots, score, problems }: StyleResult) => ({
    ...{ unit: named(unit), ballots, score },
    problems: Object.entries(problems ?? {}).map(([key, count]) => ({ title: PROBLEMS[key as Problem], count })),
  });
  return (review: StyleReview): ReviewView => ({
    ...{ id: review.id, year: review.year, title: review.title, closesAt: review.closesAt, closedAt: review.closedAt },
    ...{ invited: review.invited, spoken: review.spoken },
    mayClose: manages && review.closedAt === null && (call.now >= review.closesAt || review.spoken >= review.invited),
    mine: review.own === null ? 'none' : review.own ? 'spoken' : 'waiting',
    units: review.units.map((unit) => {
      const conflict = conflictOf({ unit: own, recused: false }, unit, ancestors);
      return { ...named(unit), ...(conflict ? { conflict: wordsOf(conflict) } : {}) };
    }),
    // A unit reads its own; who organises or reads the scores of all reads all.
    results:
      review.results
        ?.filter((each) => manages || permissions.includes('appraisal.read') || each.unit === own)
        .map(told) ?? null,
  });
}
