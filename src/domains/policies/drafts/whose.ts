import { type Call, type Refusal, refuse } from '#kernel';
import type { Draft } from './draft.ts';

/** What is done to a draft: its own unit writes, judges and issues it, and nobody judges or issues what he wrote. */
export type Doing = 'write' | 'judge' | 'issue';

const TITLES = { write: '改', judge: '审查', issue: '印发' } as const;

type Whose = Pick<Draft, 'unit' | 'writtenBy'>;

/**
 * Why this person may not do it to this draft; nothing when he may. 公平竞争审查条例第十三、十四条: a department's draft is
 * judged by the department, a government's by the market regulator together with it.
 */
export function hindrance(doing: Doing, { actor }: Call, draft: Whose, reviewer: string | undefined) {
  const own = draft.unit === undefined || draft.unit === actor.unit || actor.permissions.includes('policies.oversee');
  if (!own && !(doing === 'judge' && actor.unit !== undefined && actor.unit === reviewer))
    return no('policies.not-own', `这是别的单位起草的，不能${TITLES[doing]}`, '有意见请告诉起草单位，由它登记和答复');
  if (doing !== 'write' && draft.writtenBy === actor.id)
    return no('policies.own-text', `条文是您写的，不能自己${TITLES[doing]}`, '请由本单位另一位有此职责的人办');
  return undefined;
}

const no = (code: string, what: string, todo: string): Refusal => refuse({ code, kind: 'forbidden', what, todo });
