import { codeOf } from './codes.ts';
import type { Quick } from './quick.ts';

/** All atoms that read one fact and nothing else. What one value answers to all of them is worked out once. */
export type AtomsOfFact = {
  readonly fact: string;
  readonly nodes: Int32Array;
  /** A code for each of `nodes`, 0 where the language must be asked; nothing when it must be for all of them. */
  readonly answers: (raw: unknown) => Uint8Array | undefined;
};

/** More different values than this are names of firms rather than codes. */
const MOST = 20_000;

/** Odd where the number is one of the turns, even between two: all numbers of one place are answered alike. */
const placeOf = (turns: Float64Array, value: number): number => {
  let [low, high] = [0, turns.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((turns[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return turns[low] === value ? 2 * low + 1 : 2 * low;
};

const keyOf = (turns: Float64Array, raw: unknown): unknown => {
  if (typeof raw === 'number') return Number.isFinite(raw) ? placeOf(turns, raw) : undefined;
  if (raw === null || raw === undefined) return null;
  return typeof raw === 'string' || typeof raw === 'boolean' ? raw : undefined;
};

const answersOf = (quicks: readonly Quick[]): AtomsOfFact['answers'] => {
  const turns = Float64Array.from(new Set(quicks.flatMap(({ turn }) => turn ?? []))).sort();
  const kept = new Map<unknown, Uint8Array>();
  return (raw) => {
    const key = keyOf(turns, raw);
    if (key === undefined) return undefined;
    const known = kept.get(key);
    if (known !== undefined || kept.size >= MOST) return known;
    const made = Uint8Array.from(quicks, ({ way }) => codeOf(way(raw)));
    kept.set(key, made);
    return made;
  };
};

/** The atoms with a short way, by the fact that they read. */
export const atomsByFact = (quick: readonly (Quick | undefined)[]): readonly AtomsOfFact[] => {
  const short = quick.flatMap((each, node) => (each ? [{ each, node }] : []));
  const byFact = Map.groupBy(short, ({ each }) => each.fact);
  return [...byFact].map(([fact, atoms]) => ({
    fact,
    nodes: Int32Array.from(atoms, ({ node }) => node),
    answers: answersOf(atoms.map(({ each }) => each)),
  }));
};
