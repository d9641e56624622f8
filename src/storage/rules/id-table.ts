/** The codes of everyone in their order, packed side by side, and which row a code stands in. */
export type IdTable = {
  readonly size: number;
  readonly at: (row: number) => string;
  /** -1 for one that is not there. */
  readonly rowOf: (data: Buffer, at: number, length: number) => number;
};

const hashOf = (data: Buffer, at: number, length: number): number => {
  let hash = 0x811c9dc5;
  for (let i = at; i < at + length; i += 1) hash = Math.imul(hash ^ (data[i] as number), 0x01000193);
  return hash ^ (hash >>> 15);
};

/** The places of a hash table, at most half of them taken, so that one is found within a few steps. */
const placesFor = (size: number): Int32Array => new Int32Array(2 ** Math.ceil(Math.log2(2 * size + 2))).fill(-1);

/** Takes codes one after the other; there are `size` of them. */
export const idTable = (
  size: number,
): IdTable & { readonly add: (data: Buffer, at: number, length: number) => void } => {
  const starts = new Uint32Array(size + 1);
  const places = placesFor(size);
  let bytes = Buffer.allocUnsafeSlow(Math.max(64, 20 * size));
  let count = 0;

  const placeOf = (data: Buffer, at: number, length: number): number => {
    const last = places.length - 1;
    for (let place = hashOf(data, at, length) & last; ; place = (place + 1) & last) {
      const row = places[place] as number;
      if (row < 0) return place;
      const [from, to] = [starts[row] as number, starts[row + 1] as number];
      if (to - from === length && bytes.compare(data, at, at + length, from, to) === 0) return place;
    }
  };
  const roomFor = (length: number, used: number): void => {
    if (used + length <= bytes.length) return;
    const wider = Buffer.allocUnsafeSlow(2 * (used + length));
    bytes.copy(wider, 0, 0, used);
    bytes = wider;
  };
  return {
    size,
    add: (data, at, length) => {
      const used = starts[count] as number;
      roomFor(length, used);
      const place = placeOf(data, at, length);
      data.copy(bytes, used, at, at + length);
      starts[count + 1] = used + length;
      places[place] = count;
      count += 1;
    },
    at: (row) => bytes.toString('latin1', starts[row], starts[row + 1]),
    rowOf: (data, at, length) => places[placeOf(data, at, length)] as number,
  };
};
