import { Observation } from './observation.ts';
import type { RunInput } from './run.ts';
import { Scheme, type SchemeInput } from './scheme.ts';

type Given = Partial<Omit<SchemeInput, 'root'>> & { readonly root: unknown };

/** A scheme with everything but its tree filled in. */
export const schemeOf = (given: Given): Scheme =>
  Scheme.parse({
    scheme: 'test',
    title: '试算',
    version: '1',
    source: { title: '测试' },
    defaults: { normaliser: { kind: 'none' } },
    uncertainty: { draws: 200 },
    ...given,
  });

/** `{ a: { x: 1, y: null } }` → observations of one period; null is "not collected". */
export const valuesOf = (
  table: Readonly<Record<string, Readonly<Record<string, number | null>>>>,
  period = '2026',
): readonly Observation[] =>
  Object.entries(table).flatMap(([unit, row]) =>
    Object.entries(row).map(([indicator, value]) =>
      Observation.parse({ unit, indicator, period, ...(value === null ? { missing: 'not-collected' } : { value }) }),
    ),
  );

export const inputOf = (
  scheme: Scheme,
  observations: readonly Observation[],
  more: Partial<RunInput> = {},
): RunInput => ({
  scheme,
  units: [...new Set(observations.map((each) => each.unit))],
  periods: [...new Set(observations.map((each) => each.period))],
  observations,
  code: 'test',
  seed: 'seed',
  ...more,
});
