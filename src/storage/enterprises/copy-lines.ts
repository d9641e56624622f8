import { type PackedRow, SEPARATOR } from '#engines/registry';

const SEPARATOR_BYTE = SEPARATOR.charCodeAt(0);
const LINE_END = 0x0a;
/** The stream hands on pieces of about this size. */
const PIECE = 1 << 18;

/**
 * Rows as COPY reads them, and nothing but bytes moved: what is the same for all, the code, the values, of which there
 * is at least one: a single unknown one is a separator with nothing behind it.
 *
 * @param same values that stand before the code in every row
 */
export function* piecesOf(rows: readonly PackedRow[], same: readonly string[] = []): Generator<Buffer> {
  const before = Buffer.from(same.map((each) => each + SEPARATOR).join(''));
  let piece = Buffer.allocUnsafeSlow(PIECE);
  let end = 0;
  for (const { id, bytes, from, to } of rows) {
    const most = before.length + 3 * id.length + to - from + 2;
    if (end + most > piece.length) {
      yield piece.subarray(0, end);
      piece = Buffer.allocUnsafeSlow(Math.max(PIECE, most));
      end = 0;
    }
    end += before.copy(piece, end);
    end += piece.write(id, end);
    piece[end] = SEPARATOR_BYTE;
    end += 1 + bytes.copy(piece, end + 1, from, to);
    piece[end] = LINE_END;
    end += 1;
  }
  if (end > 0) yield piece.subarray(0, end);
}
