import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from './canonical-json.ts';
import { hashOf, sha256, sm3Hasher } from './hash.ts';
import { merkleProof, merkleRoot, verifyMerkleProof } from './merkle.ts';
import { seededRandom } from './random.ts';

test('canonical JSON reads back as the same value and does not see the order of keys', () => {
  expect(canonicalJson({ b: 1, a: [true, null, '衢州'], c: undefined })).toBe('{"a":[true,null,"衢州"],"b":1}');
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.nat()), (value) => {
      expect(canonicalJson(Object.fromEntries(Object.entries(value).toReversed()))).toBe(canonicalJson(value));
    }),
  );
});

test.each([[Number.NaN], [1n], [new Date(0)], [undefined], [[undefined]], [new Map()]])(
  'canonical JSON refuses %s',
  (value) => {
    expect(() => canonicalJson(value)).toThrow('cannot say');
  },
);

test('the hashes agree with the published test vectors', () => {
  expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(sm3Hasher.hash('abc')).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0');
  expect(hashOf({ b: 1, a: 2 })).toBe(sha256('{"a":2,"b":1}'));
});

test('the Merkle root follows RFC 6962: prefixed leaves and nodes, split at the power of two', () => {
  const leaf = (text: string) => sha256(Buffer.concat([Buffer.from([0]), Buffer.from(text)]));
  const node = (a: string, b: string) => sha256(Buffer.from(`01${a}${b}`, 'hex'));
  expect(merkleRoot([])).toBe(sha256(''));
  expect(merkleRoot(['甲'])).toBe(leaf('甲'));
  expect(merkleRoot(['a', 'b', 'c'])).toBe(node(node(leaf('a'), leaf('b')), leaf('c')));
});

test('every leaf can be proven, and no other leaf, place, size, path or root passes', () => {
  const leaves = fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(leaves, fc.nat(), fc.string(), (all, n, other) => {
      const index = n % all.length;
      const leaf = all[index] ?? '';
      const root = merkleRoot(all);
      const proof = merkleProof(all, index);
      expect(verifyMerkleProof(leaf, proof, root)).toBe(true);
      if (other !== leaf) expect(verifyMerkleProof(other, proof, root)).toBe(false);
      if (all.length > 1)
        expect(verifyMerkleProof(leaf, { ...proof, index: (index + 1) % all.length }, root)).toBe(false);
      expect(verifyMerkleProof(leaf, { ...proof, path: [...proof.path, root] }, root)).toBe(false);
      expect(verifyMerkleProof(leaf, { ...proof, path: proof.path.slice(1) }, root)).toBe(all.length === 1);
      expect(verifyMerkleProof(leaf, proof, sha256(root))).toBe(false);
    }),
  );
  expect(() => merkleProof(['a'], 1)).toThrow('no leaf 1');
  expect(verifyMerkleProof('a', { index: 0, size: 2, path: ['no hash'] }, sha256(''))).toBe(false);
});

test('the same seed gives the same stream for ever', () => {
  const random = seededRandom('demo');
  expect([random.int(1, 6), random.int(1, 6), random.int(1, 6), random.int(1, 6)]).toMatchInlineSnapshot(`
    [
      5,
      4,
      2,
      3,
    ]
  `);
  expect(seededRandom('demo').shuffle([1, 2, 3, 4, 5])).toMatchInlineSnapshot(`
    [
      3,
      1,
      5,
      2,
      4,
    ]
  `);
  expect(seededRandom('demo').fork('a').int(0, 999)).not.toBe(seededRandom('demo').fork('b').int(0, 999));
});

test('numbers keep to their range and fill it evenly', () => {
  const random = seededRandom('even');
  const counts = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < 6000; i++) {
    const at = random.int(0, 5);
    counts[at] = (counts[at] ?? 0) + 1;
  }
  expect(Math.min(...counts)).toBeGreaterThan(850);
  expect(random.fraction()).toBeLessThan(1);
  expect(random.chance(0)).toBe(false);
  expect(random.chance(1)).toBe(true);
  expect(() => random.pick([])).toThrow('nothing');
  expect(() => random.int(3, 2)).toThrow('no whole number');
});

test('a shuffle keeps every item', () => {
  fc.assert(
    fc.property(fc.array(fc.nat()), fc.string(), (items, seed) => {
      expect(seededRandom(seed).shuffle(items).sort()).toEqual([...items].sort());
    }),
  );
});
