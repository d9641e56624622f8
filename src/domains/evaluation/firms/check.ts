import { indicatorOf, leavesOf, type Scheme, type SchemeFinding } from '#engines/indicators';
import type { FactCatalogue } from '#engines/registry';
import { parseExpression } from '#language';
import { ENTERPRISES } from './frame.ts';

const NUMERIC = ['number', 'money', 'percent'];

/** What a scheme over enterprises says of facts that do not exist or cannot be counted with. */
export function checkFirmScheme(scheme: Scheme, catalogue: FactCatalogue): readonly SchemeFinding[] {
  if (scheme.units !== ENTERPRISES) return [];
  const found: SchemeFinding[] = [];
  const say = (path: readonly (string | number)[], message: string) => found.push({ path, message });
  const condition = (text: string, path: readonly (string | number)[]) => {
    const parsed = parseExpression(text, catalogue.language, { expects: 'boolean' });
    for (const each of parsed.ok ? [] : parsed.diagnostics) say(path, each.message);
  };
  if (!scheme.grading) say(['grading'], '评价企业的方案须写明分档（grading）');
  if (scheme.among !== undefined) condition(scheme.among, ['among']);
  scheme.grading?.atMost.forEach((each, at) => {
    condition(each.when, ['grading', 'atMost', at, 'when']);
  });
  const fact = scheme.grading?.fact;
  if (fact !== undefined && !catalogue.byKey.has(fact)) say(['grading', 'fact'], `没有“${fact}”这项企业数据`);
  for (const leaf of leavesOf(scheme.root))
    for (const key of leaf.formula === undefined ? [indicatorOf(leaf)] : Object.values(leaf.inputs ?? {}))
      if (!NUMERIC.includes(catalogue.byKey.get(key)?.type ?? ''))
        say([leaf.id], `“${leaf.title}”用的“${key}”不是企业数据里的数`);
  return found;
}
