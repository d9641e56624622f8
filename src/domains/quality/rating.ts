import type { Inputs, MatterState } from '#engines/matters';
import { type Call, isRefusal } from '#kernel';
import type { QualityPorts } from './ports.ts';

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
  state: Pick<MatterState, 'rating' | 'status' | 'reopenings' | 'clocks'>,
  move = 'ask-again',
): AfterRating {
  const grade = state.rating?.grade;
  if (grade === undefined) return { step: 'nothing', why: '还没有评价' };
  // A matter that was reopened and answered again keeps the old rating until it gets a new one.
  const answeredAt = state.clocks.answer?.stoppedAt ?? 0;
  if ((state.rating?.at ?? 0) < answeredAt) return { step: 'nothing', why: '这是对上一次办理的评价' };
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

/** The rating that was followed up: a later one of the same matter is another. */
export const ratingKey = (state: Pick<MatterState, 'id' | 'rating'>): string =>
  `rating ${state.id} ${state.rating?.at}`;

/**
 * Follows up bad ratings, each once: reopens the matter, or tells the office above. A job.
 * @returns how many were reopened
 */
export async function followRatings(ports: QualityPorts, call: Call, limit = 100): Promise<number> {
  const { tenant, now } = call;
  let reopened = 0;
  for (const state of await ports.ratings.badlyRated(tenant, BAD_RATING, limit)) {
    const key = ratingKey(state);
    const next = afterRating(state);
    if (next.step === 'reopen' && (await reopen(ports, { ...call, idempotencyKey: key }, state.id, next)))
      reopened += 1;
    if (next.step === 'tell-superior') await tellSuperior(ports, call, state, next.why);
    // One that cannot be followed up now (already being handled again) is settled too.
    await ports.ratings.markFollowed(tenant, [key], now);
  }
  return reopened;
}

async function reopen(
  ports: QualityPorts,
  call: Call,
  id: string,
  { move, input }: Extract<AfterRating, { readonly step: 'reopen' }>,
): Promise<boolean> {
  try {
    await ports.move(call, { id, move, input });
    return true;
  } catch (error) {
    // The enterprise asked for it itself a moment ago, or the loop does not allow it.
    if (!isRefusal(error)) throw error;
    return false;
  }
}

async function tellSuperior(
  ports: QualityPorts,
  { tenant, now }: Call,
  state: MatterState,
  why: string,
): Promise<void> {
  const directory = await ports.directory(tenant, now);
  const above = directory.ancestors(state.office)[0] ?? state.office;
  await ports.tell(tenant, {
    key: ratingKey(state),
    principals: [`unit:${above}`, `unit:${state.office}`],
    text: `${state.number} ${why}`,
    matter: state.id,
    at: now,
  });
}
