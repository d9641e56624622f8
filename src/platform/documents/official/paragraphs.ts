import {
  AlignmentType,
  BorderStyle,
  type FileChild,
  Footer,
  LineRuleType,
  PageNumber,
  Paragraph,
  RelativeHorizontalPosition,
  RelativeVerticalPosition,
  Table,
  TableAnchorType,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { exact, FONTS, inFont, LINE, PAGE, RED, SIGN, SIZE } from './layout.ts';

/** Body text: 仿宋 三号, two signs in. */
export const body = (text: string): Paragraph =>
  new Paragraph({ indent: { firstLine: 2 * SIGN }, spacing: exact(), children: [new TextRun(text)] });

/** The last line of the text: it stays with the signature, which never stands on a page alone. */
export const closing = (text: string): Paragraph =>
  new Paragraph({ indent: { firstLine: 2 * SIGN }, spacing: exact(), keepNext: true, children: [new TextRun(text)] });

/** A control line of the template ({#…}, {/…}): it vanishes when the document is made. */
export const control = (text: string): Paragraph => new Paragraph({ spacing: exact(), children: [new TextRun(text)] });

const heading =
  (font: string) =>
  (text: string): Paragraph =>
    new Paragraph({
      indent: { firstLine: 2 * SIGN },
      spacing: exact(),
      keepNext: true,
      children: [new TextRun({ text, ...inFont(font) })],
    });
/** 一、 in 黑体; （一） in 楷体. */
export const first = heading(FONTS.heading);
export const second = heading(FONTS.subheading);

export const blank = (lines = 1): readonly Paragraph[] =>
  Array.from({ length: lines }, () => new Paragraph({ spacing: exact(), children: [] }));

/** 版头: the issuer's name in red, the document number two lines below, the red line 4 mm under it. */
export function letterhead(mark: string, number: string, before: number): readonly Paragraph[] {
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { ...exact(1000), before },
      children: [new TextRun({ text: mark, size: 64, color: RED, ...inFont(FONTS.title) })],
    }),
    ...blank(2),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: exact(),
      border: { bottom: { style: BorderStyle.SINGLE, size: 12, space: 11, color: RED } },
      children: [new TextRun(number)],
    }),
  ];
}

/** 标题: 小标宋 二号, two lines below the red line. */
export const title = (text: string): readonly Paragraph[] => [
  ...blank(2),
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: exact(700),
    children: [new TextRun({ text, size: SIZE.two, ...inFont(FONTS.title) })],
  }),
];

/** 主送机关: one line below the title, from the margin. */
export const addressee = (text: string): readonly Paragraph[] => [
  ...blank(1),
  new Paragraph({ spacing: exact(), children: [new TextRun(text)] }),
];

const NO_BORDER = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const NO_BORDERS = {
  top: NO_BORDER,
  bottom: NO_BORDER,
  left: NO_BORDER,
  right: NO_BORDER,
  insideHorizontal: NO_BORDER,
  insideVertical: NO_BORDER,
};

/**
 * 署名 and 成文日期 with room for the seal: the date ends four signs from the edge, the issuer is centred over it,
 * and the lines above and below stay free for the stamp.
 */
export function signature(issuer: string, date: string): readonly FileChild[] {
  // Half of the block, less half of a date (about 7 signs), leaves the four signs.
  const width = 15 * SIGN;
  const line = (text: string): Paragraph =>
    new Paragraph({ alignment: AlignmentType.CENTER, spacing: exact(), keepNext: true, children: [new TextRun(text)] });
  return [
    ...Array.from({ length: 3 }, () => new Paragraph({ spacing: exact(), keepNext: true, children: [] })),
    new Table({
      alignment: AlignmentType.RIGHT,
      layout: TableLayoutType.FIXED,
      width: { size: width, type: WidthType.DXA },
      columnWidths: [width],
      borders: NO_BORDERS,
      margins: { left: 0, right: 0 },
      rows: [new TableRow({ cantSplit: true, children: [new TableCell({ children: [line(issuer), line(date)] })] })],
    }),
    ...blank(1),
  ];
}

const RULE = (size: number) => ({ style: BorderStyle.SINGLE, size, color: '000000' });

/**
 * 版记, at the foot of the last page: 抄送, then who printed it and when; thick lines outside, a thin one between.
 * Without anybody to copy to, that row falls away.
 * A floating table: Word and WPS set it at the bottom; a program that does not know how leaves it below the date.
 */
export function imprint(copies: string, printer: string, date: string): readonly FileChild[] {
  const line = (children: readonly TextRun[], top: number, bottom: number): TableRow =>
    new TableRow({
      children: [
        new TableCell({
          borders: { top: RULE(top), bottom: RULE(bottom), left: NO_BORDER, right: NO_BORDER },
          children: [
            new Paragraph({
              spacing: exact(480),
              keepNext: true,
              indent: { left: 280, right: 280 },
              tabStops: [{ type: 'right', position: PAGE.textWidth - 280 }],
              children,
            }),
          ],
        }),
      ],
    });
  const small = (text: string): TextRun => new TextRun({ text, size: SIZE.four });
  return [
    new Table({
      layout: TableLayoutType.FIXED,
      width: { size: PAGE.textWidth, type: WidthType.DXA },
      columnWidths: [PAGE.textWidth],
      margins: { left: 0, right: 0 },
      float: {
        horizontalAnchor: TableAnchorType.MARGIN,
        verticalAnchor: TableAnchorType.MARGIN,
        relativeHorizontalPosition: RelativeHorizontalPosition.LEFT,
        relativeVerticalPosition: RelativeVerticalPosition.BOTTOM,
      },
      rows: [
        line([small(`{-w:tr 抄送}抄送：${copies}。{/抄送}`)], 8, 6),
        line([small(`${printer}\t${date}印发`)], 6, 8),
      ],
    }),
    new Paragraph({ spacing: { line: 20, lineRule: LineRuleType.EXACT }, children: [] }),
  ];
}

/** 附件 begins a page; its mark stands at the margin in 黑体. */
export const attachmentMark = (text: string): Paragraph =>
  new Paragraph({
    pageBreakBefore: true,
    spacing: exact(),
    children: [new TextRun({ text, ...inFont(FONTS.heading) })],
  });

/** A plain table in 四号 with a heading row that repeats on every page; its one row is filled when the document is made. */
export const grid = (headings: readonly string[], cells: readonly string[], widths: readonly number[]): Table =>
  table(headings, [cells], widths);

/** The same with the rows as they are. */
export function table(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  widths: readonly number[],
): Table {
  const total = widths.reduce((sum, each) => sum + each, 0);
  const columnWidths = widths.map((each) => Math.round((each / total) * PAGE.textWidth));
  const row = (texts: readonly string[], isHead: boolean): TableRow =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: texts.map((text, i) => cellOf(text, columnWidths[i] ?? 0, isHead)),
    });
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: PAGE.textWidth, type: WidthType.DXA },
    columnWidths,
    rows: [row(headings, true), ...rows.map((each) => row(each, false))],
  });
}

const cellOf = (text: string, width: number, isHead: boolean): TableCell =>
  new TableCell({
    width: { size: width, type: WidthType.DXA },
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        spacing: exact(440),
        children: [new TextRun({ text, size: SIZE.four, ...(isHead ? inFont(FONTS.heading) : {}) })],
      }),
    ],
  });

/** — 1 —, 四号 宋体: odd pages at the right, even ones at the left, one sign from the edge. */
export function pageNumber(side: 'left' | 'right'): Footer {
  const run = { size: SIZE.four, ...inFont(FONTS.number) };
  return new Footer({
    children: [
      new Paragraph({
        alignment: side === 'left' ? AlignmentType.LEFT : AlignmentType.RIGHT,
        indent: side === 'left' ? { left: 280 } : { right: 280 },
        spacing: exact(LINE),
        children: [new TextRun({ ...run, children: ['— ', PageNumber.CURRENT, ' —'] })],
      }),
    ],
  });
}
