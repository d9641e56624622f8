import { z } from 'zod';
import { type Day, refuse } from '#kernel';
import { findTargets } from '../reading/targets.ts';

export const LISTS = { reform: '改革清单', problem: '问题清单' } as const;
export type ListName = keyof typeof LISTS;

/** One entry of the reform or problem list: 量化目标、细化举措、时间节点、第一责任人. */
export const EntryInput = z.object({
  list: z.enum(['reform', 'problem']),
  title: z.string().trim().min(1, '请填写名称').max(200),
  text: z.string().trim().min(1, '请填写细化的举措').max(8000).describe('细化举措'),
  target: z.string().trim().max(1000).default('').describe('量化目标，须有数字和单位，如 15个工作日以内'),
  due: z.string().max(10).optional().describe('完成日期'),
  lead: z.string().min(1, '请指定牵头单位').max(64),
  firstPerson: z.string().max(64).optional().describe('第一责任人'),
  responsible: z.array(z.string().max(64)).max(200).default([]),
  tier: z.string().max(32).optional().describe('梯度'),
  tags: z.array(z.string().max(32)).max(20).default([]),
});
export type EntryInput = z.infer<typeof EntryInput>;

/**
 * An entry needs a goal that can be measured, a day and a name, or it is not saved: otherwise nobody could ever say that it
 * was not reached.
 *
 * @throws Refusal `list.entry` naming what is missing
 * @example checkEntry({ …entry, target: '压缩至15个工作日以内', due: '2026-12-31', firstPerson: '张三' }, '2026-10-13')
 */
export function checkEntry(
  { target, due, firstPerson }: Pick<EntryInput, 'target' | 'due' | 'firstPerson'>,
  today: Day,
): void {
  const wrong = [
    ...(findTargets(target).length > 0
      ? []
      : [{ path: 'target', message: target === '' ? '没有量化目标' : '目标没有量化，请写明数字和单位' }]),
    ...dueProblems(due, today),
    ...(firstPerson?.trim() ? [] : [{ path: 'firstPerson', message: '没有写明第一责任人' }]),
  ];
  if (wrong.length === 0) return;
  throw refuse({
    code: 'list.entry',
    kind: 'invalid',
    what: wrong.map((each) => each.message).join('；'),
    why: '改革清单、问题清单的每一条都要有可以核验的目标、时限和第一责任人',
    todo: '例如：目标“办理时间压缩至15个工作日以内”，完成日期 2026-12-31，第一责任人张三',
    at: wrong,
  });
}

function dueProblems(
  due: string | undefined,
  today: Day,
): readonly { readonly path: string; readonly message: string }[] {
  if (!due) return [{ path: 'due', message: '没有完成日期' }];
  if (!z.iso.date().safeParse(due).success) return [{ path: 'due', message: '完成日期须写成 2026-12-31' }];
  return due < today ? [{ path: 'due', message: '完成日期已经过去' }] : [];
}
