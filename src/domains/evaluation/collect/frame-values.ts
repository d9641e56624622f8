import {
  type FormulaInput,
  formulaOf,
  formulaValue,
  indicatorOf,
  inputsOf,
  isFormula,
  type Leaf,
  leavesOf,
  type Observation,
  type Scheme,
} from '#engines/indicators';
import type { Day } from '#kernel';
import type { EvaluationPorts } from '../ports.ts';
import { collectedLeaves } from './collected-leaves.ts';
import { type PeriodKind, periodBefore, periodOf } from './periods.ts';
import type { ValueRow } from './stores.ts';

/** A column of the frame: what it is called, the day it stands for, and as it was known when. */
export type Column = { readonly name: string; readonly on: Day; readonly asOf: number };

/** Values by what they are of. */
export type Held = ReadonlyMap<string, ValueRow>;
const key = (indicator: string, subject: string, period: string): string => `${indicator} ${subject} ${period}`;
export const heldOf = (rows: readonly ValueRow[]): Held =>
  new Map(rows.map((each) => [key(each.indicator, each.subject, each.period), each]));

/** The indicators that the formulas of a scheme need besides its own leaves. */
export const formulaInputs = (scheme: Scheme): readonly string[] =>
  leavesOf(scheme.root).flatMap((leaf) => inputsOf(scheme, leaf));

/**
 * What is collected joins what the events say. A value stands for the period in which the day lies; as long as that has
 * none, for the one before: a yearly figure is not missing on 1 January.
 */
export async function withCollected(
  ports: Pick<EvaluationPorts, 'sources' | 'values'>,
  tenant: string,
  scheme: Scheme,
  {
    units,
    columns,
    events,
  }: {
    readonly units: readonly string[];
    readonly columns: readonly Column[];
    readonly events: readonly Observation[];
  },
): Promise<readonly Observation[]> {
  const kinds = new Map(collectedLeaves(ports, scheme).map((each) => [each.indicator, each.kind]));
  if (kinds.size === 0 && formulaInputs(scheme).length === 0) return events;
  const stated = await Promise.all(
    columns.map(async ({ name, on, asOf }): Promise<readonly Observation[]> => {
      const held = heldOf(await ports.values.held(tenant, [...kinds.keys()], asOf));
      return [...kinds].flatMap(([indicator, kind]) =>
        units.map((unit) => observed({ unit, indicator, period: name }, standing(held, indicator, unit, kind, on))),
      );
    }),
  );
  const known = [...events, ...stated.flat()];
  return [
    ...known,
    ...worked(
      scheme,
      known,
      units,
      columns.map((each) => each.name),
    ),
  ];
}

/** The newest value of this period or the one before. */
export function standing(
  held: Held,
  indicator: string,
  subject: string,
  kind: PeriodKind,
  on: Day,
): ValueRow | undefined {
  const current = periodOf(kind, on);
  return [current, periodBefore(current)]
    .map((each) => held.get(key(indicator, subject, each.code)))
    .find((each) => each !== undefined);
}

const observed = (at: Pick<Observation, 'unit' | 'indicator' | 'period'>, row: ValueRow | undefined): Observation =>
  row?.value === null || row?.value === undefined
    ? { ...at, missing: row?.missing ?? 'not-collected' }
    : { ...at, value: row.value };

/** The same observations with every formula worked out anew, after one of its inputs was changed. */
export function recomputed(
  scheme: Scheme,
  observations: readonly Observation[],
  units: readonly string[],
  names: readonly string[],
): readonly Observation[] {
  const made = new Set(
    leavesOf(scheme.root).flatMap((leaf) => (leaf.formula === undefined ? [] : [indicatorOf(leaf)])),
  );
  const known = observations.filter((each) => !made.has(each.indicator));
  return [...known, ...worked(scheme, known, units, names)];
}

/** Leaves with a formula, over what is known of the same unit in the same column; what others need comes first. */
function worked(
  scheme: Scheme,
  known: readonly Observation[],
  units: readonly string[],
  columns: readonly string[],
): readonly Observation[] {
  const formulas = inOrder(scheme).flatMap((leaf) => {
    const formula = formulaOf(scheme, leaf);
    return isFormula(formula) ? [{ indicator: indicatorOf(leaf), formula }] : [];
  });
  if (formulas.length === 0) return [];
  const at = new Map(known.map((each) => [key(each.indicator, each.unit, each.period), each]));
  // An enterprise whose facts divide by nothing has told nothing; a place has had no such case.
  const isFirm = scheme.units === 'enterprise';
  return columns.flatMap((name) =>
    units.flatMap((unit) =>
      formulas.map(({ indicator, formula }): Observation => {
        const found = formulaValue(formula, (input) => inputFrom(at.get(key(input, unit, name))));
        const made = isFirm && 'missing' in found ? { missing: 'not-collected' as const } : found;
        const observation = { unit, indicator, period: name, ...made };
        at.set(key(indicator, unit, name), observation);
        return observation;
      }),
    ),
  );
}

/** Leaves with a formula, each after those that it is made of. */
function inOrder(scheme: Scheme): readonly Leaf[] {
  const byCode = new Map(leavesOf(scheme.root).map((leaf) => [indicatorOf(leaf), leaf]));
  const ordered = new Set<Leaf>();
  const begun = new Set<Leaf>();
  const take = (leaf: Leaf): void => {
    if (begun.has(leaf)) return;
    begun.add(leaf);
    for (const code of inputsOf(scheme, leaf)) {
      const input = byCode.get(code);
      if (input) take(input);
    }
    if (leaf.formula !== undefined) ordered.add(leaf);
  };
  for (const leaf of byCode.values()) take(leaf);
  return [...ordered];
}

const inputFrom = (each: Observation | undefined): FormulaInput | undefined => {
  if (!each) return undefined;
  return each.value === undefined
    ? { missing: each.missing ?? 'not-collected' }
    : { value: each.value, error: each.error ?? 0 };
};
