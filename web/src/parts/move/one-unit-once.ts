import type { Need } from '../../api/types/index.ts';

type Values = Readonly<Record<string, unknown>>;

/** Whoever is now named to handle it no longer stands among those who help: the other lists, without that unit. */
export function oneUnitOnce(needs: readonly Need[], changed: Values, values: Values): Values {
  const named = needs.filter((need) => need.type === 'unit' && need.name in changed).map((need) => changed[need.name]);
  const lists = needs.filter((need) => need.type === 'units' && Array.isArray(values[need.name]));
  return Object.fromEntries(
    lists
      .map((need) => [need.name, values[need.name] as readonly unknown[]] as const)
      .filter(([, units]) => units.some((unit) => named.includes(unit)))
      .map(([name, units]) => [name, units.filter((unit) => !named.includes(unit))]),
  );
}
