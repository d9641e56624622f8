import { formulaOf, inputsOf, isFormula } from './formula.ts';
import { indicatorOf, isBranch, type Leaf, type Scheme, type SchemeNode } from './scheme.ts';
import type { SchemeFinding } from './scheme-finding.ts';

type Path = readonly (string | number)[];
type Placed = { readonly leaf: Leaf; readonly path: Path };

const placed = (node: SchemeNode, path: Path): readonly Placed[] =>
  isBranch(node)
    ? node.children.flatMap((child, at) => placed(child, [...path, 'children', at]))
    : [{ leaf: node, path }];

/** Formulas that cannot be read or go in a circle, quantities that stand twice or that no formula uses. */
export function checkQuantities(scheme: Scheme): readonly SchemeFinding[] {
  const found: SchemeFinding[] = [];
  const say = (path: Path, message: string) => found.push({ path, message });
  const leaves = placed(scheme.root, ['root']);
  const byCode = new Map(leaves.map(({ leaf }) => [indicatorOf(leaf), leaf]));
  const used = new Set(leaves.flatMap(({ leaf }) => inputsOf(scheme, leaf)));
  // A formula that cannot be read uses nothing: then nobody can tell what is left over.
  const allRead = leaves.every(({ leaf }) => leaf.formula === undefined || isFormula(formulaOf(scheme, leaf)));
  const seen = new Map<string, string>();
  for (const [at, { id, title, range }] of (scheme.quantities ?? []).entries()) {
    const path = ['quantities', at];
    if (seen.has(id)) say([...path, 'id'], `量“${id}”重复`);
    if ([...seen.values()].includes(title)) say([...path, 'title'], `有两个量叫“${title}”，公式分不清`);
    if (byCode.has(id)) say([...path, 'id'], `“${id}”已是指标的代码`);
    if (allRead && !used.has(id)) say([...path, 'id'], `没有公式用到“${title}”：不必采集`);
    if (range[0] !== null && range[1] !== null && range[0] >= range[1]) say([...path, 'range'], '最小值须小于最大值');
    seen.set(id, title);
  }
  const known = new Set([...byCode.keys(), ...seen.keys()]);
  for (const { leaf, path } of leaves) {
    // What enterprises are measured by are facts, which the catalogue knows.
    if (scheme.units !== 'enterprise')
      for (const [name, code] of Object.entries(leaf.inputs ?? {}))
        if (!known.has(code)) say([...path, 'inputs', name], `本方案里没有量或指标“${code}”`);
    const formula = formulaOf(scheme, leaf);
    if (formula && !isFormula(formula)) for (const each of formula.faults) say([...path, 'formula'], each);
    const circle = circleFrom(scheme, byCode, leaf);
    if (circle) say([...path, 'formula'], `公式绕成了圈：${circle.join(' → ')}`);
  }
  return found;
}

/** From a leaf back to itself, by titles. */
function circleFrom(scheme: Scheme, byCode: ReadonlyMap<string, Leaf>, from: Leaf): readonly string[] | undefined {
  const done = new Set<Leaf>();
  const walk = (leaf: Leaf, way: readonly string[]): readonly string[] | undefined => {
    for (const code of inputsOf(scheme, leaf)) {
      const next = byCode.get(code);
      if (!next) continue;
      if (next === from) return [...way, next.title];
      if (done.has(next)) continue;
      done.add(next);
      const found = walk(next, [...way, next.title]);
      if (found) return found;
    }
    return undefined;
  };
  return walk(from, [from.title]);
}
