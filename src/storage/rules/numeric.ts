/** Whole numbers of a column over one scale that grows with the decimals that come: the fact is the number ÷ scale. */
export type ScaledNumbers = { readonly values: Float64Array; places: number };

const int16At = (data: Buffer, at: number): number => ((data[at] as number) << 8) | (data[at + 1] as number);

const GROUP = 10_000;
const NEGATIVE = 0x4000;
const SPECIAL = 0xc000;
/** Beyond that many decimals no whole number of a double holds the rest. */
const MOST_PLACES = 15;

const POWERS = Array.from({ length: MOST_PLACES + 1 }, (_, n) => 10 ** n);
const power = (n: number): number => POWERS[n] ?? 10 ** n;

const rescale = (numbers: ScaledNumbers, places: number): void => {
  const by = power(places - numbers.places);
  const { values } = numbers;
  for (let row = 0; row < values.length; row += 1) values[row] = (values[row] as number) * by;
  numbers.places = places;
};

/**
 * Reads a `numeric` as PostgreSQL sends it, groups of four decimal digits, without a step that rounds. What no double
 * holds exactly is not answered.
 *
 * @returns whether the value fitted
 */
export const takeNumeric = (numbers: ScaledNumbers, row: number, data: Buffer, at: number): boolean => {
  const groups = int16At(data, at);
  const weight = (int16At(data, at + 2) << 16) >> 16;
  const sign = int16At(data, at + 4);
  if (sign >= SPECIAL) return false;
  let whole = 0;
  for (let group = 0; group < groups; group += 1) whole = whole * GROUP + int16At(data, at + 8 + 2 * group);
  // The number is `whole` with so many decimals; zeros behind the last count for nothing.
  let decimals = groups === 0 ? 0 : (groups - weight - 1) * 4;
  while (decimals > 0 && whole % 10 === 0 && whole !== 0) {
    whole /= 10;
    decimals -= 1;
  }
  if (decimals > MOST_PLACES) return false;
  if (decimals > numbers.places) rescale(numbers, decimals);
  const value = whole * power(numbers.places - decimals);
  if (!Number.isSafeInteger(value)) return false;
  numbers.values[row] = sign === NEGATIVE ? -value : value;
  return true;
};
