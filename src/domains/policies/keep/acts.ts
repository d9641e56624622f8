import type { Day } from '#kernel';
import type { Policy } from '../clause/index.ts';

/** 清理结论：保留、修改、废止. */
export type ReviewVerdict = 'keep' | 'amend' | 'repeal';

/** What was done to a policy after its issue. */
export type PolicyAct = {
  readonly policy: string;
  readonly at: number;
  readonly actor: string;
  readonly unit?: string;
} & (
  | { readonly type: 'repealed'; readonly data: { readonly on: Day; readonly by: string; readonly document: string } }
  | { readonly type: 'reinstated'; readonly data: { readonly why: string } }
  | {
      readonly type: 'reviewed';
      readonly data: { readonly verdict: ReviewVerdict; readonly next?: Day; readonly note: string };
    }
);

/** The policy as it stands after what was done to it: the newest act of each kind holds. */
export function afterActs(policy: Policy, acts: readonly PolicyAct[]): Policy {
  const repeal = acts.findLast((each) => each.type === 'repealed' || each.type === 'reinstated');
  const dated = acts.findLast((each) => each.type === 'reviewed' && each.data.next !== undefined);
  return {
    ...policy,
    ...(repeal?.type === 'repealed' ? { repealed: repeal.data } : {}),
    ...(dated?.type === 'reviewed' && dated.data.next ? { review: dated.data.next } : {}),
  };
}
