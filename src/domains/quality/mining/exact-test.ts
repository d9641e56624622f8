/**
 * P(X ≥ count) for X ~ Binomial(trials, share), exact to double precision.
 *
 * The conditional test of two Poisson rates (Przyborowski & Wilenski 1940): given that a cell saw `trials` cases in all,
 * its cases of now are binomial with the share of now in the whole exposure, if its rate did not change.
 *
 * @example binomialTail(3, 3, 0.5) // 0.125
 */
export function binomialTail(count: number, trials: number, share: number): number {
  if (count <= 0) return 1;
  if (count > trials || share <= 0) return 0;
  if (share >= 1) return 1;
  const mean = trials * share;
  // Sums the smaller side, from its largest term outwards, so that nothing cancels.
  return count > mean ? upper(count, trials, share) : 1 - lower(count - 1, trials, share);
}

function upper(from: number, trials: number, share: number): number {
  let term = Math.exp(logTerm(from, trials, share));
  let sum = term;
  const odds = share / (1 - share);
  for (let k = from; k < trials && term > sum * 1e-17; k += 1) {
    term *= ((trials - k) / (k + 1)) * odds;
    sum += term;
  }
  return Math.min(1, sum);
}

function lower(to: number, trials: number, share: number): number {
  let term = Math.exp(logTerm(to, trials, share));
  let sum = term;
  const odds = (1 - share) / share;
  for (let k = to; k > 0 && term > sum * 1e-17; k -= 1) {
    term *= (k / (trials - k + 1)) * odds;
    sum += term;
  }
  return Math.min(1, sum);
}

const logTerm = (k: number, n: number, share: number): number =>
  logFactorial(n) - logFactorial(k) - logFactorial(n - k) + k * Math.log(share) + (n - k) * Math.log1p(-share);

const FACTORIALS: number[] = [0];

/** Summed for small numbers, by Stirling's series beyond, where that is exact to 1e-15 relative. */
function logFactorial(n: number): number {
  if (n > 2000) {
    const x = n + 1;
    return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * x) - 1 / (360 * x ** 3);
  }
  for (let k = FACTORIALS.length; k <= n; k += 1) FACTORIALS.push((FACTORIALS[k - 1] ?? 0) + Math.log(k));
  return FACTORIALS[n] ?? 0;
}
