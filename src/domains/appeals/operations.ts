import { z } from 'zod';
import { type AnyOperation, operation } from '#kernel';
import { AppealInput, AppealReceipt, fileAppeal } from './filing/index.ts';
import { mergeAppeals } from './merge.ts';
import type { AppealPorts } from './ports.ts';
import { findSimilar, SimilarRow, similarRows } from './similar.ts';
import { SuggestionView, suggestFor } from './suggestion.ts';
import { UnderstandInput, Understanding, understand } from './understand.ts';

const Id = z.string().min(1).max(64);

/** Taking in appeals, and what helps to dispatch them. */
export function appealOperations(ports: AppealPorts) {
  return [
    operation({
      id: 'appeals.file',
      method: 'POST',
      path: '/api/appeals',
      title: '提出诉求：登录企业、不登录留电话，或工作人员代为登记',
      permission: 'public',
      input: AppealInput,
      output: AppealReceipt,
      handle: (call, input) => fileAppeal(ports, call, input),
    }),
    operation({
      id: 'appeals.understand',
      method: 'POST',
      path: '/api/appeals/understand',
      title: '我们理解为：由内容推荐标题、类别、地区和相似诉求，不保存',
      permission: 'public',
      input: UnderstandInput,
      output: Understanding,
      handle: (call, input) => understand(ports, call, input),
    }),
    operation({
      id: 'appeals.similar',
      method: 'GET',
      path: '/api/matters/{id}/similar',
      title: '相似的事项：在办和已办的',
      permission: 'signed-in',
      input: z.object({ id: Id }),
      output: z.object({ items: z.array(SimilarRow) }),
      handle: async (call, { id }) => {
        const { title, body } = await ports.read(call, id);
        const found = await findSimilar(ports, call, `${title}\n${body}`, { except: id });
        return { items: await similarRows(ports, call, found) };
      },
    }),
    operation({
      id: 'appeals.suggestion',
      method: 'GET',
      path: '/api/matters/{id}/suggestion',
      title: '分办建议：交办路径、会办单位、定级和理由',
      permission: 'appeals.dispatch',
      input: z.object({ id: Id }),
      output: SuggestionView,
      handle: (call, { id }) => suggestFor(ports, call, id),
    }),
    operation({
      id: 'appeals.merge',
      method: 'POST',
      path: '/api/matters/{id}/merge',
      title: '一键合并重复件：合并、关联，并告知双方反映人',
      permission: 'appeals.dispatch',
      input: z.strictObject({ id: Id, into: Id, reason: z.string().trim().max(500).optional() }),
      output: z.object({ id: z.string(), into: z.string() }),
      handle: async (call, input) => {
        await mergeAppeals(ports, call, input);
        return { id: input.id, into: input.into };
      },
    }),
  ] satisfies readonly AnyOperation[];
}
