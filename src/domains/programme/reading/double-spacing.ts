import { countHeadings } from './columns.ts';
import type { Edit } from './mapped.ts';

/** Fewer lines than this say nothing about how a text is spaced. */
const FEWEST_LINES = 20;
const FEWEST_HEADINGS = 3;

const isBlank = (line: string): boolean => !line.startsWith('\t') && line.trim() === '';

/** Hardly a line stands directly under another one. */
function isDoubleSpaced(lines: readonly string[]): boolean {
  const written = lines.filter((line) => !isBlank(line)).length;
  const together = lines.filter((line, i) => !isBlank(line) && i > 0 && !isBlank(lines[i - 1] ?? '')).length;
  return written >= FEWEST_LINES && together <= written / 100;
}

/**
 * A table copied as text in which a blank line follows every line, blank cells included: one of each two goes, since
 * blank lines are what tells its blank cells. Prose keeps its lines as they are.
 */
export function doubleSpacingEdits(text: string): Edit[] {
  const lines = text.split('\n');
  if (!isDoubleSpaced(lines)) return [];
  if (countHeadings(lines.map((line) => line.trim()).filter((line) => line.length <= 12)) < FEWEST_HEADINGS) return [];
  const edits: Edit[] = [];
  let start = 0;
  let odd = false;
  for (const line of lines) {
    odd = isBlank(line) && !odd;
    if (odd && start > 0)
      edits.push({
        start: start - 1,
        end: start + line.length,
        after: '',
        kind: 'space',
        note: '删除多余的空行',
        silent: true,
      });
    start += line.length + 1;
  }
  return edits;
}
