import { z } from 'zod';
import { type AnyOperation, type Call, Day, dayOf, operation, refuse, toInstant } from '#kernel';
import type { LibraryPolicy, Policy } from '../clause/index.ts';
import type { PolicyPorts } from '../ports.ts';
import type { PolicyAct } from './acts.ts';
import { byPressure, type Due, dueOf } from './due.ts';
import { isLocal, keeps } from './whose.ts';

const Id = z.string().min(1).max(64).describe('政策标识');
const Note = z.string().trim().min(2).max(2000);

const WHYS = ['no-date', 'overdue', 'soon', 'ends', 'ended', 'later', 'repealed'] as const;

const Row = z.object({
  id: z.string(),
  title: z.string(),
  number: z.string().optional(),
  issuer: z.string(),
  to: z.string().optional(),
  review: z.string().optional(),
  why: z.enum(WHYS),
  days: z.number().optional(),
  clauses: z.number(),
  last: z.object({ at: z.number(), verdict: z.enum(['keep', 'amend', 'repeal']), note: z.string() }).optional(),
});
type Row = z.infer<typeof Row>;

function rowOf({ policy }: LibraryPolicy, due: Due, acts: readonly PolicyAct[]): Row {
  const { title, number, issuer, to, review } = policy;
  const last = acts.findLast((each) => each.policy === policy.policy && each.type === 'reviewed');
  return {
    id: policy.policy,
    title,
    issuer,
    clauses: policy.clauses.length,
    ...due,
    ...(number ? { number } : {}),
    ...(to ? { to } : {}),
    ...(review ? { review } : {}),
    ...(last?.type === 'reviewed' ? { last: { at: last.at, verdict: last.data.verdict, note: last.data.note } } : {}),
  };
}

const actBy = ({ actor, now }: Call, policy: string) => ({
  policy,
  at: now,
  actor: actor.id,
  ...(actor.unit ? { unit: actor.unit } : {}),
});

/** The policy, for whoever keeps it. */
async function keptBy(ports: PolicyPorts, call: Call, id: string): Promise<Policy> {
  const found = (await ports.library(call.tenant)).policy(id);
  if (!found)
    throw refuse({ code: 'policies.not-found', kind: 'not-found', what: '没有这件政策', todo: '请从政策列表里选' });
  if (await keeps(ports, call, found)) return found.policy;
  const local = isLocal(found.policy);
  throw refuse({
    code: 'policies.not-in-charge',
    kind: 'forbidden',
    what: local ? '这件政策不由本单位主管' : '这是上级的政策，由营商办按上级文件登记',
    todo: local ? '请由主管单位办理' : '有上级文件的，请交营商办',
  });
}

const past = (what: string) =>
  refuse({ code: 'policies.past-day', kind: 'invalid', what, todo: '请填今天或今天以后的日期' });

/** 立改废释: what is due to be looked at, what was decided, and repeal by a document from a day on. */
export function keepOperations(ports: PolicyPorts) {
  return [
    operation({
      id: 'policies.reviews',
      method: 'GET',
      path: '/api/policy-clean-up',
      title: '到期与复审：哪些政策该清理了',
      permission: 'policies.read',
      input: z.strictObject({
        why: z.enum(WHYS).optional(),
        after: Id.optional().describe('上一页最后一件'),
        limit: z.int().min(1).max(200).default(100),
      }),
      output: z.object({ total: z.number(), items: z.array(Row), next: z.string().optional() }),
      handle: async (call, { why, after, limit }) => {
        const day = dayOf(toInstant(call.now));
        const { policies } = await ports.library(call.tenant);
        const dues = policies
          .map((each) => ({ each, due: dueOf(each.policy, day) }))
          .filter(({ due }) => why === undefined || due.why === why)
          .toSorted((a, b) => byPressure(a.due, b.due));
        const from = after === undefined ? 0 : dues.findIndex(({ each }) => each.policy.policy === after) + 1;
        const chosen = dues.slice(from, from + limit);
        const acts = await ports.acts.list(call.tenant);
        const last = chosen.at(-1)?.each.policy.policy;
        return {
          total: dues.length,
          items: chosen.map(({ each, due }) => rowOf(each, due, acts)),
          ...(last !== undefined && from + limit < dues.length ? { next: last } : {}),
        };
      },
    }),
    operation({
      id: 'policies.review',
      method: 'POST',
      path: '/api/policies/{id}/reviews',
      title: '复审结论：保留、修改、废止，定下次复审日',
      permission: 'policies.issue',
      input: z.strictObject({
        id: Id,
        verdict: z.enum(['keep', 'amend', 'repeal']),
        next: Day.optional().describe('下次复审日；保留的必填'),
        note: Note.describe('依据和理由'),
      }),
      output: z.object({ id: z.string(), review: z.string().optional() }),
      handle: async (call, { id, verdict, next, note }) => {
        const policy = await keptBy(ports, call, id);
        if (verdict === 'keep' && next === undefined)
          throw refuse({ code: 'policies.no-review-day', kind: 'invalid', what: '保留的政策要定下次复审日' });
        if (next !== undefined && next <= dayOf(toInstant(call.now))) throw past('下次复审日要在今天以后');
        const data = { verdict, note, ...(next ? { next } : {}) };
        await ports.acts.add(call.tenant, { ...actBy(call, policy.policy), type: 'reviewed', data });
        return { id, ...(next ? { review: next } : {}) };
      },
    }),
    operation({
      id: 'policies.repeal',
      method: 'POST',
      path: '/api/policies/{id}/repeal',
      title: '废止：自哪一天起、依哪个文件；之后不能申领，也不再匹配',
      permission: 'policies.issue',
      input: z.strictObject({
        id: Id,
        on: Day.describe('自这一天起不再执行'),
        by: z.string().trim().min(2).max(200).describe('作出废止决定的机关'),
        document: z.string().trim().min(2).max(200).describe('废止它的文件：文号或名称'),
      }),
      output: z.object({ id: z.string(), on: z.string() }),
      handle: async (call, { id, on, by, document }) => {
        const policy = await keptBy(ports, call, id);
        const today = dayOf(toInstant(call.now));
        if (policy.repealed && policy.repealed.on <= today)
          throw refuse({
            code: 'policies.repealed',
            kind: 'conflict',
            what: `这件政策已于 ${policy.repealed.on} 废止`,
            todo: '不用再次废止',
          });
        if (on < today) throw past('废止不能溯及既往');
        await ports.acts.add(call.tenant, {
          ...actBy(call, policy.policy),
          type: 'repealed',
          data: { on, by, document },
        });
        return { id, on };
      },
    }),
    operation({
      id: 'policies.reinstate',
      method: 'POST',
      path: '/api/policies/{id}/reinstate',
      title: '撤回废止：登记错了的，在废止日以前可以撤回，留痕',
      permission: 'policies.issue',
      input: z.strictObject({ id: Id, why: Note.describe('为什么撤回') }),
      output: z.object({ id: z.string() }),
      handle: async (call, { id, why }) => {
        const policy = await keptBy(ports, call, id);
        const acts = await ports.acts.list(call.tenant);
        const here = acts.findLast((each) => each.policy === policy.policy && each.type !== 'reviewed');
        if (here?.type !== 'repealed' || here.data.on <= dayOf(toInstant(call.now)))
          throw refuse({
            code: 'policies.not-repealed',
            kind: 'conflict',
            what: '没有可以撤回的废止',
            why: '只有在本系统登记、还没有到废止日的可以撤回',
            todo: '已经停止执行的，请重新印发',
          });
        await ports.acts.add(call.tenant, { ...actBy(call, policy.policy), type: 'reinstated', data: { why } });
        return { id };
      },
    }),
  ] satisfies readonly AnyOperation[];
}
