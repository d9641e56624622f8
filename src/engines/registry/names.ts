/** Brackets of every width and shape, as documents mix them. */
const OPEN = /[（(〔［[【｛{<〈]/g;
const CLOSE = /[）)〕］\]】｝}>〉]/g;

/**
 * One spelling for the many that mean the same name: width, blanks, brackets, quotation marks and the separators
 * inside brackets do not count.
 *
 * @example comparable('各县（市、 区）') === comparable('各县(市,区)') // true
 */
export const comparable = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/[\s\u200b\ufeff]/g, '')
    .replace(OPEN, '(')
    .replace(CLOSE, ')')
    .replace(/[“”"‘’'「」『』《》]/g, '')
    .replace(/\([^()]*\)/g, (inside) => inside.replace(/[、,.·/;]/g, ''));

/** "市国资委(城投集团)" → the name before the bracket and the one in it. */
export function splitBracket(name: string): { readonly outer: string; readonly inner: string } | undefined {
  const parts = /^(.+?)\(([^()]+)\)$/.exec(name);
  return parts?.[1] && parts[2] ? { outer: parts[1], inner: parts[2] } : undefined;
}

const pairs = (text: string): ReadonlyMap<string, number> => {
  const found = new Map<string, number>();
  const framed = `^${text}$`;
  for (let at = 0; at < framed.length - 1; at++) {
    const pair = framed.slice(at, at + 2);
    found.set(pair, (found.get(pair) ?? 0) + 1);
  }
  return found;
};

/** Share of neighbouring signs in common, 0–1 (Dice): good for names of four to ten signs. */
export function likeness(a: string, b: string): number {
  const [one, other] = [pairs(a), pairs(b)];
  let common = 0;
  for (const [pair, count] of one) common += Math.min(count, other.get(pair) ?? 0);
  return (2 * common) / (a.length + 1 + (b.length + 1));
}

/**
 * The names most like a given one, best first, at most `count`, none that shares less than a third.
 * @example nearestNames('市人社保局', ['市人力社保局', '市水利局']) // ['市人力社保局']
 */
export function nearestNames(name: string, names: Iterable<string>, count = 3): readonly string[] {
  const wanted = comparable(name);
  return [...names]
    .map((each) => ({ each, like: likeness(wanted, comparable(each)) }))
    .filter(({ like }) => like > 1 / 3)
    .sort((a, b) => b.like - a.like)
    .slice(0, count)
    .map(({ each }) => each);
}
