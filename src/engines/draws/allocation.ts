import { largestRemainder, refuse } from '#kernel';
import type { DrawSize } from './schema.ts';

export type Stratum = { readonly stratum: string; readonly size: number };

/**
 * How many to draw from each stratum, in the order given.
 *
 * A total is shared in proportion to the weights (default: the sizes), inside the bounds minimum ≤ n ≤ size, and
 * rounded by largest remainder. Strata that the proportion would push past a bound are fixed there and the rest is
 * shared again; always fixing the side whose excess is the larger is what makes the result unique.
 *
 * @throws Refusal `draw.size` when the frame cannot give what the plan asks
 * @example allocate([{ stratum: '甲', size: 90 }, { stratum: '乙', size: 10 }], { total: 10, minimum: 2 }) // [8, 2]
 */
export function allocate(strata: readonly Stratum[], size: DrawSize): number[] {
  if ('perStratum' in size) return perStratum(strata, size.perStratum);
  const known = new Set(strata.map(({ stratum }) => stratum));
  const stray = Object.keys(size.weights ?? {}).find((stratum) => !known.has(stratum));
  if (stray !== undefined) throw badSize(`名册中没有“${stray}”层`);
  const bounds = strata.map(({ stratum, size: most }) => ({
    least: Math.min(size.minimum, most),
    most,
    weight: size.weights ? own(size.weights, stratum) : most,
  }));
  const [least, most] = [sum(bounds.map((b) => b.least)), sum(bounds.map((b) => b.most))];
  if (size.total > most) throw badSize(`要抽 ${size.total} 个，名册只有 ${most} 个`);
  if (size.total < least) throw badSize(`各层最低数合计 ${least}，超过总数 ${size.total}`);
  return share(size.total, bounds);
}

type Bounds = { readonly least: number; readonly most: number; readonly weight: number };

function share(total: number, bounds: readonly Bounds[]): number[] {
  const fixed = new Map<number, number>();
  for (;;) {
    const free = bounds.flatMap((bound, at) => (fixed.has(at) ? [] : [{ ...bound, at }]));
    const rest = total - sum([...fixed.values()]);
    const even = free.every(({ weight }) => weight === 0);
    const weights = free.map(({ weight }) => (even ? 1 : weight));
    const all = BigInt(sum(weights));
    const quotas = free.map((bound, i) => ({ ...bound, quota: BigInt(rest) * BigInt(weights[i] ?? 0) }));
    const low = quotas.filter(({ quota, least }) => quota < BigInt(least) * all);
    const high = quotas.filter(({ quota, most }) => quota > BigInt(most) * all);
    if (low.length === 0 && high.length === 0) {
      const parts = largestRemainder(rest, weights);
      free.forEach(({ at }, i) => {
        fixed.set(at, parts[i] ?? 0);
      });
      return bounds.map((_, at) => fixed.get(at) ?? 0);
    }
    const lack = low.reduce((a, { quota, least }) => a + BigInt(least) * all - quota, 0n);
    const excess = high.reduce((a, { quota, most }) => a + quota - BigInt(most) * all, 0n);
    if (lack >= excess) for (const { at, least } of low) fixed.set(at, least);
    if (excess >= lack) for (const { at, most } of high) fixed.set(at, most);
  }
}

function perStratum(strata: readonly Stratum[], wanted: Readonly<Record<string, number>>): number[] {
  const sizes = new Map(strata.map(({ stratum, size }) => [stratum, size]));
  for (const [stratum, n] of Object.entries(wanted))
    if (n > (sizes.get(stratum) ?? 0)) throw badSize(`“${stratum}”层要抽 ${n} 个，只有 ${sizes.get(stratum) ?? 0} 个`);
  return strata.map(({ stratum }) => own(wanted, stratum));
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

const badSize = (what: string) =>
  refuse({ code: 'draw.size', kind: 'invalid', what, todo: '请调整抽取数量或分层后重新公告' });

/** A stratum may be named like a member of Object. */
const own = (counts: Readonly<Record<string, number>>, key: string): number =>
  Object.hasOwn(counts, key) ? (counts[key] ?? 0) : 0;
