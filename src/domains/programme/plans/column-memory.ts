import { z } from 'zod';
import { hashOf, refuse } from '#kernel';
import type { ColumnMapping } from '../reading/index.ts';

const ROLES = [
  'number',
  'title',
  'measureNumber',
  'measure',
  'lead',
  'responsible',
  'cooperating',
  'due',
  'remark',
] as const;

/** Which column says what, as pointed out by hand: a heading as printed, or a position from 0. */
export const ColumnChoice = z.partialRecord(
  z.enum(ROLES),
  z.union([z.string().max(100), z.number().int().min(0).max(1000)]),
);

/** In a form the choice is JSON text. */
export const ColumnChoiceField = z.union([ColumnChoice, z.string().max(2000)]);

export function columnChoice(given: z.infer<typeof ColumnChoiceField> | undefined): ColumnMapping | undefined {
  if (given === undefined || given === '') return undefined;
  const parsed = ColumnChoice.safeParse(typeof given === 'string' ? jsonOf(given) : given);
  if (!parsed.success)
    throw refuse({
      code: 'plan.columns',
      kind: 'invalid',
      what: '列对应关系有误',
      todo: `请写成 {"measure":"工作内容","lead":"牵头单位"}，可用：${ROLES.join('、')}`,
    });
  const kept = Object.entries(parsed.data).filter((each): each is [string, string | number] => each[1] !== undefined);
  return kept.length > 0 ? (Object.fromEntries(kept) as ColumnMapping) : undefined;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/**
 * Recognises the same office's next ledger by its heading row: the first row of a table with at least three short
 * headings and no figures. Undefined where the source has no such table, as a plain text has none.
 */
export function headerSignature(sourceText: string): string | undefined {
  const rows = sourceText.split('\n\n').map((row) => row.split('\n').filter((line) => line.startsWith('\t')));
  const heading = rows.find((cells) => cells.map(plain).filter(isHeading).length >= 3);
  return heading && hashOf(heading.map(plain)).slice(0, 24);
}

const plain = (cell: string): string => cell.normalize('NFKC').replace(/\s/g, '');
const isHeading = (cell: string): boolean => cell.length > 1 && cell.length <= 14 && !/\d/.test(cell);
