import { z } from 'zod';
import { type Block, blockOf, tableOf, textOfBlock, textOfTable } from '#engines/rules';
import { declare, parseExpression } from '#language';
import { ASKED_DAY } from '../clause/index.ts';
import type { Library } from '../library.ts';

const Text = z.string().trim().min(1).max(2000);
const Row = z.union([z.strictObject({ subject: Text, test: Text }), z.strictObject({ text: Text })]);

/** A condition as rows, for those who do not type: all of them, or any of them. What a row cannot say stays a text. */
export const Built = z.strictObject({ join: z.enum(['all', 'any']), rows: z.array(Row).min(1).max(50) });
export type Built = z.infer<typeof Built>;

/** The same condition as a decision table: it holds where any row holds, a row where all its cells do. */
export const Table = z
  .strictObject({
    inputs: z.array(Text).min(1).max(20),
    rows: z
      .array(z.strictObject({ cells: z.array(Text).min(1).max(20) }))
      .min(1)
      .max(50),
  })
  .refine(({ inputs, rows }) => rows.every(({ cells }) => cells.length === inputs.length), '每一行的格数要和列数一样');
export type Table = z.infer<typeof Table>;

const rowOf = (block: Block): Built['rows'][number] =>
  block.kind === 'test' ? { subject: block.subject, test: block.test } : { text: textOfBlock(block) };

/** The rows and the table of a condition that reads, each where it has one. */
export function builtOf({ facts }: Library, text: string): { readonly built?: Built; readonly table?: Table } {
  const catalogue = declare([...facts, { name: ASKED_DAY, type: 'date' }]);
  const read = parseExpression(text, catalogue, { expects: 'boolean' });
  if (!read.ok) return {};
  const block = blockOf(read.expression);
  const built: Built =
    block.kind === 'all' || block.kind === 'any'
      ? { join: block.kind, rows: block.of.map(rowOf) }
      : { join: 'all', rows: [rowOf(block)] };
  const table = tableOf(read.expression);
  if (!table) return { built };
  return { built, table: { inputs: [...table.inputs], rows: table.rows.map(({ cells }) => ({ cells: [...cells] })) } };
}

/** The text of a table; what does not read is told like any text. */
export const textOfRows = ({ inputs, rows }: Table): string =>
  textOfTable({ gives: 'condition', inputs, rows: rows.map(({ cells }) => ({ cells, output: '是' })) });

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
