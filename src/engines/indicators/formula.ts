import {
  type Catalogue,
  declare,
  divide,
  type Exact,
  type Expression,
  evaluate,
  exactFromNumber,
  multiply,
  namesIn,
  parseExpression,
  type Ratio,
  toJsonNumber,
  typeOf,
  type Value,
  writtenUnit,
} from '#language';
import { compareMissing, type MissingCode } from './observation.ts';
import { indicatorOf, type Leaf, leavesOf, type Scheme } from './scheme.ts';

/** A leaf that is worked out from others: the expression, and which indicator each of its names stands for. */
export type Formula = {
  readonly expression: Expression;
  readonly inputs: Readonly<Record<string, string>>;
  /** How many of the language's units one written unit of each name is, and of the result: 1万元 is 1,000,000 分. */
  readonly scales: Readonly<Record<string, Exact>>;
  readonly scale: Exact;
};
export type FormulaFaults = { readonly faults: readonly string[] };

const compiled = new WeakMap<Leaf, Formula | FormulaFaults>();

/** @returns the formula, or what is wrong with it; a leaf without one has neither */
export function formulaOf(scheme: Scheme, leaf: Leaf): Formula | FormulaFaults | undefined {
  if (leaf.formula === undefined) return undefined;
  const known = compiled.get(leaf);
  if (known) return known;
  const found = compileFormula(scheme, leaf, leaf.formula);
  compiled.set(leaf, found);
  return found;
}

export const isFormula = (found: ReturnType<typeof formulaOf>): found is Formula =>
  found !== undefined && 'expression' in found;

/** The indicators and quantities that a leaf is worked out from, in the order of its formula. */
export function inputsOf(scheme: Scheme, leaf: Leaf): readonly string[] {
  const formula = formulaOf(scheme, leaf);
  return isFormula(formula) ? Object.values(formula.inputs) : [];
}

type Name = { readonly name: string; readonly indicator: string; readonly unit: string | undefined };

function compileFormula(scheme: Scheme, leaf: Leaf, text: string): Formula | FormulaFaults {
  // Facts of enterprises come in the units that the formula is written for: per-mu has no quantities of its own.
  const hasUnits = scheme.units !== 'enterprise';
  try {
    const names = namesFor(scheme, leaf);
    const written = new Map(names.map(({ name, unit }) => [name, writtenUnit(hasUnits ? (unit ?? '') : '')]));
    const parsed = parseExpression(text, catalogueOf(written), { expects: 'number' });
    if (!parsed.ok) return { faults: parsed.diagnostics.map((each) => each.message) };
    const result = writtenUnit(leaf.unit ?? '');
    const wrong = hasUnits ? unitFault(parsed.expression, leaf.unit ?? '', result.dimension) : undefined;
    if (wrong) return { faults: [wrong] };
    const own = namesIn(parsed.expression).flatMap((used) => names.find((each) => each.name === used) ?? []);
    return {
      expression: parsed.expression,
      inputs: Object.fromEntries(own.map(({ name, indicator }) => [name, indicator])),
      scales: Object.fromEntries(own.map(({ name }) => [name, written.get(name)?.scale ?? 1])),
      scale: hasUnits ? result.scale : 1,
    };
  } catch (error) {
    // Names that clash and units that cannot be declared.
    return { faults: [error instanceof Error ? error.message : String(error)] };
  }
}

/** Quantities by their titles, and what the leaf calls otherwise. */
function namesFor(scheme: Scheme, { inputs = {} }: Leaf): readonly Name[] {
  const quantities = scheme.quantities ?? [];
  const leaves = leavesOf(scheme.root);
  const unitOf = (indicator: string): string | undefined =>
    (quantities.find((each) => each.id === indicator) ?? leaves.find((each) => indicatorOf(each) === indicator))?.unit;
  const own = Object.entries(inputs).map(([name, indicator]) => ({ name, indicator, unit: unitOf(indicator) }));
  const titled = quantities
    .filter(({ title }) => !Object.hasOwn(inputs, title))
    .map(({ title, id, unit }) => ({ name: title, indicator: id, unit }));
  return [...own, ...titled];
}

const catalogueOf = (written: ReadonlyMap<string, ReturnType<typeof writtenUnit>>): Catalogue =>
  declare(
    [...written].map(([name, { dimension }]) => {
      if (dimension === '元') return { name, type: 'money' as const };
      if (dimension === '%') return { name, type: 'percent' as const };
      return { name, type: 'number' as const, ...(dimension === '' ? {} : { unit: dimension }) };
    }),
  );

/** What comes of like by like, a share, and a bare number are one kind. */
const isBare = (dimension: string): boolean => dimension === '' || dimension === '%' || dimension === '比';

function unitFault(expression: Expression, unit: string, wanted: string): string | undefined {
  const type = typeOf(expression);
  const made = type.kind === 'number' ? type.dimension : undefined;
  if (made === undefined || made === wanted || (isBare(made) && isBare(wanted))) return undefined;
  const words = (dimension: string, name = dimension) => (isBare(dimension) ? '比值' : `“${name}”`);
  return `算出来的是${words(made)}，而计量单位写的是${words(wanted, unit)}`;
}

export type FormulaInput = { readonly value: number; readonly error: number } | { readonly missing: MissingCode };

/**
 * The value, with the sampling errors of its inputs carried through to first order. While one input is missing so is the
 * value, for that reason; where nothing is divided by nothing there is nothing to count.
 */
export function formulaValue(formula: Formula, known: (indicator: string) => FormulaInput | undefined): FormulaInput {
  const given = new Map<string, { readonly value: number; readonly error: number }>();
  const missing: MissingCode[] = [];
  for (const [name, indicator] of Object.entries(formula.inputs)) {
    const input = known(indicator);
    if (input && 'value' in input) given.set(name, input);
    else missing.push(input?.missing ?? 'not-collected');
  }
  const [worst] = missing.toSorted(compareMissing);
  if (worst) return { missing: worst };
  const at = (moved?: string): number | undefined => {
    const facts = [...given].map(([name, { value, error }]) => {
      const raised = name === moved ? value + error : value;
      return [name, inLanguage(raised, formula.scales[name] ?? 1)] as const;
    });
    return numberOf(evaluate(formula.expression, Object.fromEntries(facts)).value, formula.scale);
  };
  const value = at();
  if (value === undefined) return { missing: 'not-applicable' };
  const variance = [...given].reduce((sum, [name, { error }]) => {
    const moved = error > 0 ? at(name) : undefined;
    return moved === undefined ? sum : sum + (moved - value) ** 2;
  }, 0);
  return { value, error: Math.sqrt(variance) };
}

/** Exact: 0.1 is a tenth and not the binary fraction next to it. */
function inLanguage(value: number, scale: Exact): Ratio | number {
  const exact = scale === 1 ? undefined : exactFromNumber(value);
  return exact === undefined ? value : multiply(exact, scale);
}

function numberOf(value: Value, scale: Exact): number | undefined {
  if (value === null || typeof value === 'boolean' || typeof value === 'string' || Array.isArray(value))
    return undefined;
  const number = toJsonNumber(divide(value as Exact, scale) ?? Number.NaN);
  return Number.isFinite(number) ? number : undefined;
}
