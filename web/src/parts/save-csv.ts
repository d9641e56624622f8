import { saveFile } from './save-file.ts';

/** A table as a file that Excel opens with Chinese intact; a leading sign that would make a formula is defused. */
export function saveCsv(name: string, rows: readonly (readonly (string | number)[])[]): void {
  const cell = (value: string | number): string => {
    const text = String(value);
    return `"${(typeof value === 'string' && /^[=+\-@]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  };
  const text = rows.map((row) => row.map(cell).join(',')).join('\r\n');
  saveFile(name, new Blob([`\uFEFF${text}`], { type: 'text/csv;charset=utf-8' }));
}
