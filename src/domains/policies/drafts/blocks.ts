import { z } from 'zod';
import { type Block, blockOf, textOfBlock } from '#engines/rules';
import { declare, parseExpression } from '#language';
import { ASKED_DAY } from '../clause/index.ts';
import type { Library } from '../library.ts';

const Text = z.string().trim().min(1).max(2000);
const Row = z.union([z.strictObject({ subject: Text, test: Text }), z.strictObject({ text: Text })]);

/** A condition as rows, for those who do not type: all of them, or any of them. What a row cannot say stays a text. */
export const Built = z.strictObject({ join: z.enum(['all', 'any']), rows: z.array(Row).min(1).max(50) });
export type Built = z.infer<typeof Built>;

const rowOf = (block: Block): Built['rows'][number] =>
  block.kind === 'test' ? { subject: block.subject, test: block.test } : { text: textOfBlock(block) };

/** The rows of a condition that reads; nothing for one that does not. */
export function builtOf({ facts }: Library, text: string): Built | undefined {
  const catalogue = declare([...facts, { name: ASKED_DAY, type: 'date' }]);
  const read = parseExpression(text, catalogue, { expects: 'boolean' });
  if (!read.ok) return undefined;
  const block = blockOf(read.expression);
  if (block.kind === 'all' || block.kind === 'any') return { join: block.kind, rows: block.of.map(rowOf) };
  return { join: 'all', rows: [rowOf(block)] };
}

/** The text of what was built; a row that is itself several conditions keeps its brackets. */
export function textOfBuilt({ join, rows }: Built): string {
  const [only, ...more] = rows.map(
    (row): Block =>
      'text' in row
        ? { kind: 'text', text: rows.length > 1 ? `(${row.text})` : row.text }
        : { kind: 'test', subject: row.subject, test: row.test },
  );
  return only && more.length === 0 ? textOfBlock(only) : textOfBlock({ kind: join, of: only ? [only, ...more] : [] });
}
