import type { Leaf } from '#engines/indicators';
import { declare, type Exact, type Expression, evaluate, parseExpression, toJsonNumber, type Value } from '#language';

/** A leaf that is worked out from others: the expression, and which indicator each of its names stands for. */
export type Formula = { readonly expression: Expression; readonly inputs: Readonly<Record<string, string>> };

const compiled = new WeakMap<Leaf, Formula>();

export type FormulaFault = { readonly message: string };

/** @returns the formula, or what is wrong with it; a leaf without one has neither */
export function formulaOf(leaf: Leaf): Formula | FormulaFault | undefined {
  if (leaf.formula === undefined) return undefined;
  const known = compiled.get(leaf);
  if (known) return known;
  const inputs = leaf.inputs ?? {};
  const catalogue = declare(Object.keys(inputs).map((name) => ({ name, type: 'number' as const })));
  const result = parseExpression(leaf.formula, catalogue, { expects: 'number' });
  if (!result.ok) return { message: result.diagnostics.map((each) => each.message).join('；') };
  const formula = { expression: result.expression, inputs };
  compiled.set(leaf, formula);
  return formula;
}

export const isFormula = (found: ReturnType<typeof formulaOf>): found is Formula =>
  found !== undefined && 'expression' in found;

export type FormulaInput = { readonly value: number; readonly error: number };

/** The value, with the sampling errors of its inputs carried through to first order; undefined while one is missing. */
export function formulaValue(
  { expression, inputs }: Formula,
  known: (indicator: string) => FormulaInput | undefined,
): FormulaInput | undefined {
  const names = Object.keys(inputs);
  const given = new Map<string, FormulaInput>();
  for (const name of names) {
    const input = known(inputs[name] ?? '');
    if (!input) return undefined;
    given.set(name, input);
  }
  const at = (moved?: string): number | undefined => {
    const facts = Object.fromEntries(
      [...given].map(([name, { value, error }]) => [name, name === moved ? value + error : value]),
    );
    return numberOf(evaluate(expression, facts).value);
  };
  const value = at();
  if (value === undefined) return undefined;
  const variance = [...given].reduce((sum, [name, { error }]) => {
    const moved = error > 0 ? at(name) : undefined;
    return moved === undefined ? sum : sum + (moved - value) ** 2;
  }, 0);
  return { value, error: Math.sqrt(variance) };
}

function numberOf(value: Value): number | undefined {
  if (value === null || typeof value === 'boolean' || typeof value === 'string' || Array.isArray(value))
    return undefined;
  const number = toJsonNumber(value as Exact);
  return Number.isFinite(number) ? number : undefined;
}
