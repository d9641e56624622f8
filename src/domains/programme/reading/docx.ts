import mammoth from 'mammoth';
import { readMarker } from './headings.ts';
import { type Element, parseHtml } from './html-blocks.ts';
import { createSourceWriter, type LooseCell, type SourceWriter } from './source-writer.ts';
import type { Repair, SourceDocument } from './types.ts';

const isElement = (node: Element | string): node is Element => typeof node !== 'string';
const isFootnoteText = (element: Element): boolean =>
  /^(?:footnote|endnote|comment)-\d/.test(element.attributes.id ?? '');
const blocks = new Set([
  'p',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'li',
  'ol',
  'ul',
  'table',
  'tr',
  'td',
  'th',
  'thead',
  'tbody',
]);

function textOf(node: Element | string): string {
  if (!isElement(node)) return node;
  if (node.tag === 'br') return '\n';
  return node.children.map(textOf).join('');
}

/** Lines of a block, lists numbered again: Word keeps their numbers outside the text. */
function linesOf(element: Element, numberFrom: (list: Element) => number, told: (line: string) => void): string[] {
  if (element.tag === 'ol' || element.tag === 'ul') {
    let number = numberFrom(element);
    return element.children.filter(isElement).flatMap((item) => {
      if (isFootnoteText(item)) return [];
      const nested = item.children.filter(isElement).filter(({ tag }) => tag === 'ol' || tag === 'ul');
      const own = item.children
        .filter((child) => !isElement(child) || !nested.includes(child))
        .map(textOf)
        .join('')
        .trim();
      const below = nested.flatMap((list) => linesOf(list, () => 1, told));
      if (own === '') return below;
      const bare = element.tag === 'ul' || readMarker(own) !== null;
      const line = bare ? own : `${number}．${own}`;
      if (!bare) told(line);
      number++;
      return [line, ...below];
    });
  }
  const inner = element.children.filter(isElement).filter(({ tag }) => blocks.has(tag));
  if (inner.length > 0) return inner.flatMap((child) => linesOf(child, numberFrom, told));
  return textOf(element).split('\n');
}

type Place = { readonly text: string; readonly colspan: number; readonly rowspan: number };

const count = (value: string | undefined): number => Math.max(1, Math.min(1000, Number(value ?? 1) || 1));

function rowsOf(table: Element, told: (line: string) => void): Place[][] {
  return table.children.filter(isElement).flatMap((child): Place[][] => {
    if (child.tag === 'tr')
      return [
        child.children.filter(isElement).map((cell) => ({
          text: linesOf(cell, () => 1, told).join('\n'),
          colspan: count(cell.attributes.colspan),
          rowspan: count(cell.attributes.rowspan),
        })),
      ];
    return child.tag === 'thead' || child.tag === 'tbody' ? rowsOf(child, told) : [];
  });
}

/** Lays merged cells out on a full grid: what a cell covers is blank and marked. */
function spread(rows: readonly (readonly Place[])[]): LooseCell[][] {
  const grid: (LooseCell | undefined)[][] = rows.map(() => []);
  rows.forEach((places, r) => {
    let column = 0;
    for (const { text, colspan, rowspan } of places) {
      while (grid[r]?.[column] !== undefined) column++;
      for (let down = 0; down < rowspan && r + down < rows.length; down++)
        for (let right = 0; right < colspan; right++) {
          const row = grid[r + down];
          if (row !== undefined)
            row[column + right] = down === 0 && right === 0 ? { text } : { text: '', merged: true };
        }
      column += colspan;
    }
  });
  const width = Math.max(0, ...grid.map((row) => row.length));
  return grid.map((row) => Array.from({ length: width }, (_, i) => row[i] ?? { text: '' }));
}

function writeBlocks(writer: SourceWriter, root: Element, repairs: Repair[]): void {
  let number = 1;
  const numberFrom = (list: Element): number => {
    const first = number;
    number += list.children.filter(isElement).length;
    return first;
  };
  for (const block of root.children.filter(isElement)) {
    const restored = new Set<string>();
    if (block.tag === 'table') {
      writer.table(spread(rowsOf(block, () => undefined)));
      continue;
    }
    for (const line of linesOf(block, numberFrom, (made) => restored.add(made))) {
      if ((readMarker(line.trim())?.level ?? 9) <= 2) number = 1;
      const { start } = writer.paragraph(line);
      const mark = /^\d+．/.exec(line)?.[0] ?? '';
      if (restored.has(line))
        repairs.push({
          kind: 'list-number',
          at: [start, start + mark.length],
          before: '',
          after: mark,
          note: '自动编号还原为文字',
        });
    }
  }
}

/** A Word document as text with its tables. Rejects when the file is no readable .docx. */
export async function readDocx(bytes: Uint8Array): Promise<SourceDocument> {
  const image = mammoth.images.imgElement(async () => ({ src: '' }));
  const { value } = await mammoth.convertToHtml(
    { buffer: Buffer.from(bytes) },
    { convertImage: image, ignoreEmptyParagraphs: true },
  );
  const writer = createSourceWriter();
  const repairs: Repair[] = [];
  writeBlocks(writer, parseHtml(value), repairs);
  return { ...writer.finish(), repairs };
}
