import type { FileValue } from '#kernel';
import type { Region } from '../ports.ts';
import { type BlockTables, type Figure, linesOfTables } from './tables.ts';

export const HEADINGS = ['区块代码', '区块', '报表', '指标', '单位', '计划', '实际'] as const;
export const NEEDED = ['区块代码', '指标', '计划', '实际'] as const;

export type SheetRow = { readonly line: number; readonly cells: ReadonlyMap<string, string> };
export type SheetReader = (file: FileValue, needed: readonly string[]) => Promise<readonly SheetRow[] | undefined>;
export type RowError = { readonly row: number; readonly column: string; readonly message: string };

/** One row for each block and line, with what is known already: filled in Excel, and read back. */
export const sheetRows = (
  { tables }: BlockTables,
  blocks: readonly Region[],
  known: ReadonlyMap<string, Figure>,
): readonly (readonly (string | number)[])[] =>
  blocks.flatMap(({ code, name }) =>
    tables.flatMap((table) =>
      table.lines.map((line) => {
        const found = known.get(`${code} ${line.id}`);
        return [code, name, table.title, line.title, line.unit, found?.plan ?? '', found?.actual ?? ''];
      }),
    ),
  );

/** What a filled sheet says; rows without any figure are left out, wrong ones are told by place. */
export function figuresOf(
  rows: readonly SheetRow[],
  {
    tables,
    blocks,
    month,
  }: { readonly tables: BlockTables; readonly blocks: readonly Region[]; readonly month: string },
): { readonly figures: readonly Figure[]; readonly errors: readonly RowError[] } {
  const lines = new Map(linesOfTables(tables).map((each) => [each.title, each.id]));
  const codes = new Set(blocks.map((each) => each.code));
  const seen = new Set<string>();
  const [figures, errors]: [Figure[], RowError[]] = [[], []];
  for (const { line: row, cells } of rows) {
    const tell = (column: string, message: string): number => errors.push({ row, column, message });
    const [region, title] = [cells.get('区块代码')?.trim() ?? '', cells.get('指标')?.trim() ?? ''];
    const [plan, actual] = [numberOf(cells.get('计划')), numberOf(cells.get('实际'))];
    if (plan === null && actual === null) continue;
    const line = lines.get(title);
    if (!codes.has(region)) tell('区块代码', `没有区块“${region}”`);
    if (line === undefined) tell('指标', `没有名为“${title}”的指标`);
    if (plan === undefined) tell('计划', '不是数字');
    if (actual === undefined) tell('实际', '不是数字');
    if (seen.has(`${region} ${title}`)) tell('指标', '同一区块的同一指标出现两次');
    seen.add(`${region} ${title}`);
    if (line !== undefined && plan !== undefined && actual !== undefined)
      figures.push({ region, line, month, plan, actual });
  }
  return { figures, errors };
}

const MOST = 1e12;

/** Null for an empty cell; undefined for what is no number. */
function numberOf(text: string | undefined): number | null | undefined {
  const plain = (text ?? '').replaceAll(/[,，\s]/g, '');
  if (plain === '') return null;
  const value = Number(plain);
  return Number.isFinite(value) && Math.abs(value) <= MOST ? value : undefined;
}
