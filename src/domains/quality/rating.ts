import type { Inputs, MatterState } from '#engines/matters';

/** 不满意 and 非常不满意. */
export const BAD_RATING = 2;

export type AfterRating =
  | { readonly step: 'nothing'; readonly why: string }
  | { readonly step: 'reopen'; readonly move: string; readonly input: Inputs; readonly why: string }
  /** Reopened as often as the loop allows: the office above has to look at it. */
  | { readonly step: 'tell-superior'; readonly why: string };

const MOST_REOPENINGS = 2;
const RATED_IN: readonly string[] = ['answered', 'verified', 'explained'];

/**
 * What follows from a rating: a bad one reopens the matter, and it must then go to a unit above the one that handled it
 * (the dispatch desk's suggestion sees to that); when it was reopened often enough the office above is told instead.
 */
export function afterRating(
  state: Pick<MatterState, 'rating' | 'status' | 'reopenings'>,
  move = 'ask-again',
): AfterRating {
  const grade = state.rating?.grade;
  if (grade === undefined) return { step: 'nothing', why: '还没有评价' };
  if (grade > BAD_RATING) return { step: 'nothing', why: '评价在“基本满意”及以上' };
  if (!RATED_IN.includes(state.status)) return { step: 'nothing', why: '事项已在重新办理' };
  if (state.reopenings >= MOST_REOPENINGS)
    return { step: 'tell-superior', why: `已重办${state.reopenings}次仍不满意，请上级研究` };
  return {
    step: 'reopen',
    move,
    input: { reason: `企业评价为“${grade === 1 ? '非常不满意' : '不满意'}”，自动转为重办，由上一级单位承办` },
    why: '评价为不满意',
  };
}
