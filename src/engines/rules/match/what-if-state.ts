import { addAmounts, amountsInto } from './add-amounts.ts';
import type { Atom } from './atoms.ts';
import { BLOCK, rowsOf, WORDS } from './bits.ts';
import type { Buckets } from './buckets.ts';
import { type AtomIndex, blockAt } from './match.ts';
import { type MatchPart, newPart } from './part.ts';
import type { AmountPlan, AtomPlan } from './plan.ts';
import type { Population } from './population.ts';
import type { NamedGrouping } from './results.ts';
import { answerWord, type Shape, type Words } from './shape.ts';

/** A rule over a population, with the answers of its atoms and its own. */
export type State = {
  readonly population: Population;
  readonly by: NamedGrouping;
  readonly atomPlan: AtomPlan;
  readonly index: AtomIndex;
  readonly kinds: Atom[];
  readonly keys: string[];
  /** Answers of the rule by word of 32 rows. */
  readonly yes: Int32Array;
  readonly no: Int32Array;
  readonly buckets: Map<string, Buckets>;
  readonly rows: Int32Array;
  readonly values: Float64Array;
  shape: Shape;
  amountKey: string;
  amount: AmountPlan | undefined;
  part: MatchPart;
};

const wordAt = ({ atomPlan, index }: State, atom: number, word: number): Words => {
  const slot = atomPlan.slotOf[atom] ?? 0;
  const base = blockAt(atomPlan, Math.floor(word / WORDS)) + (word % WORDS);
  return { yes: index.words[base + slot * WORDS] as number, no: index.words[base + (slot + 1) * WORDS] as number };
};

const tailMask = (size: number, word: number): number => {
  const rows = size - word * 32;
  return rows >= 32 ? -1 : rows <= 0 ? 0 : (1 << rows) - 1;
};

type Selection = { readonly rows: Int32Array; count: number; readonly truth: () => number };

/** Hands on the rows of some words, a block's worth at a time. */
const eachBlock = (
  { rows }: State,
  words: Int32Array,
  wordNumbers: Int32Array | undefined,
  take: (selection: Selection) => void,
): void => {
  const selection: Selection = { rows, count: 0, truth: () => Number.NaN };
  const flush = () => {
    if (selection.count > 0) take(selection);
    selection.count = 0;
  };
  const room = new Int32Array(32);
  for (let i = 0; i < words.length; i += 1) {
    if (words[i] === 0) continue;
    const found = rowsOf(words, i, 1, (wordNumbers ? (wordNumbers[i] as number) : i) * 32, room);
    if (selection.count + found > BLOCK) flush();
    for (let k = 0; k < found; k += 1) rows[selection.count + k] = room[k] as number;
    selection.count += found;
  }
  flush();
};

/** Adds or takes away the rows of some words. */
const account = (state: State, words: Int32Array, wordNumbers: Int32Array | undefined, sign: 1 | -1): void => {
  const { values, population, amount, by, part } = state;
  eachBlock(state, words, wordNumbers, (selection) => {
    addAmounts(population, amount, { selection, values }, { part, at: 0, by }, sign);
  });
};

/** The amounts of the rows of these bits, each at its own place. */
export const amountsAt = (state: State, bits: Int32Array, into: Float64Array): void => {
  const { values, population, amount } = state;
  eachBlock(state, bits, undefined, (selection) => {
    amountsInto(population, amount, { selection, values }, into);
  });
};

export const answerAll = (state: State): void => {
  const scratch: Words[] = [];
  for (let word = 0; word < state.yes.length; word += 1) {
    const mask = tailMask(state.population.size, word);
    const { yes, no } = answerWord(state.shape, (atom) => wordAt(state, atom, word), scratch);
    state.yes[word] = yes & mask;
    state.no[word] = no & mask;
  }
};

export const totalAll = (state: State): void => {
  state.part = newPart(1, state.by.groups);
  account(state, state.yes, undefined, 1);
};

/** Answers the given words again, and books the difference. */
export const answerAgain = (state: State, dirty: Int32Array): void => {
  const gained = new Int32Array(dirty.length);
  const lost = new Int32Array(dirty.length);
  const scratch: Words[] = [];
  for (const [i, word] of dirty.entries()) {
    const mask = tailMask(state.population.size, word);
    const answer = answerWord(state.shape, (atom) => wordAt(state, atom, word), scratch);
    const before = state.yes[word] as number;
    gained[i] = answer.yes & mask & ~before;
    lost[i] = before & ~answer.yes;
    state.yes[word] = answer.yes & mask;
    state.no[word] = answer.no & mask;
  }
  account(state, gained, dirty, 1);
  account(state, lost, dirty, -1);
};
