import type { AppealFact, Deadline } from './fact.ts';

export type Rate = {
  readonly numerator: number;
  readonly denominator: number;
  /** Null when nothing counts: no rate is not zero. */
  readonly rate: number | null;
};

export type Rates = Readonly<Record<RateName, Rate>>;
export type RateName = keyof typeof DEFINITIONS;

const VOID = new Set(['withdrawn', 'merged']);
const UNCOUNTED = new Set([...VOID, 'refused']);
const ENDED = new Set(['resolved', 'explained', 'unresolved']);

const has = (set: ReadonlySet<string>, fact: AppealFact): boolean =>
  fact.outcome !== undefined && set.has(fact.outcome);
const isDue = (deadline: Deadline | undefined, now: number): boolean =>
  deadline !== undefined && (deadline.stoppedAt !== undefined || (deadline.dueAt !== null && deadline.dueAt <= now));

type Definition = {
  readonly title: string;
  readonly of: string;
  readonly numerator: (fact: AppealFact) => boolean;
  readonly denominator: (fact: AppealFact, now: number) => boolean;
};

/** Who counts, and who counts as done, in one place; GLOSSARY.md says the same in words. */
export const DEFINITIONS = {
  responded: {
    title: '响应率',
    of: '时限内响应的件数 ÷ 已响应或响应时限已到的件数（不含撤回、合并）',
    denominator: (fact, now) => !has(VOID, fact) && isDue(fact.respond, now),
    numerator: (fact) => fact.respond?.inTime === true,
  },
  finished: {
    title: '办结率',
    of: '时限内办结的件数 ÷ 已办结、办结时限已到或挂账的件数（不含不予受理、撤回、合并；挂账不算办结）',
    denominator: (fact, now) => !has(UNCOUNTED, fact) && (fact.isShelved || isDue(fact.answer, now)),
    numerator: (fact) => !fact.isShelved && fact.answer?.inTime === true,
  },
  resolved: {
    title: '解决率',
    of: '核验为“已解决”的件数 ÷ 已销号、已解释说明或挂账的件数',
    denominator: (fact) => fact.isShelved || has(ENDED, fact),
    numerator: (fact) => !fact.isShelved && fact.outcome === 'resolved',
  },
  satisfied: {
    title: '满意率',
    of: '评价“基本满意”及以上的件数 ÷ 已评价的件数（每件取最后一次评价）',
    denominator: (fact) => fact.rating !== undefined,
    numerator: (fact) => (fact.rating ?? 0) >= 3,
  },
  rated: {
    title: '评价率',
    of: '已评价的件数 ÷ 已销号或已解释说明的件数；读满意率时须同时看',
    denominator: (fact) => has(ENDED, fact),
    numerator: (fact) => fact.rating !== undefined,
  },
  resolvedAtOnce: {
    title: '一次性化解率',
    of: '一次办理即核验为“已解决”、从未重办的件数 ÷ 已销号或已解释说明的件数',
    denominator: (fact) => has(ENDED, fact),
    numerator: (fact) => fact.outcome === 'resolved' && fact.reopenings === 0,
  },
} as const satisfies Record<string, Definition>;

/** The matters behind a rate: all that count, those done, or those that are missing. */
export function recordsOfRate(
  facts: readonly AppealFact[],
  now: number,
  name: RateName,
  part: 'all' | 'done' | 'missing',
): readonly AppealFact[] {
  const { numerator, denominator }: Definition = DEFINITIONS[name];
  return facts.filter((fact) => denominator(fact, now) && (part === 'all' || numerator(fact) === (part === 'done')));
}

/**
 * The rates of a set of matters as they stand at `now`.
 * @example ratesOf([], 0).resolved // { numerator: 0, denominator: 0, rate: null }
 */
export function ratesOf(facts: readonly AppealFact[], now: number): Rates {
  const entries = Object.entries<Definition>(DEFINITIONS).map(([name, { numerator, denominator }]) => {
    const counted = facts.filter((fact) => denominator(fact, now));
    const done = counted.filter((fact) => numerator(fact)).length;
    return [
      name,
      { numerator: done, denominator: counted.length, rate: counted.length === 0 ? null : done / counted.length },
    ] as const;
  });
  return Object.fromEntries(entries) as Rates;
}
