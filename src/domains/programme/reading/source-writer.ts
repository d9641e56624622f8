import type { SourceCell, SourceDocument, SourceGrid } from './types.ts';

/** A cell of a Word or Excel table; `merged` means covered by the cell above or beside it. */
export type LooseCell = { readonly text: string; readonly merged?: boolean };

/** Writes a document as text in which every table cell knows its place: tab, then the cell, one per line. */
export type SourceWriter = {
  readonly paragraph: (text: string) => { readonly start: number; readonly end: number };
  readonly table: (rows: readonly (readonly LooseCell[])[], name?: string) => void;
  readonly finish: () => SourceDocument;
};

const tidy = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[\t\v\f]/g, ' ')
    .trim();

export function createSourceWriter(): SourceWriter {
  const pieces: string[] = [];
  const grids: SourceGrid[] = [];
  let length = 0;
  const put = (text: string): void => {
    pieces.push(text);
    length += text.length;
  };
  const cell = ({ text, merged }: LooseCell): SourceCell => {
    put('\t');
    const start = length;
    put(tidy(text));
    const end = length;
    put('\n');
    return merged ? { start, end, merged: true } : { start, end };
  };
  return {
    paragraph(text) {
      const start = length;
      put(tidy(text));
      const end = length;
      put('\n\n');
      return { start, end };
    },
    table(rows, name) {
      const written = rows.map((row) => {
        const cells = row.map(cell);
        put('\n');
        return cells;
      });
      grids.push(name === undefined ? { rows: written } : { rows: written, name });
    },
    finish: () => ({ text: pieces.join(''), grids }),
  };
}
