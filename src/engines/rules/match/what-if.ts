import type { Node } from '#language';
import type { Program, ProgramRule } from '../program.ts';
import { writeAtoms } from './atom-bits.ts';
import { type Atom, atomOf, type ColumnAtom } from './atoms.ts';
import { BLOCK, blocksOf, countOnes, WORDS } from './bits.ts';
import { type Buckets, bucketsOf, rowsBetween } from './buckets.ts';
import { blockAt, fillIndex, newIndex } from './match.ts';
import { newPart } from './part.ts';
import { planAmount, planAtoms } from './plan.ts';
import type { Population } from './population.ts';
import { type NamedGrouping, type RuleTotal, totalOf } from './results.ts';
import { keyOf, type Shape, sameShape, shapeOf } from './shape.ts';
import { NotVectorisable } from './vector.ts';
import { amountsAt, answerAgain, answerAll, type State, totalAll } from './what-if-state.ts';

/** A rule over a population whose thresholds can be moved: a move touches only the rows between the two cuts. */
export type WhatIf = {
  readonly total: () => RuleTotal;
  /** The same rule with other parameters. Answers how many rows were looked at again. */
  readonly move: (program: Program) => number;
  /** Who qualifies and who does not, 32 rows to a word; of the rest nobody knows. Good until the next move. */
  readonly answers: () => { readonly yes: Int32Array; readonly no: Int32Array };
  /** Stands for the formula of the amount as it is now. */
  readonly amountKey: () => string;
  /** The amount in 分 of each of these rows at its own place; NaN where a fact is missing. */
  readonly amounts: (bits: Int32Array, into: Float64Array) => void;
};

const nodeAt = (program: Program, id: number): Node => {
  const at = program.nodes[id];
  if (!at) throw new Error(`no node ${id} in this program`);
  return at.node;
};

const ruleIn = (program: Program, id: string): ProgramRule => {
  const rule = program.rules.find((each) => each.rule.id === id);
  if (!rule) throw new Error(`规则“${id}”在 ${program.rulesAsOf} 没有施行`);
  return rule;
};

const noConditions = (): never => {
  throw new NotVectorisable('a condition in an amount');
};

/** An answer that is the same for all is an atom too, so that shapes stay alike. */
const atomFor = (node: Node, population: Population): Atom => {
  const atom = atomOf(node, { population, size: BLOCK, signal: noConditions });
  return typeof atom === 'number' ? { kind: 'row', node, names: [] } : atom;
};

const flip = (state: State, atom: number, row: number): void => {
  const slot = state.atomPlan.slotOf[atom] ?? 0;
  const at = blockAt(state.atomPlan, Math.floor(row / BLOCK)) + slot * WORDS + ((row % BLOCK) >> 5);
  const { words } = state.index;
  words[at] = (words[at] as number) ^ (1 << (row & 31));
  words[at + WORDS] = (words[at + WORDS] as number) ^ (1 << (row & 31));
};

const bucketsFor = (state: State, name: string): Buckets => {
  const column = state.population.columns.get(name);
  if (!column || column.kind === 'code') throw new Error(`“${name}”不是数也不是日期`);
  const found = state.buckets.get(name) ?? bucketsOf(column);
  state.buckets.set(name, found);
  return found;
};

type IntervalTest = ColumnAtom['test'] & { readonly by: 'interval' };

const isInterval = (atom: Atom | undefined): atom is ColumnAtom & { readonly test: IntervalTest } =>
  atom?.kind === 'column' && atom.test.by === 'interval';

/** Every row that lies between an old and a new end changes sides. Answers how many were visited. */
const moveInterval = (
  state: State,
  at: number,
  from: IntervalTest,
  to: IntervalTest,
  name: string,
  touched: Uint8Array,
): number => {
  const column = state.population.columns.get(name);
  if (!column || column.kind === 'code') return 0;
  const buckets = bucketsFor(state, name);
  let visited = 0;
  const turn = (row: number) => {
    flip(state, at, row);
    touched[row >> 5] = 1;
    visited += 1;
  };
  for (const end of ['from', 'to'] as const) {
    const [a, b] = [from.interval[end], to.interval[end]];
    rowsBetween(buckets, column.values, Math.min(a, b), Math.max(a, b), turn);
  }
  return visited;
};

/** Answers one atom for all rows, when more than an end of an interval has changed. */
const rewrite = (state: State, at: number, atom: Atom): void => {
  const one = planAtoms(state.population, [atom]);
  const own = new Int32Array(one.slots * WORDS);
  const [from, slot] = [(one.slotOf[0] ?? 0) * WORDS, state.atomPlan.slotOf[at] ?? 0];
  for (let block = 0; block < blocksOf(state.population.size); block += 1) {
    writeAtoms(one, block, { words: own, at: 0 });
    state.index.words.set(own.subarray(from, from + 2 * WORDS), blockAt(state.atomPlan, block) + slot * WORDS);
  }
};

const dirtyWords = (touched: Uint8Array): Int32Array => {
  const found = new Int32Array(touched.length);
  let count = 0;
  for (let word = 0; word < touched.length; word += 1) if (touched[word] === 1) found[count++] = word;
  return found.subarray(0, count);
};

const startState = (program: Program, ruleId: string, population: Population, by: NamedGrouping): State => {
  const rule = ruleIn(program, ruleId);
  const shape = shapeOf(nodeAt(program, rule.condition));
  const kinds = shape.atoms.map((node) => atomFor(node, population));
  const atomPlan = planAtoms(population, kinds);
  const index = newIndex(atomPlan);
  fillIndex(atomPlan, index, 0, blocksOf(population.size));
  const words = blocksOf(population.size) * WORDS;
  const state: State = {
    population,
    by,
    atomPlan,
    index,
    kinds,
    keys: shape.atoms.map(keyOf),
    yes: new Int32Array(words),
    no: new Int32Array(words),
    buckets: new Map(),
    rows: new Int32Array(BLOCK + 32),
    values: new Float64Array(BLOCK + 32),
    shape,
    amountKey: '',
    amount: undefined,
    part: newPart(1, by.groups),
  };
  takeAmount(state, program, rule);
  answerAll(state);
  totalAll(state);
  return state;
};

const takeAmount = (state: State, program: Program, rule: ProgramRule): boolean => {
  const node = rule.amount === undefined ? undefined : nodeAt(program, rule.amount);
  const key = node ? keyOf(node) : '';
  if (key === state.amountKey) return false;
  state.amountKey = key;
  state.amount = node && planAmount(node, state.population, noConditions);
  return true;
};

const moveAtoms = (state: State, next: Shape, touched: Uint8Array): number => {
  let visited = 0;
  for (const [at, node] of next.atoms.entries()) {
    const key = keyOf(node);
    if (key === state.keys[at]) continue;
    const [before, after] = [state.kinds[at], atomFor(node, state.population)];
    state.keys[at] = key;
    state.kinds[at] = after;
    if (isInterval(before) && isInterval(after) && before.column === after.column)
      visited += moveInterval(state, at, before.test, after.test, after.column, touched);
    else {
      rewrite(state, at, after);
      touched.fill(1);
      visited += state.population.size;
    }
  }
  return visited;
};

/**
 * Opens a rule for trying other thresholds, rates and caps over a population, with counts and amounts by group.
 *
 * @example
 * const trial = openWhatIf(program, '补助', population, groupingBy(population, ['所在地']));
 * trial.move(programFor(book, day, { values: { 研发: { 占比下限: '2.5%' } } }));
 * trial.total().yes // recipients at 2.5 %
 */
export const openWhatIf = (program: Program, ruleId: string, population: Population, by: NamedGrouping): WhatIf => {
  let state = startState(program, ruleId, population, by);
  const move = (next: Program): number => {
    const rule = ruleIn(next, ruleId);
    const shape = shapeOf(nodeAt(next, rule.condition));
    if (!sameShape(shape, state.shape)) {
      state = startState(next, ruleId, population, by);
      return population.size;
    }
    const touched = new Uint8Array(state.yes.length);
    const visited = moveAtoms(state, shape, touched);
    state.shape = shape;
    const dirty = dirtyWords(touched);
    if (takeAmount(state, next, rule)) {
      answerAgain(state, dirty);
      totalAll(state);
      return visited;
    }
    answerAgain(state, dirty);
    return visited;
  };
  const total = (): RuleTotal => {
    const yes = countOnes(state.yes, 0, state.yes.length);
    const unknown = population.size - yes - countOnes(state.no, 0, state.no.length);
    return totalOf(ruleId, { ...state.part, yes: Float64Array.of(yes), unknown: Float64Array.of(unknown) }, 0, by);
  };
  return {
    total,
    move,
    answers: () => ({ yes: state.yes, no: state.no }),
    amountKey: () => state.amountKey,
    amounts: (bits, into) => amountsAt(state, bits, into),
  };
};
