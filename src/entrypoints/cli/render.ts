const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;
const widthOf = (text: string): number => [...text].reduce((sum, sign) => sum + (WIDE.test(sign) ? 2 : 1), 0);
const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)));

const MOST_COLUMNS = 8;
const MOST_WIDTH = 40;

type Row = Readonly<Record<string, unknown>>;
const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);

/** For people; programs ask for `--json`. Lists become a table, everything else indented lines. */
export function render(value: unknown): string {
  if (isRow(value) && Array.isArray(value.items)) {
    const { items, next } = value;
    return `${table(items)}\n${items.length} 条${typeof next === 'string' ? `，下一页 --after ${next}` : ''}`;
  }
  return Array.isArray(value) ? table(value) : lines(value, '').join('\n');
}

function table(items: readonly unknown[]): string {
  if (items.length === 0) return '（无）';
  const rows = items.filter(isRow);
  if (rows.length < items.length) return items.map(brief).join('\n');
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row).filter((key) => brief(row[key]) !== '')))].slice(
    0,
    MOST_COLUMNS,
  );
  const cells = [columns, ...rows.map((row) => columns.map((key) => clip(brief(row[key]))))];
  const widths = columns.map((_, at) => Math.max(...cells.map((row) => widthOf(row[at] ?? ''))));
  return cells
    .map((row) =>
      row
        .map((cell, at) => pad(cell, widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** One cell: a thing is told by its title or name. */
function brief(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(brief).filter(Boolean).join(' ');
  if (!isRow(value)) return String(value);
  const told = value.title ?? value.name ?? value.unit ?? value.code;
  return told === undefined ? '' : brief(told);
}

const clip = (text: string): string =>
  widthOf(text) <= MOST_WIDTH
    ? text
    : `${[...text].slice(0, WIDE.test(text) ? MOST_WIDTH / 2 - 1 : MOST_WIDTH - 1).join('')}…`;

function lines(value: unknown, indent: string): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => listItem(each, indent));
  if (!isRow(value)) return [`${indent}${brief(value)}`];
  return Object.entries(value).flatMap(([key, each]) => {
    if (each === undefined || each === null) return [];
    if (typeof each === 'object' && Object.keys(each).length > 0)
      return [`${indent}${key}:`, ...lines(each, `${indent}  `)];
    return typeof each === 'object' ? [] : [`${indent}${key}: ${each}`];
  });
}

function listItem(value: unknown, indent: string): string[] {
  const [first = '', ...rest] = lines(value, `${indent}  `);
  return [`${indent}- ${first.trimStart()}`, ...rest];
}
