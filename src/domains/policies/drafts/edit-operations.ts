import { z } from 'zod';
import { type AnyOperation, Day, operation } from '#kernel';
import { Clause, KnownValue, Policy } from '../clause/index.ts';
import type { PolicyPorts } from '../ports.ts';
import { act } from './act.ts';
import { boundedCases, Trial } from './check.ts';
import { dropClause, editClause, editHead } from './edit.ts';
import { DraftView, textOf } from './views.ts';

const Id = z.string().min(1).max(64);
const Line = (most: number) => z.string().trim().min(1).max(most);
const Mark = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]*$/, '标识只用小写字母、数字和连字符')
  .max(64);
const KnownFacts = z
  .record(z.string().max(60), KnownValue)
  .refine((all) => Object.keys(all).length <= 60, '最多 60 项');

const Head = {
  title: Line(200),
  number: Line(60).nullable(),
  issuer: Line(100),
  level: Policy.shape.level,
  issued: Day,
  from: Day,
  to: Day.nullable(),
  review: Day.nullable(),
} as const;

/** What a clause is written with; what is not named here stays as the text has it. `null` takes it away. */
const Fields = {
  article: Line(40),
  title: Line(100),
  kind: Clause.shape.kind,
  text: Line(4000),
  plain: Line(500),
  mode: Clause.shape.mode,
  owner: Line(64),
  budget: Line(100).nullable(),
  per: z.enum(['once', 'year', 'quarter', 'month']),
  window: z.strictObject({ from: Day, to: Day }).nullable(),
  ahead: Line(4).nullable(),
  materials: z.array(Line(100)).max(30),
  conditions: z
    .array(z.strictObject({ id: Mark.optional(), when: Line(2000), quote: Line(1000), why: Line(500).optional() }))
    .min(1)
    .max(50),
  amount: Clause.shape.amount,
  sample: KnownFacts,
  cases: z
    .array(
      z.strictObject({
        name: Line(100),
        set: KnownFacts.optional(),
        expect: z.enum(['可享', '不符', '未知']),
        amount: Line(40).optional(),
        missing: z.array(Line(60)).max(60).optional(),
      }),
    )
    .max(100),
} as const;

/** Drafting without YAML: the head, one clause, a clause taken out; the text keeps whatever these do not name. */
export const editOperations = (ports: PolicyPorts) =>
  [
    operation({
      id: 'policies.write-head',
      method: 'PUT',
      path: '/api/policy-drafts/{id}/head',
      title: '修改草案的名称、发文机关和日期',
      permission: 'policies.write',
      input: z.strictObject({ id: Id }).extend(z.strictObject(Head).partial().shape),
      output: DraftView,
      handle: (call, { id, ...head }) =>
        act(ports, call, id, (draft) => ({ type: 'written', data: { body: editHead(textOf(draft), head) } })),
    }),
    operation({
      id: 'policies.write-clause',
      method: 'PUT',
      path: '/api/policy-drafts/{id}/clauses/{clause}',
      title: '修改或新增草案的一条；公平竞争审查结论随之作废',
      permission: 'policies.write',
      input: z.strictObject({ id: Id, clause: Mark }).extend(z.strictObject(Fields).partial().shape),
      output: DraftView,
      handle: (call, { id, clause, ...fields }) =>
        act(ports, call, id, (draft) => ({
          type: 'written',
          data: { body: editClause(textOf(draft), clause, fields) },
        })),
    }),
    operation({
      id: 'policies.boundary-cases',
      method: 'POST',
      path: '/api/policies/boundary-cases',
      title: '按条件里的数补上界限算例：差一点、正好、过一点、不知道；旧界限的换掉',
      permission: 'policies.write',
      input: Trial.extend({
        conditions: Fields.conditions,
        sample: KnownFacts,
        cases: Fields.cases,
        on: Day.describe('按哪一天的参数'),
      }),
      output: z.object({ cases: z.array(Clause.shape.cases.element) }),
      handle: async ({ tenant }, { on, cases, ...written }) => {
        const own = cases.map((each) => ({ ...each, set: each.set ?? {} }));
        return { cases: [...boundedCases(await ports.library(tenant), { ...written, cases: own }, on)] };
      },
    }),
    operation({
      id: 'policies.drop-clause',
      method: 'DELETE',
      path: '/api/policy-drafts/{id}/clauses/{clause}',
      title: '删去草案的一条',
      permission: 'policies.write',
      input: z.strictObject({ id: Id, clause: Mark }),
      output: DraftView,
      handle: (call, { id, clause }) =>
        act(ports, call, id, (draft) => ({ type: 'written', data: { body: dropClause(textOf(draft), clause) } })),
    }),
    operation({
      id: 'policies.drop-draft',
      method: 'POST',
      path: '/api/policy-drafts/{id}/drop',
      title: '草案作废，写明为什么；留档，不能再改',
      permission: 'policies.write',
      input: z.strictObject({ id: Id, reason: Line(500).min(4) }),
      output: DraftView,
      handle: (call, { id, reason }) => act(ports, call, id, () => ({ type: 'dropped', data: { reason } })),
    }),
  ] satisfies readonly AnyOperation[];
