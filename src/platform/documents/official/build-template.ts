import { Document, DocumentGridType, type FileChild, Packer } from 'docx';
import PizZip from 'pizzip';
import { CHAR_SPACE, exact, FALLBACKS, FONTS, inFont, LINE, PAGE, SIGN_SPACING, SIZE } from './layout.ts';
import { pageNumber } from './paragraphs.ts';

/** A Word file in the official layout with these contents. */
export async function buildTemplate(title: string, children: readonly FileChild[]): Promise<Uint8Array> {
  const { width, height, top, left, right, bottom } = PAGE;
  const document = new Document({
    title,
    creator: '畅营',
    evenAndOddHeaderAndFooters: true,
    styles: {
      default: {
        document: {
          run: { size: SIZE.three, characterSpacing: SIGN_SPACING, ...inFont(FONTS.body) },
          paragraph: { spacing: exact() },
        },
      },
    },
    sections: [
      {
        properties: {
          page: { size: { width, height }, margin: { top, left, right, bottom, header: 850, footer: 1300 } },
          grid: { type: DocumentGridType.LINES_AND_CHARS, linePitch: LINE, charSpace: CHAR_SPACE },
        },
        footers: { default: pageNumber('right'), even: pageNumber('left') },
        children,
      },
    ],
  });
  return withFontTable(new Uint8Array(await Packer.toBuffer(document)));
}

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';

/** Says what to use where a font is missing, so that the layout does not fall apart on another machine. */
function withFontTable(bytes: Uint8Array): Uint8Array {
  const zip = new PizZip(bytes);
  const fonts = Object.entries(FALLBACKS).map(
    ([name, others]) =>
      `<w:font w:name="${name}"><w:altName w:val="${others.join(',')}"/><w:charset w:val="86"/></w:font>`,
  );
  const xml = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:fonts xmlns:w="${W}">${fonts.join('')}</w:fonts>`;
  zip.file('word/fontTable.xml', xml);
  return zip.generate({ type: 'uint8array', compression: 'DEFLATE' });
}
