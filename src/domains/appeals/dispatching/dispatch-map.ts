import { z } from 'zod';

const Id = z.string().regex(/^[a-z0-9][a-z0-9-]*$/i);

/**
 * Who usually handles what, as a city sets it: a line of work (职能) is done by one unit in each region,
 * and a category belongs to one line of work.
 */
export const DispatchMap = z.strictObject({
  source: z.strictObject({ title: z.string(), assumed: z.boolean().optional() }),
  functions: z.record(Id, z.strictObject({ title: z.string(), units: z.record(z.string(), Id) })),
  rules: z.array(
    z.strictObject({
      category: Id,
      function: Id.describe('承办职能'),
      with: z.array(Id).default([]).describe('通常会办的职能'),
    }),
  ),
});
export type DispatchMap = z.infer<typeof DispatchMap>;

/** What is wrong with a map against the codes that exist; empty when nothing is. */
export function proveDispatchMap(
  map: DispatchMap,
  known: { readonly categories: ReadonlySet<string>; readonly units: ReadonlySet<string> },
): readonly string[] {
  const functions = new Set(Object.keys(map.functions));
  return [
    ...map.rules.flatMap(({ category, function: main, with: others }) => [
      ...(known.categories.has(category) ? [] : [`没有诉求类别 ${category}`]),
      ...[main, ...others].filter((each) => !functions.has(each)).map((each) => `${category}：没有职能 ${each}`),
    ]),
    ...Object.entries(map.functions).flatMap(([name, { units }]) =>
      Object.values(units)
        .filter((unit) => !known.units.has(unit))
        .map((unit) => `${name}：没有单位 ${unit}`),
    ),
  ];
}
