import { annotationEdits, fullWidthEdits, invisibleEdits, radicalEdits, traditionalEdits } from './characters.ts';
import { doubleSpacingEdits } from './double-spacing.ts';
import { applyEdits, type Edit, fromSource, type Mapped } from './mapped.ts';
import { isPageFurniture, pageNumberEdits } from './page-furniture.ts';
import { punctuationEdits } from './punctuation.ts';
import { spaceEdits } from './spaces.ts';
import type { Repair } from './types.ts';

/** Order matters: what cannot be seen first, spaces last, since each step makes the next one's neighbours readable. */
const steps: readonly ((text: string) => readonly Edit[])[] = [
  invisibleEdits,
  doubleSpacingEdits,
  radicalEdits,
  traditionalEdits,
  fullWidthEdits,
  annotationEdits,
  punctuationEdits,
  (text) => spaceEdits(text, isPageFurniture),
  pageNumberEdits,
];

/**
 * Cleans characters, leaves lines and tabs as they are. Every change is told with its place in the source.
 *
 * @example
 * normalise('2 年内').mapped.text // '2年内'
 */
export function normalise(source: string): { readonly mapped: Mapped; readonly repairs: readonly Repair[] } {
  let mapped = fromSource(source);
  const repairs: Repair[] = [];
  for (const step of steps) {
    const done = applyEdits(mapped, step(mapped.text));
    mapped = done.mapped;
    repairs.push(...done.repairs);
  }
  return { mapped, repairs };
}
