/** Words of 32 rows; a block is what the inner loops work on while it lies in the cache. */
export const WORDS = 256;
export const BLOCK = WORDS * 32;

export const blocksOf = (rows: number): number => Math.ceil(rows / BLOCK);

/** Turns 32 words on their side: bit c of word r becomes bit r of word c. */
export const transpose32 = (m: Int32Array): void => {
  let mask = 0x0000ffff;
  for (let j = 16; j !== 0; j >>= 1) {
    for (let k = 0; k < 32; k = (k + j + 1) & ~j) {
      const low = m[k] as number;
      const high = m[k + j] as number;
      const t = ((low >>> j) ^ high) & mask;
      m[k + j] = high ^ t;
      m[k] = low ^ (t << j);
    }
    mask ^= mask << (j >> 1);
  }
};

const ones = (word: number): number => {
  let x = word - ((word >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  x = (x + (x >>> 4)) & 0x0f0f0f0f;
  return Math.imul(x, 0x01010101) >>> 24;
};

/** Counts set bits by carry-save adders (Harley and Seal): eight words cost one count. `length` is a multiple of 8. */
export const countOnes = (a: Int32Array, from: number, length: number): number => {
  let [n1, n2, n4, eights] = [0, 0, 0, 0];
  for (let i = from; i < from + length; i += 8) {
    const [w0, w1, w2, w3] = [a[i] as number, a[i + 1] as number, a[i + 2] as number, a[i + 3] as number];
    const [w4, w5, w6, w7] = [a[i + 4] as number, a[i + 5] as number, a[i + 6] as number, a[i + 7] as number];
    let u = n1 ^ w0;
    const twoA = (n1 & w0) | (u & w1);
    const s1 = u ^ w1;
    u = s1 ^ w2;
    const twoB = (s1 & w2) | (u & w3);
    const s2 = u ^ w3;
    u = n2 ^ twoA;
    const fourA = (n2 & twoA) | (u & twoB);
    const t1 = u ^ twoB;
    u = s2 ^ w4;
    const twoC = (s2 & w4) | (u & w5);
    const s3 = u ^ w5;
    u = s3 ^ w6;
    const twoD = (s3 & w6) | (u & w7);
    n1 = u ^ w7;
    u = t1 ^ twoC;
    const fourB = (t1 & twoC) | (u & twoD);
    n2 = u ^ twoD;
    u = n4 ^ fourA;
    eights += ones((n4 & fourA) | (u & fourB));
    n4 = u ^ fourB;
  }
  return 8 * eights + 4 * ones(n4) + 2 * ones(n2) + ones(n1);
};

/** Writes the rows of set bits into `out`, from `base` on; answers how many. */
export const rowsOf = (a: Int32Array, from: number, length: number, base: number, out: Int32Array): number => {
  let n = 0;
  for (let i = 0; i < length; i += 1) {
    let word = a[from + i] as number;
    const first = base + i * 32;
    while (word !== 0) {
      const low = word & -word;
      out[n] = first + 31 - Math.clz32(low);
      n += 1;
      word ^= low;
    }
  }
  return n;
};
