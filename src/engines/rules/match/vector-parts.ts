import { type Exact, evaluate, type Node } from '#language';
import type { Column } from './population.ts';
import type { Ref } from './signals.ts';
import { alike, checked, constantOf, filled, times, type Vector, type VectorMaker } from './vector.ts';

type Rounding = 'half-up' | 'floor' | 'ceiling';

/** Exact: the division may be a hair off, and the remainder, which is exact, puts it right. */
const wholeQuotient = (n: number, d: number): number => {
  const q = Math.floor(n / d);
  const rest = n - q * d;
  return rest < 0 ? q - 1 : rest >= d ? q + 1 : q;
};

const ROUND: Readonly<Record<Rounding, (n: number, d: number) => number>> = {
  floor: wholeQuotient,
  ceiling: (n, d) => -wholeQuotient(-n, d),
  'half-up': (n, d) => (n < 0 ? -wholeQuotient(2 * -n + d, 2 * d) : wholeQuotient(2 * n + d, 2 * d)),
};

/** To multiples of p/q; the result is over q. */
export const roundedVector = (a: Vector, step: Exact, how: Rounding): Vector => {
  const [p, q] = typeof step === 'number' ? [BigInt(step), 1n] : [step.n, step.d];
  const scaled = times(a, Number(q), a.den);
  const divisor = Number(a.den * p);
  const round = ROUND[how];
  const back = Number(p);
  const bound = (n: number) => (Number.isFinite(n) ? round(n, divisor) * back : n);
  checked({ den: a.den * p * 2n, lo: scaled.lo * 2 - divisor, hi: scaled.hi * 2 + divisor, run: a.run });
  if (scaled.constant !== undefined) return filled(bound(scaled.constant), q);
  if (divisor === 1 && back === 1) return { ...scaled, den: q };
  return checked({
    den: q,
    lo: bound(scaled.lo),
    hi: bound(scaled.hi),
    run: (selection, out) => {
      scaled.run(selection, out);
      for (let i = 0; i < selection.count; i += 1) {
        const n = out[i] as number;
        if (!Number.isNaN(n)) out[i] = round(n, divisor) * back;
      }
    },
  });
};

/** Where the condition is unknown, two branches that agree still tell the value. */
export const branch = (maker: VectorMaker, ref: Ref, whenTrue: Vector, whenFalse: Vector): Vector => {
  const [a = whenTrue, b = whenFalse] = alike([whenTrue, whenFalse]);
  const other = new Float64Array(maker.size);
  return {
    den: a.den,
    lo: Math.min(a.lo, b.lo),
    hi: Math.max(a.hi, b.hi),
    run: (selection, out) => {
      a.run(selection, out);
      b.run(selection, other);
      for (let i = 0; i < selection.count; i += 1) {
        const so = selection.truth(ref, selection.rows[i] as number);
        if (so === 1) continue;
        const value = other[i] as number;
        out[i] = so === 0 || out[i] === value ? value : Number.NaN;
      }
    },
  };
};

/** A formula that reads one column of codes: worked out once for each entry of the dictionary. */
export const tableVector = (node: Node, name: string, column: Column & { readonly kind: 'code' }): Vector => {
  const expression = { source: '', root: node, diagnostics: [] };
  const exact = column.dictionary.map((value) => evaluate(expression, { [name]: value }).value as Exact | null);
  const parts = exact.map(constantOf);
  const same = alike(parts);
  const table = Float64Array.from(same, ({ constant = Number.NaN }) => constant);
  const { values } = column;
  return checked({
    den: same[0]?.den ?? 1n,
    lo: Math.min(...same.map(({ lo }) => lo)),
    hi: Math.max(...same.map(({ hi }) => hi)),
    run: ({ rows, count }, out) => {
      for (let i = 0; i < count; i += 1) out[i] = table[values[rows[i] as number] as number] as number;
    },
  });
};
