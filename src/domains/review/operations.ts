import { z } from 'zod';
import { type AnyOperation, type Call, dayOf, type FileValue, operation, refuse, toInstant } from '#kernel';
import { carryOut } from './carry-out.ts';
import { effectOf } from './effect.ts';
import type { ReviewedClause, ReviewPorts } from './ports.ts';
import { knownOf, ReviewLine, Row, reviewLine, rowOf, VerdictCode } from './views.ts';

const Id = z.string().min(1).max(64);
const Filter = z.strictObject({
  q: z.string().trim().max(100).optional(),
  verdict: z.enum(['keep', 'amend', 'repeal', 'interpret', 'none']).optional().describe('none 还没有结论的'),
  policy: Id.optional(),
});
type Filter = z.infer<typeof Filter>;

const Side = z.object({ count: z.number(), compared: z.number(), growth: z.number().nullable() });
const EffectView = z.object({
  fact: z.string(),
  from: z.string().describe('从这一天起算实施后'),
  treated: Side,
  comparison: Side,
  cannot: z.object({ code: z.string(), why: z.string() }).optional(),
  difference: z.number().optional().describe('受益企业比对照企业多增长的份额'),
  interval: z.tuple([z.number(), z.number()]).optional().describe('95% 区间'),
});

const WHY = {
  'no-recipients': '还没有企业批准享受，没有可看的对象',
  'no-comparison': '没有只差一条而未享受的企业，没有对照',
  'no-after': '实施以后的数据还没有报来',
  'no-before': '没有实施以前的数据：历史从更晚的一天开始',
  'too-few': '两边有前后数据的企业要各满 10 户，才谈得上比较',
} as const;

async function rows(ports: ReviewPorts, call: Call, { q, verdict, policy }: Filter): Promise<readonly Row[]> {
  const known = await knownOf(ports, call);
  const clauses = (await ports.clauses(call.tenant, call.now)).filter(
    (each) =>
      (policy === undefined || each.policy.id === policy) &&
      (!q || `${each.title} ${each.policy.title}`.includes(q)) &&
      (verdict === undefined || (known.reviews.get(each.id)?.verdict ?? 'none') === verdict),
  );
  return Promise.all(clauses.map((each) => rowOf(ports, call, each, known)));
}

async function clauseNamed(ports: ReviewPorts, { tenant, now }: Call, id: string): Promise<ReviewedClause> {
  const found = (await ports.clauses(tenant, now)).find((each) => each.id === id);
  if (found) return found;
  throw refuse({ code: 'review.no-clause', kind: 'not-found', what: '没有这一条', todo: '请从列表里选' });
}

const HEADINGS = [
  ...['政策', '条款', '主管单位', '状态', '符合（户）', '告知', '申领', '批准', '未通过', '到账', '批准金额（元）'],
  ...[
    '到账金额（元）',
    '本条已支出（元）',
    '平均几个工作日到账',
    '超过15个工作日',
    '所属政策预算（元）',
    '政策已支出（元）',
    '结论',
    '理由',
  ],
];

const UNCOLLECTED = '申报时享受，未采集';
/** Nothing was claimed here because nothing is: a zero would say that nobody has it. */
const isUncollected = ({ declared, claimed }: Row): boolean => declared && claimed === 0;

const becameCells = (row: Row): readonly number[] => [
  ...[row.claimed, row.approved, row.refused, row.arrived],
  ...[row.approvedSum / 100, row.arrivedSum / 100, row.spent / 100],
];

const cells = (row: Row): readonly (string | number)[] => [
  ...[row.policy.title, `${row.article} ${row.title}`, row.owner, row.standing],
  ...[row.eligible, row.told],
  ...(isUncollected(row) ? [UNCOLLECTED, '', '', '', '', '', ''] : becameCells(row)),
  ...[row.meanDays ?? '', row.late],
  ...[row.budget ? row.budget.granted / 100 : '', row.budget ? row.budget.spent / 100 : ''],
  ...[row.review?.verdict.title ?? '', row.review?.reason ?? ''],
];

/** 政策绩效和立改废释: what each clause came to, and what was concluded. */
export function reviewOperations(ports: ReviewPorts) {
  return [
    operation({
      id: 'policy-reviews.list',
      method: 'GET',
      path: '/api/policy-reviews',
      title: '政策绩效：逐条的覆盖、支出、时效和立改废释结论',
      permission: 'policies.read',
      input: Filter,
      output: z.object({ items: z.array(Row) }),
      handle: async (call, filter) => ({ items: [...(await rows(ports, call, filter))] }),
    }),
    operation({
      id: 'policy-reviews.export',
      method: 'GET',
      path: '/api/policy-reviews/file',
      title: '政策绩效导出 Excel',
      permission: 'policies.read',
      produces: 'file',
      input: Filter,
      output: z.custom<FileValue>(),
      handle: async (call, filter) => {
        const found = await rows(ports, call, filter);
        const mark = `${call.actor.unit ?? ''} ${dayOf(toInstant(call.now))}`.trim();
        return ports.writeSheet({ name: '政策绩效', mark, headings: HEADINGS, rows: found.map(cells) });
      },
    }),
    operation({
      id: 'policy-reviews.get',
      method: 'GET',
      path: '/api/policy-reviews/{clause}',
      title: '一条政策的绩效：覆盖、支出、时效、历次结论',
      permission: 'policies.read',
      input: z.strictObject({ clause: Id }),
      output: Row.extend({
        from: z.string(),
        facts: z
          .array(z.object({ name: z.string(), group: z.string() }))
          .describe('可以比较前后的数据，受益企业前后都有数的在前，其余按类别'),
        ready: z.number().describe('前多少项受益企业前后都有数'),
        mayConclude: z.boolean().describe('本单位主管，或代各单位办理的'),
        history: z.array(ReviewLine),
      }),
      handle: async (call, { clause }) => {
        const found = await clauseNamed(ports, call, clause);
        const reviews = await ports.reviews.of(call.tenant, clause);
        const people = await ports.personNames(call.tenant, [...new Set(reviews.map((each) => each.actor))]);
        const both = new Set(await ports.withBoth(call.tenant, { clause, from: found.from }));
        const [ready = [], rest = []] = [true, false].map((has) =>
          ports.facts().filter(({ key }) => both.has(key) === has),
        );
        return {
          ...(await rowOf(ports, call, found, await knownOf(ports, call))),
          from: found.from,
          facts: [...ready, ...rest].map(({ name, group }) => ({ name, group })),
          ready: ready.length,
          mayConclude: answersFor(call, found),
          history: await Promise.all(reviews.map((each) => reviewLine(ports, call, each, people))),
        };
      },
    }),
    effectOperation(ports),
    concludeOperation(ports),
  ] satisfies readonly AnyOperation[];
}

const effectOperation = (ports: ReviewPorts) =>
  operation({
    id: 'policy-reviews.effect',
    method: 'GET',
    path: '/api/policy-reviews/{clause}/effect',
    title: '实施前后：受益企业与只差一条的企业相比，多增长多少',
    permission: 'policies.read',
    input: z.strictObject({ clause: Id, fact: z.string().min(1).max(120) }),
    output: EffectView,
    handle: async (call, { clause, fact: name }) => {
      const { from } = await clauseNamed(ports, call, clause);
      const fact = ports.facts().find((each) => each.name === name);
      if (!fact)
        throw refuse({
          code: 'review.no-fact',
          kind: 'invalid',
          what: `“${name}”不能比较前后`,
          todo: '请从可选的数据里选',
        });
      const { treated, comparison, cannot, difference, interval } = effectOf(
        await ports.sides(call, { clause, fact: fact.key, from }),
      );
      // With ten and more on each side a mean gives nobody away; with fewer it would.
      const shown = cannot === 'too-few' ? { growth: null } : {};
      return {
        fact: name,
        from,
        treated: { ...treated, ...shown },
        comparison: { ...comparison, ...shown },
        ...(cannot ? { cannot: { code: cannot, why: WHY[cannot] } } : {}),
        ...(difference === undefined ? {} : { difference }),
        ...(interval ? { interval: [interval[0], interval[1]] as [number, number] } : {}),
      };
    },
  });

/** A verdict is the unit's in charge of the clause, or the office's that acts for all units. */
const answersFor = ({ actor }: Call, { owner }: ReviewedClause): boolean =>
  actor.unit === owner || actor.permissions.includes('evaluation.manage');

function mustAnswerFor(call: Call, found: ReviewedClause): void {
  if (answersFor(call, found)) return;
  throw refuse({
    code: 'review.not-in-charge',
    kind: 'forbidden',
    what: `“${found.title}”不由本单位主管，不能记评估结论`,
    todo: '请由主管单位或营商办记录；有意见可以告诉他们',
  });
}

const concludeOperation = (ports: ReviewPorts) =>
  operation({
    id: 'policy-reviews.conclude',
    method: 'POST',
    path: '/api/policy-reviews/{clause}/verdicts',
    title: '记录评估结论：立、改、废、释，写明理由；改、废、释的立件落实，改的另生成修订草案',
    permission: 'policies.issue',
    input: z.strictObject({
      clause: Id,
      verdict: VerdictCode,
      reason: z.string().trim().min(10, '请写明理由，至少十个字').max(4000),
    }),
    output: z.object({ seq: z.number(), matter: z.string().optional(), draft: z.string().optional() }),
    handle: async (call, { clause, verdict, reason }) => {
      const found = await clauseNamed(ports, call, clause);
      mustAnswerFor(call, found);
      const { review: _, ...figures } = await rowOf(ports, call, found, await knownOf(ports, call));
      const before = await ports.reviews.of(call.tenant, clause);
      const seq = (before[0]?.seq ?? 0) + 1;
      const { id, unit } = call.actor;
      const led = await carryOut(ports, call, { clause: found, seq, verdict, reason });
      const own = { clause, seq, verdict, reason, figures, actor: id, at: call.now };
      const review = { ...own, ...led, ...(unit ? { unit } : {}) };
      if (await ports.reviews.add(call.tenant, review)) return { seq, ...led };
      throw refuse({
        code: 'review.concluded-meanwhile',
        kind: 'conflict',
        what: '这一条刚有人记了结论，这次没有保存',
        todo: '请刷新后再看是否还要记',
      });
    },
  });
