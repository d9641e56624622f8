import { z } from 'zod';
import { type AnyOperation, hashOf, operation, refuse } from '#kernel';
import type { Policy } from '../clause/index.ts';
import type { PolicyPorts } from '../ports.ts';
import { act, stored } from './act.ts';
import { Built, builtOf, Table, textOfBuilt, textOfRows } from './blocks.ts';
import { checkText, DiagnosticView, Names, Trial, Tried, tryClause } from './check.ts';
import { mustBeOpen, mustBeReady } from './draft.ts';
import { editOperations } from './edit-operations.ts';
import { fairOperations } from './fair-operations.ts';
import { DraftRow, DraftView, draftRow, draftView, readStored } from './views.ts';

const Id = z.string().min(1).max(64);
const Said = (least: number) => z.string().trim().min(least).max(8000);

/** Drafting: text with its checks, consultation, 三同步, 公平竞争审查, issue. */
export function draftOperations(ports: PolicyPorts) {
  return [
    operation({
      id: 'policies.check-text',
      method: 'POST',
      path: '/api/policies/check-text',
      title: '检查一句条件或金额公式：名称、类型、单位',
      permission: 'policies.write',
      input: Names.extend({
        text: z.string().max(2000),
        quote: z.string().max(2000).default('').describe('出自哪一句：没写的单位可能写在那里'),
        expects: z.enum(['boolean', 'money']).default('boolean'),
      }),
      output: z.object({ ok: z.boolean(), diagnostics: z.array(DiagnosticView) }),
      handle: async ({ tenant }, asked) => checkText(await ports.library(tenant), asked),
    }),
    operation({
      id: 'policies.build',
      method: 'POST',
      path: '/api/policies/build',
      title: '条件的文字、搭建和决策表互转：给一种，得到另外两种',
      permission: 'policies.write',
      input: z.strictObject({
        text: z.string().max(2000).optional(),
        built: Built.optional(),
        table: Table.optional(),
      }),
      output: z.object({ text: z.string(), built: Built.optional(), table: Table.optional() }),
      handle: async ({ tenant }, { text = '', built, table }) => {
        const said = built ? textOfBuilt(built) : table ? textOfRows(table) : text;
        return { text: said, ...builtOf(await ports.library(tenant), said) };
      },
    }),
    operation({
      id: 'policies.try',
      method: 'POST',
      path: '/api/policies/try',
      title: '试算：按现有数据，多少企业可享、合计多少钱',
      permission: 'policies.write',
      input: Trial,
      output: Tried,
      handle: (call, trial) => tryClause(ports, call, trial),
    }),
    operation({
      id: 'policies.drafts',
      method: 'GET',
      path: '/api/policy-drafts',
      title: '政策草案',
      permission: 'policies.read',
      input: z.strictObject({}),
      output: z.object({ items: z.array(DraftRow) }),
      handle: async (call) => {
        const library = await ports.library(call.tenant);
        const all = await ports.drafts.list(call.tenant);
        return {
          items: (await Promise.all(all.map((each) => draftRow(ports, call, each, library)))).sort(
            (a, b) => b.writtenAt - a.writtenAt,
          ),
        };
      },
    }),
    operation({
      id: 'policies.draft',
      method: 'GET',
      path: '/api/policy-drafts/{id}',
      title: '一份草案：全文、检查结果、意见、公平竞争审查、还差什么',
      permission: 'policies.read',
      input: z.strictObject({ id: Id }),
      output: DraftView,
      handle: async (call, { id }) => draftView(ports, call, await stored(ports, call, id)),
    }),
    operation({
      id: 'policies.add-draft',
      method: 'POST',
      path: '/api/policy-drafts',
      title: '起草一件政策',
      permission: 'policies.write',
      input: z.strictObject({ yaml: Said(10).max(200_000) }),
      output: z.object({ id: z.string() }),
      handle: async (call, { yaml }) => {
        const id = call.idempotencyKey ? hashOf(call.idempotencyKey).slice(0, 20) : ports.ids();
        const { unit } = call.actor;
        await ports.drafts.append(call.tenant, id, 1, {
          at: call.now,
          actor: call.actor.id,
          ...(unit ? { unit } : {}),
          type: 'written',
          data: { body: yaml },
        });
        return { id };
      },
    }),
    operation({
      id: 'policies.write-draft',
      method: 'PUT',
      path: '/api/policy-drafts/{id}',
      title: '修改草案全文；公平竞争审查结论随之作废',
      permission: 'policies.write',
      bodyLimit: 512 * 1024,
      input: z.strictObject({ id: Id, yaml: Said(10).max(200_000) }),
      output: DraftView,
      handle: (call, { id, yaml }) => act(ports, call, id, () => ({ type: 'written', data: { body: yaml } })),
    }),
    operation({
      id: 'policies.add-opinion',
      method: 'POST',
      path: '/api/policy-drafts/{id}/opinions',
      title: '登记一条征求到的意见',
      permission: 'policies.write',
      input: z.strictObject({
        id: Id,
        from: Said(2).max(100).describe('谁的意见'),
        kind: z.enum(['enterprise', 'chamber', 'department', 'public']),
        text: Said(2),
      }),
      output: DraftView,
      handle: (call, { id, ...opinion }) =>
        act(ports, call, id, (draft) => ({
          type: 'opinion',
          data: { id: `o${draft.opinions.length + 1}`, ...opinion },
        })),
    }),
    operation({
      id: 'policies.answer-opinion',
      method: 'POST',
      path: '/api/policy-drafts/{id}/opinions/{opinion}/answer',
      title: '答复一条意见：采纳或不采纳，写明理由',
      permission: 'policies.write',
      input: z.strictObject({ id: Id, opinion: Id, adopted: z.boolean(), text: Said(2).describe('答复') }),
      output: DraftView,
      handle: (call, { id, opinion, adopted, text }) =>
        act(ports, call, id, (draft) => {
          if (!draft.opinions.some((each) => each.id === opinion))
            throw refuse({ code: 'policies.no-opinion', kind: 'not-found', what: '没有这条意见' });
          return { type: 'answered', data: { id: opinion, adopted, text } };
        }),
    }),
    operation({
      id: 'policies.pair-draft',
      method: 'PUT',
      path: '/api/policy-drafts/{id}/pair',
      title: '三同步：政策解读和宣传通知',
      permission: 'policies.write',
      input: z.strictObject({ id: Id, interpretation: Said(0).optional(), notice: Said(0).optional() }),
      output: DraftView,
      handle: (call, { id, interpretation, notice }) =>
        act(ports, call, id, () => ({
          type: 'paired',
          data: {
            ...(interpretation === undefined ? {} : { interpretation }),
            ...(notice === undefined ? {} : { notice }),
          },
        })),
    }),
    ...editOperations(ports),
    ...fairOperations(ports),
    issueOperation(ports),
  ] satisfies readonly AnyOperation[];
}

const issueOperation = (ports: PolicyPorts) =>
  operation({
    id: 'policies.issue-draft',
    method: 'POST',
    path: '/api/policy-drafts/{id}/issue',
    title: '印发：意见答复、三同步、公平竞争审查齐备才能印发',
    permission: 'policies.issue',
    input: z.strictObject({ id: Id }),
    output: z.object({ policy: z.string(), version: z.string() }),
    handle: async (call, { id }) => {
      const library = await ports.library(call.tenant);
      const { read, draft, hurdles } = await readStored(ports, call, await stored(ports, call, id), library);
      mustBeOpen(draft);
      mustBeReady(hurdles);
      if (!read) throw new Error('a draft that is ready can be read');
      // 三同步: what explains and announces it is part of what is issued.
      const { interpretation, notice } = draft;
      const body: Policy = { ...read.policy, ...(interpretation && { interpretation }), ...(notice && { notice }) };
      const version = hashOf(body);
      await act(ports, call, id, () => ({ type: 'issued', data: { version } }), 'issue');
      const kept = { policy: body.policy, version, body, origin: 'site' as const };
      await ports.versions.keep(call.tenant, [kept], call.now);
      return { policy: kept.policy, version: kept.version };
    },
  });
