import { addAmounts } from './add-amounts.ts';
import { type AtomBits, writeAtoms } from './atom-bits.ts';
import { BLOCK, blocksOf, countOnes, rowsOf, WORDS } from './bits.ts';
import { type GateBits, gatesFor, type Place } from './gates.ts';
import { type Grouping, type MatchPart, newPart } from './part.ts';
import type { AtomPlan, MatchPlan, RulePlan } from './plan.ts';
import { FALSE, type Ref, TRUE } from './signals.ts';
import type { Selection } from './vector.ts';

/** The answered atoms of every block. Shared memory, so that several workers fill it and read it. */
export type AtomIndex = { readonly words: Int32Array };

export type MatchJob = {
  /** Blocks from `from` up to, not including, `to`. */
  readonly from: number;
  readonly to: number;
  /** Places of the rules asked, all when left out. */
  readonly rules?: readonly number[] | undefined;
  /** Amounts and counts by group, when asked. */
  readonly by?: Grouping | undefined;
};

export const newIndex = (plan: AtomPlan): AtomIndex => {
  const words = blocksOf(plan.population.size) * plan.slots * WORDS;
  return { words: new Int32Array(new SharedArrayBuffer(words * 4)) };
};

export const blockAt = (plan: AtomPlan, block: number): number => block * plan.slots * WORDS;

/** Answers the atoms of some blocks into the index. */
export const fillIndex = (plan: AtomPlan, { words }: AtomIndex, from: number, to: number): void => {
  for (let block = from; block < to; block += 1) writeAtoms(plan, block, { words, at: blockAt(plan, block) });
};

/** A plan at work on one block after the other. */
type Work = {
  readonly plan: MatchPlan;
  readonly part: MatchPart;
  readonly by: Grouping | undefined;
  readonly gates: GateBits;
  readonly selection: Selection;
  readonly values: Float64Array;
  readonly places: Map<Ref, Place>;
  atoms: AtomBits;
  base: number;
  rows: number;
};

const bitAt = ({ words, yes, no }: Place, i: number): number => {
  const [word, bit] = [i >> 5, 1 << (i & 31)];
  if (((words[yes + word] as number) & bit) !== 0) return 1;
  return ((words[no + word] as number) & bit) !== 0 ? 0 : Number.NaN;
};

export const startWork = (plan: MatchPlan, part: MatchPart, by: Grouping | undefined): Work => {
  const gates = gatesFor(plan);
  const places = new Map<Ref, Place>();
  const truth = (ref: Ref, row: number): number => {
    if (ref === TRUE || ref === FALSE) return ref === TRUE ? 1 : 0;
    const place = places.get(ref) ?? gates.place(ref, work.atoms);
    places.set(ref, place);
    return bitAt(place, row - work.base);
  };
  const selection: Selection = { rows: new Int32Array(BLOCK), count: 0, truth };
  const atoms: AtomBits = { words: new Int32Array(0), at: 0 };
  const work: Work = {
    plan,
    part,
    by,
    gates,
    selection,
    values: new Float64Array(BLOCK),
    atoms,
    base: 0,
    rows: 0,
    places,
  };
  return work;
};

/** The rows of the block to which a condition applies. */
export const select = (work: Work, condition: Ref, place: Place): void => {
  const { selection, base } = work;
  if (condition !== TRUE) {
    selection.count = condition === FALSE ? 0 : rowsOf(place.words, place.yes, WORDS, base, selection.rows);
    return;
  }
  selection.count = work.rows;
  for (let i = 0; i < work.rows; i += 1) selection.rows[i] = base + i;
};

const totalRule = (work: Work, { condition, amount }: RulePlan, at: number, place: Place): void => {
  select(work, condition, place);
  if (work.selection.count === 0) return;
  addAmounts(work.plan.population, amount, work, { part: work.part, at, by: work.by }, 1);
};

const countRule = (work: Work, { condition }: RulePlan, at: number): void => {
  const { part, rows } = work;
  const fixed = condition === TRUE || condition === FALSE;
  const place = work.gates.place(condition, work.atoms);
  const yes = fixed ? (condition === TRUE ? rows : 0) : countOnes(place.words, place.yes, WORDS);
  const no = fixed ? rows - yes : countOnes(place.words, place.no, WORDS);
  part.yes[at] = (part.yes[at] as number) + yes;
  part.unknown[at] = (part.unknown[at] as number) + rows - yes - no;
};

/** Answers all gates of a block whose atoms are answered. */
export const enterBlock = (work: Work, block: number, atoms: AtomBits): void => {
  work.base = block * BLOCK;
  work.rows = Math.min(BLOCK, work.plan.population.size - work.base);
  work.atoms = atoms;
  work.places.clear();
  work.gates.run(atoms);
};

/** Answers the rules for some blocks: who qualifies, who may, and, when asked, for how much in which group. */
export const matchBlocks = (plan: MatchPlan, job: MatchJob, index?: AtomIndex): MatchPart => {
  const asked = job.rules?.map((at) => plan.rules[at]).filter((rule) => rule !== undefined) ?? plan.rules;
  const part = newPart(asked.length, job.by?.groups ?? 1);
  const work = startWork(plan, part, job.by);
  const own = index ? undefined : new Int32Array(plan.slots * WORDS);
  for (let block = job.from; block < job.to; block += 1) {
    const atoms = own ? { words: own, at: 0 } : { words: index?.words ?? new Int32Array(0), at: blockAt(plan, block) };
    if (own) writeAtoms(plan, block, atoms);
    enterBlock(work, block, atoms);
    for (const [at, rule] of asked.entries()) {
      countRule(work, rule, at);
      if (job.by) totalRule(work, rule, at, work.gates.place(rule.condition, work.atoms));
    }
  }
  return part;
};
