/** One stratum: how many there are, how many answered, how many agree. */
export type StratumCount = { readonly population: number; readonly answered: number; readonly agree: number };

export type Estimate = {
  /** In percent. */
  readonly share: number;
  /** Half the width of the 95 % interval, in percentage points. */
  readonly margin: number;
  readonly answered: number;
  /** Part of the population in strata where somebody answered. */
  readonly covered: number;
};

const Z = 1.959964;
const round = (value: number): number => Math.round(value * 100) / 100;

/**
 * The share in the population: strata weighted by their size, with the finite population correction. The variance takes
 * each share drawn towards one half (two and two more answers), so that nobody is certain after five equal answers.
 */
export function estimate(strata: readonly StratumCount[]): Estimate | undefined {
  const seen = strata.filter((each) => each.answered > 0);
  const reached = seen.reduce((sum, each) => sum + each.population, 0);
  const all = strata.reduce((sum, each) => sum + each.population, 0);
  if (seen.length === 0 || reached === 0) return undefined;
  let [share, variance] = [0, 0];
  for (const { population, answered, agree } of seen) {
    const weight = population / reached;
    const drawn = (agree + 2) / (answered + 4);
    share += weight * (agree / answered);
    variance += (weight * weight * Math.max(0, 1 - answered / population) * drawn * (1 - drawn)) / answered;
  }
  return {
    share: round(100 * share),
    margin: round(100 * Z * Math.sqrt(variance)),
    answered: seen.reduce((sum, each) => sum + each.answered, 0),
    covered: all === 0 ? 0 : reached / all,
  };
}
