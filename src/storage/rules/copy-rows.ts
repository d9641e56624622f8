/** Takes one field of one row; a field that is NULL is not offered. */
export type TakeField = (row: number, data: Buffer, at: number, length: number) => void;

const HEADER = 19;

/** Four bytes as a whole number, without the checks of a general reader: there are hundreds of millions of them. */
export const int32At = (data: Buffer, at: number): number =>
  ((data[at] as number) << 24) |
  ((data[at + 1] as number) << 16) |
  ((data[at + 2] as number) << 8) |
  (data[at + 3] as number);

/**
 * Reads the binary format of COPY piece by piece. A row that is cut between two pieces waits for the rest.
 *
 * @example
 * for await (const piece of stream) reader.push(piece);
 */
export const copyReader = (
  fields: readonly TakeField[],
): { readonly push: (piece: Buffer) => void; readonly rows: () => number } => {
  let kept: Buffer = Buffer.alloc(0);
  let [row, started, ended] = [0, false, false];

  /** Where the row at `at` ends, or -1 when it is not all there. */
  const endOfRow = (data: Buffer, at: number): number => {
    let end = at + 2;
    for (let field = 0; field < fields.length; field += 1) {
      if (end + 4 > data.length) return -1;
      const length = int32At(data, end);
      end += length > 0 ? 4 + length : 4;
    }
    return end > data.length ? -1 : end;
  };

  const takeRow = (data: Buffer, at: number): void => {
    let place = at + 2;
    for (const take of fields) {
      const length = int32At(data, place);
      if (length >= 0) take(row, data, place + 4, length);
      place += length > 0 ? 4 + length : 4;
    }
    row += 1;
  };

  const push = (piece: Buffer): void => {
    const data = kept.length ? Buffer.concat([kept, piece]) : piece;
    let at = 0;
    if (!started) {
      if (data.length < HEADER) {
        kept = data;
        return;
      }
      [at, started] = [HEADER, true];
    }
    while (!ended && at + 2 <= data.length) {
      if (data.readInt16BE(at) === -1) {
        ended = true;
        break;
      }
      const end = endOfRow(data, at);
      if (end < 0) break;
      takeRow(data, at);
      at = end;
    }
    kept = data.subarray(at);
  };
  return { push, rows: () => row };
};
