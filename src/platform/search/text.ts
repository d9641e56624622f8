/** One way to write what can be written in several: full width, ligatures, Kangxi radicals, capitals, invisible signs. */
export const normalise = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .toLowerCase();

const HAN = /\p{Script=Han}+/gu;
// Letters and digits of other scripts, joined as in numbers: QZ-SQ-2026-000123, 3.5, a_b.
const OTHER = /(?:(?!\p{Script=Han})[\p{L}\p{N}])+(?:[-_./](?:(?!\p{Script=Han})[\p{L}\p{N}])+)*/gu;

/** Runs of 汉字 without anything between them. */
export const hanRuns = (normalised: string): readonly string[] => normalised.match(HAN) ?? [];

/** Latin words, numbers, and compounds of them. */
export const otherRuns = (normalised: string): readonly string[] => normalised.match(OTHER) ?? [];

/** Every two neighbouring signs of a run; none for a single one. */
export function bigramsOf(run: string): readonly string[] {
  const signs = [...run];
  return signs.slice(1).map((sign, at) => (signs[at] ?? '') + sign);
}
