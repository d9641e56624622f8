import { answerOf, type RowAtom, rowFacts, type VectorAtom } from './atoms.ts';
import { BLOCK, transpose32, WORDS } from './bits.ts';
import type { AtomGroup, AtomPlan, LooseAtom } from './plan.ts';
import type { Selection } from './vector.ts';

/** The atoms of one block: slot after slot, `WORDS` words each, from `at` on. */
export type AtomBits = { readonly words: Int32Array; readonly at: number };

type Rows = { readonly from: number; readonly to: number };
type Codes = { readonly codes: Uint8Array | Uint16Array | Uint32Array; readonly shift: number };

const gatherMasks = (m: Int32Array, { codes, shift }: Codes, masks: Int32Array, row: number, rows: number): void => {
  const first = row - shift;
  for (let j = 0; j < rows; j += 1) m[j] = masks[codes[first + j] as number] as number;
  for (let j = rows; j < 32; j += 1) m[j] = 0;
};

const addMasks = (m: Int32Array, { codes, shift }: Codes, masks: Int32Array, row: number, rows: number): void => {
  const first = row - shift;
  for (let j = 0; j < rows; j += 1) m[j] = (m[j] as number) | (masks[codes[first + j] as number] as number);
};

const m = new Int32Array(32);

const writeGroup = (
  group: AtomGroup,
  read: (column: string) => Codes,
  { from, to }: Rows,
  { words, at }: AtomBits,
): void => {
  const sources = group.sources.map(({ column, masks }) => ({ codes: read(column), masks }));
  const [first, ...others] = sources;
  if (!first) return;
  const used = Math.min(32, usedBits(group));
  const base = at + group.slot * WORDS;
  for (let w = 0; w < WORDS; w += 1) {
    const row = from + w * 32;
    const rows = Math.max(0, Math.min(32, to - row));
    gatherMasks(m, first.codes, first.masks, row, rows);
    for (const other of others) addMasks(m, other.codes, other.masks, row, rows);
    transpose32(m);
    for (let k = 0; k < used; k += 1) words[base + k * WORDS + w] = m[k] as number;
  }
};

const usedBits = ({ sources }: AtomGroup): number => {
  let any = 0;
  for (const { masks } of sources) for (const mask of masks) any |= mask;
  return 32 - Math.clz32(any);
};

const NOWHERE = (): number => Number.NaN;

const writeVector = (
  atom: VectorAtom,
  slot: number,
  { from, to }: Rows,
  { words, at }: AtomBits,
  scratch: Scratch,
): void => {
  const { selection, values } = scratch;
  const count = to - from;
  for (let i = 0; i < count; i += 1) selection.rows[i] = from + i;
  selection.count = count;
  atom.vector.run(selection, values);
  const [yes, no] = [at + slot * WORDS, at + (slot + 1) * WORDS];
  for (let i = 0; i < count; i += 1) {
    const value = values[i] as number;
    if (Number.isNaN(value)) continue;
    const place = (atom.holds(value) ? yes : no) + (i >> 5);
    words[place] = (words[place] as number) | (1 << (i & 31));
  }
};

const writeRows = (plan: AtomPlan, atom: RowAtom, slot: number, { from, to }: Rows, { words, at }: AtomBits): void => {
  for (let row = from; row < to; row += 1) {
    const answer = answerOf(atom.node, rowFacts(plan.population, atom.names, row));
    if (answer < 0) continue;
    const place = at + (slot + (answer === 1 ? 0 : 1)) * WORDS + ((row - from) >> 5);
    words[place] = (words[place] as number) | (1 << ((row - from) & 31));
  }
};

type Scratch = { readonly selection: Selection; readonly values: Float64Array };

const writeLoose = (plan: AtomPlan, { atom, slot }: LooseAtom, rows: Rows, bits: AtomBits, scratch: Scratch): void => {
  bits.words.fill(0, bits.at + slot * WORDS, bits.at + (slot + 2) * WORDS);
  if (atom.kind === 'vector') writeVector(atom, slot, rows, bits, scratch);
  else writeRows(plan, atom, slot, rows, bits);
};

/** Answers every atom of the plan for the rows of one block. */
export const writeAtoms = (plan: AtomPlan, block: number, bits: AtomBits): void => {
  const from = block * BLOCK;
  const rows = { from, to: Math.min(plan.population.size, from + BLOCK) };
  const seen = new Map<string, Codes>();
  const read = (column: string): Codes => {
    const known = seen.get(column) ?? plan.codes.get(column)?.read(rows.from, rows.to);
    if (!known) throw new Error(`no codes for column ${column}`);
    seen.set(column, known);
    return known;
  };
  bits.words.fill(0, bits.at, bits.at + WORDS);
  for (const group of plan.groups) writeGroup(group, read, rows, bits);
  const scratch: Scratch = {
    selection: { rows: new Int32Array(BLOCK), count: 0, truth: NOWHERE },
    values: new Float64Array(BLOCK),
  };
  for (const loose of plan.loose) writeLoose(plan, loose, rows, bits, scratch);
};
