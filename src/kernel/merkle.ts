import { type Hasher, sha256Hasher } from './hash.ts';

/**
 * Merkle trees in the manner of RFC 6962: a leaf is H(0x00 ‖ content), a node H(0x01 ‖ left ‖ right), the empty tree
 * H(""). The prefixes keep anyone from passing a node off as a leaf. The tree splits at the largest power of two
 * below its size, so that a later tree grows from an earlier one.
 */
export type MerkleProof = {
  readonly index: number;
  readonly size: number;
  /** Sibling hashes (hex) from the leaf up. */
  readonly path: readonly string[];
};

/** @example merkleRoot(['a', 'b']) === merkleRoot(['b', 'a']) // false: order counts */
export function merkleRoot(leaves: readonly string[], using: Hasher = sha256Hasher): string {
  if (leaves.length === 0) return using.hash('');
  return rootOf(
    leaves.map((leaf) => leafHash(leaf, using)),
    using,
  );
}

/** Proof that the leaf at `index` is under the root of these leaves. */
export function merkleProof(leaves: readonly string[], index: number, using: Hasher = sha256Hasher): MerkleProof {
  if (!Number.isInteger(index) || index < 0 || index >= leaves.length)
    throw new Error(`no leaf ${index} among ${leaves.length}`);
  const path = pathTo(
    leaves.map((leaf) => leafHash(leaf, using)),
    index,
    using,
  );
  return { index, size: leaves.length, path };
}

/** @example verifyMerkleProof('b', merkleProof(['a', 'b', 'c'], 1), merkleRoot(['a', 'b', 'c'])) // true */
export function verifyMerkleProof(
  leaf: string,
  { index, size, path }: MerkleProof,
  root: string,
  using: Hasher = sha256Hasher,
): boolean {
  if (!(index >= 0 && index < size)) return false;
  const siblings = path.toReversed();
  const climbed = climb(leafHash(leaf, using), index, size, siblings, using);
  return climbed?.left.length === 0 && climbed.hash === root;
}

type Climb = { readonly hash: string; readonly left: readonly string[] };

/** Recomputes the root top down: at each split the outermost sibling belongs to the half without the leaf. */
function climb(
  leaf: string,
  index: number,
  size: number,
  siblings: readonly string[],
  using: Hasher,
): Climb | undefined {
  if (size === 1) return { hash: leaf, left: siblings };
  const [sibling, ...rest] = siblings;
  if (sibling === undefined || !/^[0-9a-f]{64}$/.test(sibling)) return undefined;
  const split = splitOf(size);
  const onLeft = index < split;
  const inner = climb(leaf, onLeft ? index : index - split, onLeft ? split : size - split, rest, using);
  if (!inner) return undefined;
  const hash = onLeft ? nodeHash(inner.hash, sibling, using) : nodeHash(sibling, inner.hash, using);
  return { hash, left: inner.left };
}

function rootOf(hashes: readonly string[], using: Hasher): string {
  const [only] = hashes;
  if (only !== undefined && hashes.length === 1) return only;
  const split = splitOf(hashes.length);
  return nodeHash(rootOf(hashes.slice(0, split), using), rootOf(hashes.slice(split), using), using);
}

function pathTo(hashes: readonly string[], index: number, using: Hasher): string[] {
  if (hashes.length === 1) return [];
  const split = splitOf(hashes.length);
  const [left, right] = [hashes.slice(0, split), hashes.slice(split)];
  return index < split
    ? [...pathTo(left, index, using), rootOf(right, using)]
    : [...pathTo(right, index - split, using), rootOf(left, using)];
}

/** The largest power of two below a size of two or more. */
const splitOf = (size: number): number => 2 ** (31 - Math.clz32(size - 1));

const leafHash = (content: string, using: Hasher): string => using.hash(Buffer.from(`\u0000${content}`));
const nodeHash = (left: string, right: string, using: Hasher): string =>
  using.hash(Buffer.from(`01${left}${right}`, 'hex'));
