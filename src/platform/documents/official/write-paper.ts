import { AlignmentType, type FileChild, PageBreak, Paragraph, TextRun } from 'docx';
import { buildTemplate } from './build-template.ts';
import { exact, FONTS, inFont, SIZE } from './layout.ts';
import { blank, body, first, second, table, title } from './paragraphs.ts';

export type PaperText = {
  readonly title: string;
  readonly subtitle?: string | undefined;
  readonly parts: readonly (
    | { readonly kind: 'heading' | 'subheading' | 'text'; readonly text: string }
    | {
        readonly kind: 'table';
        readonly headings: readonly string[];
        readonly widths: readonly number[];
        readonly rows: readonly (readonly string[])[];
      }
    | { readonly kind: 'break' }
  )[];
};

/** A paper without letterhead (an account, a casebook) on the page of GB/T 9704: its fonts, its lines, its margins. */
export function writePaper({ title: name, subtitle, parts }: PaperText): Promise<Uint8Array> {
  return buildTemplate(name, [
    ...title(name),
    ...(subtitle ? [below(subtitle)] : []),
    ...blank(1),
    ...parts.flatMap(childrenOf),
  ]);
}

const below = (text: string): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: exact(),
    children: [new TextRun({ text, size: SIZE.four, ...inFont(FONTS.subheading) })],
  });

function childrenOf(part: PaperText['parts'][number]): readonly FileChild[] {
  switch (part.kind) {
    case 'heading':
      return [first(part.text)];
    case 'subheading':
      return [second(part.text)];
    case 'text':
      return part.text.split('\n').map(body);
    case 'table':
      return [table(part.headings, part.rows, part.widths), ...blank(1)];
    case 'break':
      return [new Paragraph({ spacing: exact(), children: [new PageBreak()] })];
  }
}
