import { dayOf, formatMoney, isRefusal, type Money, money, parseMoney, type Refusal, refuse, toInstant } from '#kernel';
import type { LibraryClause } from '../clause/index.ts';
import type { Library } from '../library.ts';
import type { Claim } from './claim.ts';
import type { ClaimScope, ClaimStanding } from './ports.ts';

/** What a claim of one clause in one period has to fit: once each, nothing that excludes it, places, a cap over several. */
export type Bounds = {
  readonly clause: string;
  readonly period: string;
  readonly rivals: ReadonlyMap<string, string>;
  readonly places?: { readonly most: number; readonly by: string };
  readonly cap?: {
    readonly clauses: ReadonlySet<string>;
    readonly most: Money;
    /** Counted from the first to the last day of this year; absent: for good. */
    readonly year?: string;
    readonly policy: string;
  };
};

export function boundsOf(library: Library, each: LibraryClause, period: string, now: number): Bounds {
  const { clause, policy } = each;
  const rivals = library.clauses.filter((one) => areRivals(each, one));
  const { cumulation } = policy;
  const capped = cumulation && cumulation.group === clause.group ? cumulation : undefined;
  const inGroup = library.clauses.filter((one) => capped && one.clause.group === capped.group);
  return {
    clause: clause.clause,
    period,
    rivals: new Map(
      rivals.map((one) => [one.clause.clause, `《${one.policy.title}》${one.clause.article}“${one.clause.title}”`]),
    ),
    ...(clause.quota ? { places: { most: clause.quota.most, by: clause.quota.by } } : {}),
    ...(capped
      ? {
          cap: {
            clauses: new Set(inGroup.map((one) => one.clause.clause)),
            most: parseMoney(capped.cap),
            policy: policy.title,
            ...(capped.per === 'year' ? { year: yearOf(now) } : {}),
          },
        }
      : {}),
  };
}

const yearOf = (at: number): string => dayOf(toInstant(at)).slice(0, 4);

/** Of two that exclude each other, or of one group without a cap, only one can be had. */
export function areRivals({ clause, policy }: LibraryClause, { clause: them }: LibraryClause): boolean {
  if (them.clause === clause.clause) return false;
  const adds = policy.cumulation !== undefined && policy.cumulation.group === clause.group;
  return (
    clause.excludes.includes(them.clause) ||
    them.excludes.includes(clause.clause) ||
    (!adds && clause.group !== undefined && clause.group === them.group)
  );
}

/** Whose claims have to be looked at, and kept from changing meanwhile, before one more is written. */
export const scopeOf = ({ clause, period, rivals, places, cap }: Bounds, enterprise?: string): ClaimScope => ({
  clause,
  period,
  kin: [...new Set([clause, ...rivals.keys(), ...(cap?.clauses ?? [])])],
  counted: places !== undefined,
  ...(enterprise === undefined ? {} : { enterprise }),
});

/** Spans that touch: the same year, or one that is for good. */
const overlap = (a: string, b: string): boolean => a === 'once' || b === 'once' || a.slice(0, 4) === b.slice(0, 4);

const no = (code: string, what: string, why: string | undefined, todo: string) =>
  refuse({ code: `claims.${code}`, kind: 'conflict', what, todo, ...(why ? { why } : {}) });

/**
 * How much one enterprise can still have, or why nothing: `held` is what it has of the clauses in scope, `taken` how
 * many places are gone. Nothing said of an amount where no cap is.
 *
 * @example
 * roomIn(bounds, { held: [], taken: 20 }) // Refusal claims.quota of a clause with twenty places
 */
export function roomIn(bounds: Bounds, { held, taken }: ClaimStanding): { readonly most?: Money } | Refusal {
  const { clause, period, rivals, places, cap } = bounds;
  if (held.some((each) => each.clause === clause && each.period === period))
    return no('twice', '本期已经申领过这一项', `每家企业每期一次（${period}）`, '进度请看“我的申领”');
  const rival = held.find((each) => rivals.has(each.clause) && overlap(each.period, period));
  if (rival)
    return no(
      'rival',
      `与${rivals.get(rival.clause)}不可同时享受`,
      '那一项已经在享受；按从高选择，不重复',
      '如本项更高，请先撤回那一项',
    );
  if (places && taken >= places.most)
    return no(
      'quota',
      `本期名额 ${places.most} 个已满`,
      `这一项限名额，${places.by}`,
      '有退出的会空出名额，请留意通知，或下一期再申领',
    );
  if (!cap) return {};
  const counted = held.filter(
    (each) => cap.clauses.has(each.clause) && (cap.year === undefined || yearOf(each.filedAt) === cap.year),
  );
  const most = money(Math.max(0, cap.most - counted.reduce((sum, each) => sum + (each.amount ?? 0), 0)));
  if (most > 0) return { most };
  return no(
    'cap',
    `《${cap.policy}》合计上限 ${formatMoney(cap.most)} 已用完`,
    undefined,
    '同一组条款合计不超过上限，已享受的请看“我的申领”',
  );
}

/** An amount that somebody sets must fit the cap as it is; it is not cut in silence. */
export function mustFit(bounds: Bounds, standing: ClaimStanding, amount: Money): void {
  if (!bounds.cap) return;
  const room = roomIn({ ...bounds, rivals: new Map() }, standing);
  if (isRefusal(room)) throw room;
  if (room.most === undefined || amount <= room.most) return;
  throw no(
    'over-cap',
    `超过合计上限：这一项最多可以给 ${formatMoney(room.most)}`,
    `《${bounds.cap.policy}》一组条款合计不超过 ${formatMoney(bounds.cap.most)}，已享受的计算在内`,
    '请按剩余额度核定',
  );
}

/** What stands apart from one claim itself: to judge that one anew. */
export const without = ({ held, taken }: ClaimStanding, { id }: Pick<Claim, 'id'>, bounds: Bounds): ClaimStanding => {
  const own = held.find((each) => each.id === id);
  const counted = bounds.places && own?.clause === bounds.clause && own.period === bounds.period;
  return { held: held.filter((each) => each !== own), taken: counted ? taken - 1 : taken };
};
