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

/** @returns whether all that is there still fits */
const rescale = (numbers: ScaledNumbers, places: number): boolean => {
  const by = power(places - numbers.places);
  const { values } = numbers;
  for (let row = 0; row < values.length; row += 1) {
    const value = (values[row] as number) * by;
    if (Math.abs(value) > Number.MAX_SAFE_INTEGER) return false;
    values[row] = value;
  }
  numbers.places = places;
  return true;
};

/** How many of the four digits of a group are zeros at its end: padding, when it is the last. */
const zerosAt = (group: number): number => {
  if (group % 10 !== 0) return 0;
  if (group % 100 !== 0) return 1;
  return group % 1000 !== 0 ? 2 : 3;
};

/**
 * Reads a `numeric` as PostgreSQL sends it, groups of four decimal digits, without a step that rounds. What no double
 * holds exactly is not answered.
 *
 * @returns whether the value fitted
 */
export const takeNumeric = (numbers: ScaledNumbers, row: number, data: Buffer, at: number): boolean => {
  let groups = int16At(data, at);
  const weight = (int16At(data, at + 2) << 16) >> 16;
  const sign = int16At(data, at + 4);
  if (sign >= SPECIAL) return false;
  const groupAt = (group: number): number => int16At(data, at + 8 + 2 * group);
  while (groups > 0 && groupAt(groups - 1) === 0) groups -= 1;
  let whole = 0;
  for (let group = 0; group < groups - 1; group += 1) whole = whole * GROUP + groupAt(group);
  // The number is `whole` with so many decimals; zeros behind the last count for nothing and could make it too long.
  const last = groups === 0 ? 0 : groupAt(groups - 1);
  const padding = groups === 0 ? 0 : zerosAt(last);
  whole = whole * power(4 - padding) + last / power(padding);
  const decimals = groups === 0 ? 0 : (groups - weight - 1) * 4 - padding;
  if (decimals > MOST_PLACES || !Number.isSafeInteger(whole)) return false;
  if (decimals > numbers.places && !rescale(numbers, decimals)) return false;
  const value = whole * power(numbers.places - decimals);
  if (!Number.isSafeInteger(value)) return false;
  numbers.values[row] = sign === NEGATIVE ? -value : value;
  return true;
};
