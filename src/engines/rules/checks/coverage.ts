import { compareExact, type Exact, type Facts, type FactValue, type Node } from '#language';
import { assess } from '../explain/assess.ts';
import { labelOf, resultOf } from '../explain/gap.ts';
import type { Program } from '../program.ts';
import { variablesOf } from './cells.ts';

/** Which answers of a condition some records have shown. `boundary` is undefined where there is none. */
export type AtomCoverage = {
  readonly text: string;
  readonly yes: boolean;
  readonly no: boolean;
  readonly unknown: boolean;
  readonly boundary?: boolean;
};

export const isExact = (value: unknown): value is Exact =>
  typeof value === 'number' || (typeof value === 'object' && value !== null && 'd' in value);

/** The pairs that decide: the two sides of a comparison, each end of a range. */
export const sidesOf = (node: Node): readonly (readonly [Node, Node])[] => {
  if (node.kind === 'compare') return [[node.left, node.right]];
  if (node.kind === 'between')
    return [
      [node.item, node.low],
      [node.item, node.high],
    ];
  if (node.kind !== 'in') return [];
  const ranges = node.set.kind === 'range' ? [node.set] : node.set.kind === 'list' ? node.set.items : [];
  return ranges.flatMap((range) =>
    range.kind === 'range' ? [[node.item, range.low] as const, [node.item, range.high] as const] : [],
  );
};

const isOrdered = (node: Node): boolean => node.type.kind === 'number' || node.type.kind === 'date';

const meets = ([left, right]: readonly [Node, Node], facts: Facts): boolean => {
  const [a, b] = [resultOf(left, facts), resultOf(right, facts)];
  return isExact(a) && isExact(b) ? compareExact(a, b) === 0 : a !== null && a === b;
};

/** What these records show of every condition; an end of a range counts as its boundary only when each end was met. */
export const coverageOf = (program: Program, records: readonly Facts[]): readonly AtomCoverage[] => {
  const assessments = records.map((facts) => assess(program, facts));
  const reached = new Set<number>();
  const visit = (id: number): void => {
    const node = program.nodes[id];
    if (node?.role === 'gate') node.inputs.forEach(visit);
    else if (node?.role === 'atom' && node.reads.length > 0) reached.add(id);
  };
  for (const { condition } of program.rules) visit(condition);
  return [...reached].flatMap((id): AtomCoverage[] => {
    const node = program.nodes[id]?.node;
    if (!node) return [];
    const seen = new Set(assessments.map((one) => one.truthOf(id)));
    const sides = sidesOf(node).filter(([left]) => isOrdered(left));
    const boundary = sides.every((pair) => records.some((facts) => meets(pair, facts)));
    return [
      {
        text: labelOf(node),
        yes: seen.has(true),
        no: seen.has(false),
        unknown: seen.has(null),
        ...(sides.length > 0 ? { boundary } : {}),
      },
    ];
  });
};

/** 占比 >= 3%：没有例子是未知、在界限上 */
export const lackingIn = ({ text, yes, no, unknown, boundary }: AtomCoverage): string | undefined => {
  const lacking = [
    ...(yes ? [] : ['成立']),
    ...(no ? [] : ['不成立']),
    ...(unknown ? [] : ['未知']),
    ...(boundary === false ? ['在界限上'] : []),
  ];
  return lacking.length === 0 ? undefined : `${text}：没有例子是${lacking.join('、')}`;
};

/**
 * Records that take one fact at a time through every threshold, both sides of it, and unknown, while the others stay
 * as the base has them: for holding evaluators against each other where it matters.
 */
export const boundaryRecords = (program: Program, base: Facts): readonly Facts[] => {
  const variables = variablesOf(
    program,
    program.rules.map(({ condition }) => condition),
  );
  return variables.flatMap((each) => {
    if (each.kind === 'atom') return [];
    const values: readonly FactValue[] = [...each.values, null];
    return values.map((value) => ({ ...base, [each.name]: value }));
  });
};
