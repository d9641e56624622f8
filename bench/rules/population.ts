import {
  type Column,
  dateColumn,
  narrowCodes,
  numberColumn,
  type Population,
  sharedDays,
  sharedFloats,
} from '#engines/rules';
import type { FactValue } from '#language';
import { SPREADS, type Spread } from './facts.ts';

/** Fast and good enough for a bench: mulberry32. */
export const randomFrom = (seed: number): (() => number) => {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
};

const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

const codeColumn = (dictionary: readonly FactValue[], size: number, next: () => number): Column => {
  const codes = new Uint32Array(size);
  for (let row = 0; row < size; row += 1) codes[row] = next();
  return { kind: 'code', values: narrowCodes(codes, dictionary.length), dictionary };
};

const FROM = 3_650;
const TO = 20_600;

const columnOf = (spread: Spread, size: number, seed: number): Column => {
  const random = randomFrom(seed);
  const hidden = () => random() * 100 < spread.unknown;
  const { codes, share, median = 1, width = 1 } = spread;
  // Squared: few codes have most of the rows.
  if (codes)
    return codeColumn([null, ...codes], size, () => (hidden() ? 0 : 1 + Math.floor(random() ** 2 * codes.length)));
  if (share !== undefined)
    return codeColumn([null, false, true], size, () => (hidden() ? 0 : random() < share ? 2 : 1));
  if (spread.type === 'date') {
    const days = sharedDays(size);
    for (let row = 0; row < size; row += 1)
      if (!hidden()) days[row] = FROM + Math.floor(Math.sqrt(random()) * (TO - FROM));
    return dateColumn(days);
  }
  const values = sharedFloats(size);
  for (let row = 0; row < size; row += 1)
    if (!hidden()) values[row] = Math.round(median * Math.exp(normal(random) * width));
  return numberColumn(values, spread.type === 'percent' ? 10_000 : 1);
};

/** The same enterprises for every engine, from a seed. */
export const benchPopulation = (size: number): Population => ({
  size,
  columns: new Map(SPREADS.map((spread, i) => [spread.name, columnOf(spread, size, 1000 + i)])),
});
