import { type Observation, runScheme, Scheme } from '#engines/indicators';
import { seededRandom } from '#kernel';

const UNITS = 100;
const INDICATORS = 18;
const LEAVES = 5;
const YEARS = 10;
const DRAWS = 1000;

/** A provincial evaluation: 100 counties, 18 indicators of 5 leaves each, 10 years, every value with a sampling error. */
export function provincial(): {
  readonly scheme: Scheme;
  readonly units: string[];
  readonly periods: string[];
  readonly observations: Observation[];
} {
  const random = seededRandom('bench');
  const units = Array.from({ length: UNITS }, (_, u) => `u${u}`);
  const periods = Array.from({ length: YEARS }, (_, p) => `${2017 + p}`);
  const leaf = (i: number, l: number) => ({
    id: `i${i}l${l}`,
    title: `i${i}l${l}`,
    weight: 1 + l,
    normaliser: { kind: 'goalposts' as const, worst: 0, frontier: 100 },
  });
  const scheme = Scheme.parse({
    scheme: 'bench',
    title: 'bench',
    version: '1',
    source: { title: 'bench' },
    uncertainty: { draws: DRAWS, weights: 0.25 },
    root: {
      id: 'all',
      title: 'all',
      children: Array.from({ length: INDICATORS }, (_, i) => ({
        id: `i${i}`,
        title: `i${i}`,
        children: Array.from({ length: LEAVES }, (_, l) => leaf(i, l)),
      })),
    },
  });
  const observations = Array.from(
    { length: INDICATORS * LEAVES },
    (_, at) => `i${Math.floor(at / LEAVES)}l${at % LEAVES}`,
  ).flatMap((indicator) =>
    periods.flatMap((period) =>
      units.map((unit) => ({ unit, indicator, period, value: random.int(20, 90), error: 3 })),
    ),
  );
  return { scheme, units, periods, observations };
}

export const ours = (given: ReturnType<typeof provincial>): number => {
  const run = runScheme({ ...given, code: 'bench', seed: 'bench' });
  return run.tallies[0]?.ranks.length ?? 0;
};

function capped(x: number): number {
  if (x < 0) return 0;
  if (x > 100) return 100;
  return x;
}

/** The same arithmetic in bare typed arrays: no scheme, no missing values, no names, no intervals of anything but ranks. */
export function floor({ observations }: ReturnType<typeof provincial>): number {
  const leaves = INDICATORS * LEAVES;
  const values = Float64Array.from(observations, (each) => each.value ?? 0);
  const ranks = new Int32Array(YEARS * UNITS * (UNITS + 1));
  const wins = new Int32Array(YEARS * UNITS * UNITS);
  const kept = new Float64Array(YEARS * UNITS * DRAWS);
  const table = new Float64Array(4096).map((_, at) => (at - 2048) / 1250);
  const weights = new Float64Array(leaves);
  const outer = new Float64Array(INDICATORS);
  const node = new Float64Array(UNITS);
  const total = new Float64Array(UNITS);
  const better = new Int32Array(UNITS);
  let x = 123456789;
  const next = (): number => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return x >>> 0;
  };
  for (let d = 0; d < DRAWS; d += 1) {
    for (let i = 0; i < INDICATORS; i += 1) {
      outer[i] = 1 + 0.25 * (next() / 2147483648 - 1);
      for (let l = 0; l < LEAVES; l += 1) weights[i * LEAVES + l] = (1 + l) * (1 + 0.25 * (next() / 2147483648 - 1));
    }
    for (let p = 0; p < YEARS; p += 1) {
      total.fill(0);
      for (let i = 0; i < INDICATORS; i += 1) {
        node.fill(0);
        let sum = 0;
        for (let l = 0; l < LEAVES; l += 1) {
          const weight = weights[i * LEAVES + l] as number;
          const from = ((i * LEAVES + l) * YEARS + p) * UNITS;
          sum += weight;
          for (let u = 0; u < UNITS; u += 2) {
            const word = next();
            const a = (values[from + u] as number) + 3 * (table[word >>> 20] as number);
            const b = (values[from + u + 1] as number) + 3 * (table[word & 0xfff] as number);
            (node[u] as number) += weight * capped(a);
            (node[u + 1] as number) += weight * capped(b);
          }
        }
        const share = (outer[i] as number) / sum;
        for (let u = 0; u < UNITS; u += 1) (total[u] as number) += share * (node[u] as number);
      }
      better.fill(0);
      for (let a = 0; a < UNITS; a += 1) {
        const own = total[a] as number;
        kept[(p * UNITS + a) * DRAWS + d] = own;
        let above = better[a] as number;
        for (let b = a + 1; b < UNITS; b += 1) {
          if (own > (total[b] as number)) {
            (better[b] as number) += 1;
            (wins[(p * UNITS + a) * UNITS + b] as number) += 2;
          } else above += 1;
        }
        (ranks[(p * UNITS + a) * (UNITS + 1) + above + 1] as number) += 1;
      }
    }
  }
  return ranks.length;
}
