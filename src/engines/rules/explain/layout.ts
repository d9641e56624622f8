import { type Evaluation, evaluator, type Facts } from '#language';
import type { DagNode } from '../dag.ts';
import type { Program } from '../program.ts';
import { type AtomsOfFact, atomsByFact } from './atoms-of-fact.ts';
import { type Quick, quickOf } from './quick.ts';

export const [ATOM, AND, OR, NOT] = [0, 1, 2, 3] as const;

/** A program laid out flat: thousands of nodes are answered for one record. */
export type Layout = {
  readonly kinds: Uint8Array;
  /** The inputs of node i lie from `from[i]` up to `from[i + 1]`. */
  readonly from: Int32Array;
  readonly inputs: Int32Array;
  readonly quick: readonly (Quick | undefined)[];
  readonly atoms: readonly AtomsOfFact[];
  /** The language's own way to a node; each is made once. */
  readonly evaluatorOf: (node: number) => (facts: Facts) => Evaluation;
  /** What an atom with a short way misses when nobody knows its fact. */
  readonly lacking: (node: number) => readonly string[];
};

const kindOf = ({ role, node }: DagNode): number => {
  if (role !== 'gate') return ATOM;
  return node.kind === 'not' ? NOT : node.kind === 'or' ? OR : AND;
};

const remembering = <T extends object>(make: (node: number) => T): ((node: number) => T) => {
  const known: (T | undefined)[] = [];
  return (node) => {
    const found = known[node] ?? make(node);
    known[node] = found;
    return found;
  };
};

const nodeAt = (nodes: readonly DagNode[], id: number): DagNode => {
  const node = nodes[id];
  if (!node) throw new Error(`no node ${id} in this program`);
  return node;
};

const layOut = ({ nodes }: Program): Layout => {
  const quick = nodes.map(quickOf);
  const from = new Int32Array(nodes.length + 1);
  for (const [id, { inputs }] of nodes.entries()) from[id + 1] = (from[id] as number) + inputs.length;
  const evaluatorOf = remembering((id) => evaluator({ source: '', root: nodeAt(nodes, id).node, diagnostics: [] }));
  return {
    kinds: Uint8Array.from(nodes, kindOf),
    from,
    inputs: Int32Array.from(nodes.flatMap((each) => each.inputs)),
    quick,
    atoms: atomsByFact(quick),
    evaluatorOf,
    lacking: remembering((id) => evaluatorOf(id)({}).missing),
  };
};

const layouts = new WeakMap<Program, Layout>();

export const layoutOf = (program: Program): Layout => {
  const known = layouts.get(program);
  if (known) return known;
  const made = layOut(program);
  layouts.set(program, made);
  return made;
};
