import { z } from 'zod';

/** 公平竞争审查的 19 种情形，及文字里值得停下来看一看的说法。 */
export const FairRules = z.strictObject({
  source: z.string(),
  standards: z.array(
    z.strictObject({
      article: z.int(),
      title: z.string(),
      items: z.array(
        z.strictObject({
          code: z.string(),
          text: z.string(),
          /** Words; `A…B` means B within 24 signs after A. */
          signs: z.array(z.string()).default([]),
        }),
      ),
    }),
  ),
  exceptions: z.strictObject({
    needs: z.array(z.string()),
    grounds: z.array(z.strictObject({ code: z.string(), text: z.string() })),
  }),
});
export type FairRules = z.infer<typeof FairRules>;

export type FairHit = {
  readonly kind: string;
  readonly text: string;
  readonly article: number;
  /** UTF-16 columns in the text. */
  readonly start: number;
  readonly end: number;
};

const WITHIN = 24;

/**
 * Places in a text that may be one of the 19 kinds. A hit is a reason to look, never a verdict; no hit is none either.
 *
 * @example scanFair(rules, '对在本地注册的企业给予奖励').map((hit) => hit.kind) // ['9-4']
 */
export function scanFair(rules: FairRules, text: string): readonly FairHit[] {
  return rules.standards
    .flatMap(({ article, items }) =>
      items.flatMap(({ code, text: said, signs }) =>
        signs.flatMap((sign) => placesOf(text, sign).map((place) => ({ kind: code, text: said, article, ...place }))),
      ),
    )
    .sort((a, b) => a.start - b.start || a.end - b.end);
}

function placesOf(text: string, sign: string): readonly { start: number; end: number }[] {
  const [first = '', second] = sign.split('…');
  const found: { start: number; end: number }[] = [];
  for (let at = text.indexOf(first); at >= 0; at = text.indexOf(first, at + 1)) {
    const end = at + first.length;
    if (second === undefined) found.push({ start: at, end });
    else {
      const then = text.slice(end, end + WITHIN).indexOf(second);
      if (then >= 0) found.push({ start: at, end: end + then + second.length });
    }
  }
  return found;
}
