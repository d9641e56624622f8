import { type Call, type Money, money, parseMoney, refuse } from '#kernel';
import { declare, evaluate, type FactDeclaration, type Facts, parseExpression, toJsonNumber } from '#language';
import { ASKED_DAY, type Clause, type LibraryClause } from '../clause/index.ts';
import type { Library } from '../library.ts';
import type { PolicyPorts } from '../ports.ts';

/** One who could have it, before anybody counts how many there are. */
export type InLine = { readonly enterprise: string; readonly amount: Money; readonly facts: Facts };

/** Orders formulas know days and numbers; what is not known stands last, whichever way the order goes. */
function orderOf(
  { quota }: Clause,
  facts: readonly FactDeclaration[],
): readonly { readonly high: boolean; readonly rank: (facts: Facts) => number }[] {
  const catalogue = declare([...facts, { name: ASKED_DAY, type: 'date' }]);
  return (quota?.order ?? []).flatMap(({ of, first }) => {
    const read = parseExpression(of, catalogue, {});
    if (!read.ok) return [];
    const rank = (known: Facts): number => {
      const { value } = evaluate(read.expression, known);
      if (typeof value === 'string') return Date.parse(value);
      if (typeof value === 'boolean') return value ? 1 : 0;
      return value === null || Array.isArray(value)
        ? Number.NaN
        : toJsonNumber(value as Parameters<typeof toJsonNumber>[0]);
    };
    return [{ high: first === 'high', rank }];
  });
}

/**
 * Who gets a place where there are fewer places than takers: by the formulas of the clause, then by amount, then by code,
 * so that the same line always gives the same list.
 *
 * @example
 * withinQuota(clause, library.facts, line, 20).length // 20 at most
 */
export function withinQuota<T extends InLine>(
  clause: Clause,
  facts: readonly FactDeclaration[],
  line: readonly T[],
  room: number,
): readonly T[] {
  if (clause.quota === undefined || line.length <= room) return line;
  const order = orderOf(clause, facts);
  const ranked = line.map((each) => ({ each, ranks: order.map(({ rank }) => rank(each.facts)) }));
  const compare = (a: (typeof ranked)[number], b: (typeof ranked)[number]): number => {
    for (const [at, { high }] of order.entries()) {
      const [x = Number.NaN, y = Number.NaN] = [a.ranks[at], b.ranks[at]];
      if (Number.isNaN(x) !== Number.isNaN(y)) return Number.isNaN(x) ? 1 : -1;
      if (x !== y && !Number.isNaN(x)) return high ? y - x : x - y;
    }
    return b.each.amount - a.each.amount || (a.each.enterprise < b.each.enterprise ? -1 : 1);
  };
  return ranked
    .toSorted(compare)
    .slice(0, Math.max(0, room))
    .map(({ each }) => each);
}

/** How many places of a period are left; nothing for a clause without a quota. */
export async function placesLeft(
  { claims }: Pick<PolicyPorts, 'claims'>,
  { tenant }: Call,
  { clause }: LibraryClause,
  period: string,
): Promise<number | undefined> {
  if (!clause.quota) return undefined;
  const had = await claims.held(tenant, [clause.clause]);
  return Math.max(0, clause.quota.most - had.filter((each) => each.period === period).length);
}

const GONE = new Set(['refused', 'withdrawn']);

/** What is left under a cap over several clauses (合计不超过); nothing where there is no cap. */
export async function capLeft(
  { claims }: Pick<PolicyPorts, 'claims'>,
  { tenant, now }: Call,
  library: Library,
  { clause, policy }: LibraryClause,
  enterprise: string,
): Promise<Money | undefined> {
  const { cumulation } = policy;
  if (!cumulation || cumulation.group !== clause.group) return undefined;
  const year = new Date(now).getUTCFullYear();
  const had = await claims.list(tenant, { enterprise, limit: 500 });
  const counted = had.filter(
    (each) =>
      !GONE.has(each.status) &&
      library.clause(each.clause)?.clause.group === cumulation.group &&
      (cumulation.per === 'once' || new Date(each.filedAt).getUTCFullYear() === year),
  );
  const used = counted.reduce((sum, each) => sum + (each.amount ?? 0), 0);
  return money(Math.max(0, parseMoney(cumulation.cap) - used));
}

/** @throws Refusal `claims.quota`, `claims.cap` when nothing is left for this enterprise */
export async function mustHaveRoom(
  ports: Pick<PolicyPorts, 'claims'>,
  call: Call,
  library: Library,
  each: LibraryClause,
  { enterprise, period }: { readonly enterprise: string; readonly period: string },
): Promise<Money | undefined> {
  const { clause, policy } = each;
  if ((await placesLeft(ports, call, each, period)) === 0)
    throw refuse({
      code: 'claims.quota',
      kind: 'conflict',
      what: `本期名额 ${clause.quota?.most ?? 0} 个已满`,
      why: `这一项限名额，${clause.quota?.by ?? ''}`,
      todo: '有退出的会空出名额，请留意通知，或下一期再申领',
    });
  const left = await capLeft(ports, call, library, each, enterprise);
  if (left === 0)
    throw refuse({
      code: 'claims.cap',
      kind: 'conflict',
      what: `《${policy.title}》合计上限 ${policy.cumulation?.cap ?? ''} 已用完`,
      todo: '同一组条款合计不超过上限，已享受的请看“我的申领”',
    });
  return left;
}
