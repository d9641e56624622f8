import { z } from 'zod';
import { type AnyOperation, dayOf, operation, refuse, toInstant } from '#kernel';
import type { LibraryClause } from '../clause/index.ts';
import { caseDay } from '../clause/prove.ts';
import { casesAtBounds } from '../drafts/boundary-cases.ts';
import { keeps } from '../keep/whose.ts';
import { standingOf } from '../match/decide.ts';
import type { PolicyPorts } from '../ports.ts';
import { toldOf } from './history.ts';
import { searchClauses } from './search.ts';
import { CaseView, ClauseRow, casesShown, clauseRow, clauseView, PolicyView, policyHead } from './views.ts';

const Query = z.strictObject({
  q: z.string().trim().max(100).optional().describe('查什么'),
  level: z.string().max(20).optional(),
  kind: z.string().max(20).optional(),
  mode: z.string().max(20).optional(),
  owner: z.string().max(64).optional(),
  fact: z.string().max(40).optional().describe('用到这个事实的'),
  standing: z.enum(['open', 'closed', 'all']).default('open').describe('open 现在可用的'),
});
type Query = z.infer<typeof Query>;

const fits = (query: Query, { policy, clause, reads }: LibraryClause, open: boolean): boolean =>
  (query.level === undefined || policy.level === query.level) &&
  (query.kind === undefined || clause.kind === query.kind) &&
  (query.mode === undefined || clause.mode === query.mode) &&
  (query.owner === undefined || clause.owner === query.owner) &&
  (query.fact === undefined || reads.includes(query.fact)) &&
  (query.standing === 'all' || (query.standing === 'open') === open);

const notFound = (what: string) =>
  refuse({ code: 'policies.not-found', kind: 'not-found', what, todo: '请从政策列表里选' });

/** The library for everyone: 政策智慧超市. */
export function browseOperations(ports: PolicyPorts) {
  return [
    operation({
      id: 'policies.list',
      method: 'GET',
      path: '/api/policies',
      title: '政策条款：查找和筛选',
      permission: 'public',
      input: Query,
      output: z.object({
        total: z.number(),
        closed: z.number().describe('同样的条件，不在有效期的有几条'),
        items: z.array(ClauseRow),
      }),
      handle: async (call, query) => {
        const { clauses } = await ports.library(call.tenant);
        const day = dayOf(toInstant(call.now));
        const found = query.q ? searchClauses(clauses, query.q, ports) : clauses;
        const isOpen = ({ policy, clause }: LibraryClause) => standingOf(policy, clause, day) === 'open';
        const chosen = found.filter((each) => fits(query, each, isOpen(each)));
        const closed = found.filter((each) => fits({ ...query, standing: 'closed' }, each, isOpen(each))).length;
        const items = await Promise.all(chosen.map((each) => clauseRow(ports, call, each, day)));
        return { total: items.length, closed, items };
      },
    }),
    operation({
      id: 'policies.get',
      method: 'GET',
      path: '/api/policies/{id}',
      title: '一件政策：条款、条件出自哪一句、金额、有效期、算例、历次版本',
      permission: 'public',
      input: z.strictObject({ id: z.string().min(1).max(64).describe('政策或条款标识') }),
      output: PolicyView,
      handle: async (call, { id }) => {
        const library = await ports.library(call.tenant);
        const found = library.policy(id) ?? library.policy(library.clause(id)?.policy.policy ?? '');
        if (!found) throw notFound('没有这件政策');
        const day = dayOf(toInstant(call.now));
        const clauses = await Promise.all(
          found.clauses.map((each) => clauseView(ports, call, each, day, library.clauses)),
        );
        const before = library.policy(found.policy.replaces ?? '')?.policy;
        const acts = await ports.acts.list(call.tenant);
        const versions = await ports.versions.of(call.tenant, found.policy.policy);
        return {
          ...policyHead(ports, found),
          ...(before ? { replaces: { id: before.policy, title: before.title } } : {}),
          history: acts.filter((each) => each.policy === found.policy.policy).map(toldOf),
          keeps: await keeps(ports, call, found),
          versions: versions.map(({ version, since }) => ({ version: version.slice(0, 12), since })),
          clauses,
        };
      },
    }),
    operation({
      id: 'policies.boundaries',
      method: 'GET',
      path: '/api/clauses/{clause}/boundaries',
      title: '一条现行条款的界限算例：条件里的每个数，差一点、正好、过一点、不知道，各得什么结果',
      permission: 'public',
      input: z.strictObject({ clause: z.string().min(1).max(64) }),
      output: z.object({ items: z.array(CaseView) }),
      handle: async (call, { clause: id }) => {
        const clause = (await ports.library(call.tenant)).clause(id);
        if (!clause) throw notFound('没有这一条');
        return { items: casesShown(clause, casesAtBounds(clause, caseDay(clause.policy, clause.clause))) };
      },
    }),
    operation({
      id: 'policies.facts',
      method: 'GET',
      path: '/api/policy-facts',
      title: '条件里可以用的事实：名称、类型、单位',
      permission: 'policies.read',
      input: z.strictObject({}),
      output: z.object({
        items: z.array(
          z.object({
            name: z.string(),
            aliases: z.array(z.string()),
            type: z.string(),
            unit: z.string().optional(),
            codes: z
              .array(z.object({ code: z.string(), title: z.string() }))
              .optional()
              .describe('代码类的事实：条件里怎么写，是什么意思'),
          }),
        ),
      }),
      handle: async ({ tenant }) => ({
        items: (await ports.library(tenant)).facts.map(({ name, aliases = [], type, unit, titles }) => ({
          name,
          aliases: [...aliases],
          type,
          ...(unit ? { unit } : {}),
          ...(titles ? { codes: [...titles].map(([code, title]) => ({ code, title })) } : {}),
        })),
      }),
    }),
  ] satisfies readonly AnyOperation[];
}
