import { evaluate, type Facts, type FactValue } from '#language';
import type { Truth } from '../explain/assess.ts';
import type { Program } from '../program.ts';
import { type Variable, variablesOf } from './cells.ts';

/** Conditions that are all to come out as wanted. */
export type Goal = { readonly node: number; readonly want: boolean };

export type Found =
  /** A record for which it is so; facts that do not matter are left out. `sure` is false when it rests on an atom taken as free. */
  | { readonly kind: 'example'; readonly facts: Facts; readonly sure: boolean }
  | { readonly kind: 'never' }
  /** Too many combinations to try; nothing is claimed. */
  | { readonly kind: 'undecided' };

const MOST_STEPS = 20_000;

type Search = {
  readonly program: Program;
  readonly facts: Record<string, FactValue>;
  readonly atoms: Map<number, boolean>;
  readonly free: ReadonlySet<number>;
  steps: number;
};

const truthOf = (search: Search, id: number): Truth => {
  const node = search.program.nodes[id];
  if (!node) throw new Error(`no node ${id} in this program`);
  const { kind } = node.node;
  if (node.role === 'atom') {
    if (search.free.has(id)) return search.atoms.get(id) ?? null;
    return evaluate({ source: '', root: node.node, diagnostics: [] }, search.facts).value as Truth;
  }
  if (kind === 'not') {
    const truth = truthOf(search, node.inputs[0] ?? 0);
    return truth === null ? null : !truth;
  }
  let so: Truth = kind === 'and';
  for (const input of node.inputs) {
    const truth = truthOf(search, input);
    if (truth === (kind === 'or')) return truth;
    if (truth === null) so = null;
  }
  return so;
};

const standing = (search: Search, goals: readonly Goal[]): Truth => {
  let so: Truth = true;
  for (const { node, want } of goals) {
    const truth = truthOf(search, node);
    if (truth === !want) return false;
    if (truth === null) so = null;
  }
  return so;
};

const tryFrom = (
  search: Search,
  goals: readonly Goal[],
  variables: readonly Variable[],
  at: number,
): boolean | undefined => {
  search.steps += 1;
  if (search.steps > MOST_STEPS) return undefined;
  const so = standing(search, goals);
  if (so !== null) return so;
  const variable = variables[at];
  if (!variable) return false;
  const options = variable.kind === 'fact' ? variable.values : [true, false];
  for (const option of options) {
    if (variable.kind === 'fact') search.facts[variable.name] = option;
    else search.atoms.set(variable.node, option === true);
    const found = tryFrom(search, goals, variables, at + 1);
    if (found !== false) return found;
  }
  if (variable.kind === 'fact') delete search.facts[variable.name];
  else search.atoms.delete(variable.node);
  return false;
};

/** Looks for a record that meets all goals. */
export const lookFor = (program: Program, goals: readonly Goal[]): Found => {
  const variables = variablesOf(
    program,
    goals.map((goal) => goal.node),
  );
  const free = new Set(variables.flatMap((each) => (each.kind === 'atom' ? [each.node] : [])));
  const search: Search = { program, facts: {}, atoms: new Map(), free, steps: 0 };
  const found = tryFrom(search, goals, variables, 0);
  if (found === undefined) return { kind: 'undecided' };
  return found ? { kind: 'example', facts: { ...search.facts }, sure: search.atoms.size === 0 } : { kind: 'never' };
};
