import type { Node } from '#language';
import { growDag } from '../dag.ts';
import type { Program, ProgramRule } from '../program.ts';
import { type Atom, atomOf, type ColumnAtom } from './atoms.ts';
import { BLOCK } from './bits.ts';
import { type ColumnCodes, columnCodes } from './column-codes.ts';
import type { Population } from './population.ts';
import { FALSE, growSignals, type Ref, type Signal, type Signals, signalOf, TRUE, UNKNOWN } from './signals.ts';
import { NotVectorisable, type Vector } from './vector.ts';
import { roundedVector } from './vector-parts.ts';
import { readsOf, vectorise } from './vectorise.ts';

/** How the amount of a rule is worked out: by a formula over columns, or row by row. */
export type AmountPlan =
  | { readonly by: 'vector'; readonly vector: Vector }
  | { readonly by: 'row'; readonly node: Node; readonly names: readonly string[] };

export type RulePlan = {
  readonly rule: ProgramRule;
  readonly condition: Ref;
  readonly amount?: AmountPlan;
};

/** Sixteen atoms, true and false each in one of 32 bits, looked up by the codes of their columns. */
export type AtomGroup = {
  readonly sources: readonly { readonly column: string; readonly masks: Int32Array }[];
  readonly slot: number;
};

export type LooseAtom = { readonly atom: Exclude<Atom, ColumnAtom>; readonly slot: number };

/** How the atoms of some rules are answered, and where their bits go. */
export type AtomPlan = {
  readonly population: Population;
  /** By atom: the slot of its true bits; its false bits follow. */
  readonly slotOf: readonly number[];
  readonly slots: number;
  readonly codes: ReadonlyMap<string, ColumnCodes>;
  readonly groups: readonly AtomGroup[];
  readonly loose: readonly LooseAtom[];
};

/** Everything about the rules and the columns that does not depend on a row. */
export type MatchPlan = AtomPlan & {
  readonly program: Program;
  readonly signals: readonly Signal[];
  readonly rules: readonly RulePlan[];
};

/** Slot 0 is all zero: both bits of what nobody knows. */
export const ZEROS = 0;
const PER_GROUP = 16;

type Gathered = { readonly signals: Signals; readonly atoms: Atom[]; readonly signal: (node: Node) => Ref };

const constantRef = { '1': TRUE, '0': FALSE, '-1': UNKNOWN } as const;

const noConditions = (): Ref => {
  throw new NotVectorisable('a condition inside an atom');
};

const gather = (population: Population): Gathered => {
  const signals = growSignals();
  const dag = growDag();
  const atoms: Atom[] = [];
  const refs = new Map<number, Ref>();
  const leaf = (node: Node): Ref => {
    const key = dag.add(node);
    const known = refs.get(key);
    if (known !== undefined) return known;
    const atom = atomOf(node, { population, size: BLOCK, signal: noConditions });
    const ref = typeof atom === 'number' ? constantRef[`${atom}`] : signals.leaf(atoms.push(atom) - 1);
    refs.set(key, ref);
    return ref;
  };
  return { signals, atoms, signal: (node) => signalOf(node, signals, leaf) };
};

export const planAmount = (node: Node, population: Population, signal: (node: Node) => Ref): AmountPlan => {
  try {
    const vector = vectorise(node, { population, size: BLOCK, signal });
    return { by: 'vector', vector: roundedVector(vector, 1, 'half-up') };
  } catch (error) {
    if (!(error instanceof NotVectorisable)) throw error;
    return { by: 'row', node, names: [...readsOf(node)] };
  }
};

const isColumn = (atom: Atom): atom is ColumnAtom => atom.kind === 'column';

type Numbered = { readonly atom: ColumnAtom; readonly index: number };

const groupOf = (part: readonly Numbered[], slot: number, codes: ReadonlyMap<string, ColumnCodes>): AtomGroup => {
  const byColumn = Map.groupBy(part.entries(), ([, { atom }]) => atom.column);
  const sources = [...byColumn].map(([column, members]) => {
    const of = codes.get(column);
    const masks = new Int32Array(of?.size ?? 1);
    for (const [place, { atom }] of members)
      for (let code = 0; code < masks.length; code += 1) {
        const answer = of?.answer(atom.test, code) ?? -1;
        if (answer >= 0) masks[code] = (masks[code] ?? 0) | (1 << (2 * place + (answer === 1 ? 0 : 1)));
      }
    return { column, masks };
  });
  return { sources, slot };
};

const columnsIn = (population: Population, atoms: readonly Atom[]): ReadonlyMap<string, ColumnCodes> => {
  const byColumn = Map.groupBy(atoms.filter(isColumn), (atom) => atom.column);
  return new Map(
    [...byColumn].flatMap(([name, members]) => {
      const column = population.columns.get(name);
      return column
        ? [
            [
              name,
              columnCodes(
                column,
                members.map((each) => each.test),
              ),
            ] as const,
          ]
        : [];
    }),
  );
};

/** Puts atoms of the same column side by side, sixteen at a time. */
export const planAtoms = (population: Population, atoms: readonly Atom[]): AtomPlan => {
  const codes = columnsIn(population, atoms);
  const numbered = atoms.flatMap((atom, index) => (isColumn(atom) ? [{ atom, index }] : []));
  const sorted = numbered.toSorted((a, b) =>
    a.atom.column < b.atom.column ? -1 : a.atom.column > b.atom.column ? 1 : 0,
  );
  const slotOf: number[] = [];
  const groups: AtomGroup[] = [];
  let slots = ZEROS + 1;
  for (let at = 0; at < sorted.length; at += PER_GROUP) {
    const part = sorted.slice(at, at + PER_GROUP);
    for (const [place, { index }] of part.entries()) slotOf[index] = slots + 2 * place;
    groups.push(groupOf(part, slots, codes));
    slots += 2 * part.length;
  }
  const loose = atoms.flatMap((atom, index): LooseAtom[] => {
    if (isColumn(atom)) return [];
    slotOf[index] = slots;
    slots += 2;
    return [{ atom, slot: slots - 2 }];
  });
  return { population, slotOf, slots, codes, groups, loose };
};

/** Works out how to answer all rules of a program for all rows of a population. */
export const planMatch = (program: Program, population: Population): MatchPlan => {
  const { signals, atoms, signal } = gather(population);
  const nodeAt = (id: number): Node => {
    const at = program.nodes[id];
    if (!at) throw new Error(`no node ${id} in this program`);
    return at.node;
  };
  const rules = program.rules.map((rule): RulePlan => {
    const condition = signal(nodeAt(rule.condition));
    if (rule.amount === undefined) return { rule, condition };
    return { rule, condition, amount: planAmount(nodeAt(rule.amount), population, signal) };
  });
  return { ...planAtoms(population, atoms), program, signals: signals.list, rules };
};
