import type { Node } from '#language';
import { growDag } from '../dag.ts';
import { growSignals, type Ref, type Signal, signalOf } from './signals.ts';

/** A condition with its atoms numbered in the order of the text. */
export type Shape = { readonly signals: readonly Signal[]; readonly root: Ref; readonly atoms: readonly Node[] };

/** The atoms in the order of the text, each apart: the same rule with other numbers has the same shape. */
export const shapeOf = (condition: Node): Shape => {
  const signals = growSignals();
  const atoms: Node[] = [];
  const root = signalOf(condition, signals, (node) => signals.leaf(atoms.push(node) - 1));
  return { signals: signals.list, root, atoms };
};

export const keyOf = (node: Node): string => {
  const dag = growDag();
  dag.add(node);
  return dag.nodes.map(({ key }) => key).join(';');
};

export const sameShape = (a: Shape, b: Shape): boolean =>
  a.root === b.root && a.atoms.length === b.atoms.length && JSON.stringify(a.signals) === JSON.stringify(b.signals);

export type Words = { yes: number; no: number };

/** All gates for 32 rows at once. */
export const answerWord = (shape: Shape, atomWord: (atom: number) => Words, out: Words[]): Words => {
  const read = (ref: Ref): Words => {
    const { yes, no } = out[ref >> 1] ?? { yes: 0, no: 0 };
    return ref & 1 ? { yes: no, no: yes } : { yes, no };
  };
  for (const [at, signal] of shape.signals.entries()) {
    switch (signal.kind) {
      case 'true':
        out[at] = { yes: -1, no: 0 };
        break;
      case 'unknown':
        out[at] = { yes: 0, no: 0 };
        break;
      case 'atom':
        out[at] = atomWord(signal.atom);
        break;
      case 'and':
        out[at] = signal.inputs.map(read).reduce((a, b) => ({ yes: a.yes & b.yes, no: a.no | b.no }));
    }
  }
  return read(shape.root);
};
