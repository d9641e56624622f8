const PLAIN = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d{1,2}))?$/;
/** More digits than this behind the last one kept are what a spreadsheet's floating point left over. */
const NOISE = 8;

/**
 * Moves the point of a written number to the right by `places` and keeps `keep` decimals, exactly: 12.34 万元 in 分 is
 * shiftDecimal('12.34', 6, 0).
 *
 * @returns undefined when the text is no number or has more decimals than can be kept
 * @example shiftDecimal('12.34', 6, 0) // '12340000'
 * @example shiftDecimal('2.4', -2, 6) // '0.024'
 */
export function shiftDecimal(text: string, places: number, keep: number): string | undefined {
  const match = PLAIN.exec(text);
  if (!match) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const shift = places + Number(exponent);
  const digits = whole + fraction;
  const point = whole.length + shift;
  const padded = point < 0 ? '0'.repeat(-point) + digits : digits;
  const at = Math.max(point, 0);
  const left =
    padded
      .slice(0, at)
      .padEnd(at, '0')
      .replace(/^0+(?=\d)/, '') || '0';
  const right = padded.slice(at);
  const rest = right.slice(keep);
  const significant = rest.replace(/0+$/, '');
  if (significant !== '' && rest.length < NOISE) return undefined;
  const kept = right.slice(0, keep).replace(/0+$/, '');
  const value = significant !== '' && (rest[0] ?? '0') >= '5' ? roundUp(left, right.slice(0, keep)) : join(left, kept);
  return sign === '-' && value !== '0' ? `-${value}` : value;
}

const join = (whole: string, fraction: string): string => (fraction === '' ? whole : `${whole}.${fraction}`);

function roundUp(whole: string, fraction: string): string {
  const up = (BigInt(whole + fraction) + 1n).toString().padStart(fraction.length + 1, '0');
  const cut = up.length - fraction.length;
  return join(up.slice(0, cut), up.slice(cut).replace(/0+$/, ''));
}
