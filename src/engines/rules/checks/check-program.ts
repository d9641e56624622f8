import { displayValue, type Facts, type Value } from '#language';
import type { RuleBook } from '../book.ts';
import { labelOf } from '../explain/gap.ts';
import type { LegalDay } from '../in-force.ts';
import { latestInForce } from '../in-force.ts';
import type { Program, ProgramRule } from '../program.ts';
import { variablesOf } from './cells.ts';
import { lookFor } from './search.ts';

/** Something about rules that compiles and is hardly meant. */
export type Doubt = {
  readonly code:
    | 'never-true'
    | 'always-true'
    | 'part-never-true'
    | 'part-always-true'
    | 'subsumed'
    | 'same-condition'
    | 'overlap'
    | 'gap'
    | 'expires';
  readonly rule: string;
  readonly other?: string;
  readonly message: string;
  /** A record that shows it. */
  readonly example?: Facts;
};

const never = (program: Program, ...goals: Parameters<typeof lookFor>[1]): boolean =>
  lookFor(program, goals).kind === 'never';

/** The parts of a gate that settle nothing: an alternative that cannot be, a condition that always is. */
const idleParts = (program: Program, { rule, condition }: ProgramRule): readonly Doubt[] => {
  const doubts: Doubt[] = [];
  const visit = (id: number): void => {
    const node = program.nodes[id];
    if (node?.role !== 'gate') return;
    for (const input of node.inputs) {
      const part = program.nodes[input];
      if (!part) continue;
      const text = labelOf(part.node);
      const said = { rule: rule.id, example: undefined };
      if (node.node.kind === 'or' && never(program, { node: input, want: true }))
        doubts.push({
          code: 'part-never-true',
          rule: said.rule,
          message: `“${rule.name}”里的“${text}”永远不会成立，这一分支到不了`,
        });
      else if (node.node.kind === 'and' && never(program, { node: input, want: false }))
        doubts.push({
          code: 'part-always-true',
          rule: said.rule,
          message: `“${rule.name}”里的“${text}”总是成立，等于没有写`,
        });
      else visit(input);
    }
  };
  visit(condition);
  return doubts;
};

const aloneDoubts = (program: Program, each: ProgramRule): readonly Doubt[] => {
  const { rule, condition } = each;
  if (never(program, { node: condition, want: true }))
    return [{ code: 'never-true', rule: rule.id, message: `“${rule.name}”的条件自相矛盾，没有企业能符合` }];
  if (never(program, { node: condition, want: false }))
    return [{ code: 'always-true', rule: rule.id, message: `“${rule.name}”的条件对谁都成立` }];
  return idleParts(program, each);
};

/** Every record of the first is one of the second. */
const isWithin = (program: Program, a: ProgramRule, b: ProgramRule): boolean =>
  never(program, { node: a.condition, want: true }, { node: b.condition, want: false });

const factsOf = (program: Program, { condition }: ProgramRule): ReadonlySet<string> =>
  new Set(program.nodes[condition]?.reads);

const pairDoubts = (program: Program, a: ProgramRule, b: ProgramRule): readonly Doubt[] => {
  const [ours, theirs] = [factsOf(program, a), factsOf(program, b)];
  const said = (code: Doubt['code'], one: ProgramRule, other: ProgramRule, message: string): Doubt => ({
    code,
    rule: one.rule.id,
    other: other.rule.id,
    message,
  });
  if (a.condition === b.condition)
    return [said('same-condition', a, b, `“${a.rule.name}”与“${b.rule.name}”的条件相同`)];
  if (theirs.isSubsetOf(ours) && isWithin(program, a, b))
    return [said('subsumed', a, b, `符合“${a.rule.name}”的企业都符合“${b.rule.name}”`)];
  if (ours.isSubsetOf(theirs) && isWithin(program, b, a))
    return [said('subsumed', b, a, `符合“${b.rule.name}”的企业都符合“${a.rule.name}”`)];
  return [];
};

/**
 * What compiles and is hardly meant: conditions that nobody or everybody meets, branches out of reach, rules that lie
 * within others. Whatever is said is so; what could not be decided in time is not said.
 */
export const checkProgram = (program: Program): readonly Doubt[] => {
  const alone = program.rules.map((rule) => aloneDoubts(program, rule));
  const sound = program.rules.filter(
    (_, i) => !alone[i]?.some(({ code }) => code === 'never-true' || code === 'always-true'),
  );
  const pairs = sound.flatMap((a, i) =>
    sound.slice(i + 1).flatMap((b) => (a.set === b.set ? pairDoubts(program, a, b) : [])),
  );
  return [...alone.flat(), ...pairs];
};

const inWords = (program: Program, facts: Facts, roots: readonly number[]): string => {
  const types = new Map(
    variablesOf(program, roots).flatMap((each) => (each.kind === 'fact' ? [[each.name, each.type] as const] : [])),
  );
  const said = Object.entries(facts).map(([name, value]) => {
    const type = types.get(name);
    const number =
      typeof value === 'number' && !Number.isSafeInteger(value)
        ? { kind: 'ratio' as const, n: BigInt(Math.round(value * 1e6)), d: 1_000_000n }
        : value;
    return `${name} ${type ? displayValue((number === '~' ? '其他' : number) as Value, type) : String(value)}`;
  });
  return said.join('、') || '任何企业';
};

/**
 * Rules that share the cases among them, such as the rows of a decision table: a case that two of them take, or that
 * none takes, with an example.
 */
export const checkPartition = (program: Program, rules: readonly ProgramRule[] = program.rules): readonly Doubt[] => {
  const overlaps = rules.flatMap((a, i) =>
    rules.slice(i + 1).flatMap((b): Doubt[] => {
      const found = lookFor(program, [
        { node: a.condition, want: true },
        { node: b.condition, want: true },
      ]);
      if (found.kind !== 'example' || !found.sure) return [];
      const shown = inWords(program, found.facts, [a.condition, b.condition]);
      const message = `“${a.rule.name}”与“${b.rule.name}”重叠，例如：${shown}`;
      return [{ code: 'overlap', rule: a.rule.id, other: b.rule.id, message, example: found.facts }];
    }),
  );
  const roots = rules.map((each) => each.condition);
  const gap = lookFor(
    program,
    roots.map((node) => ({ node, want: false })),
  );
  if (gap.kind !== 'example' || !gap.sure) return overlaps;
  const message = `有的情形哪一条都不管，例如：${inWords(program, gap.facts, roots)}`;
  return [...overlaps, { code: 'gap', rule: rules[0]?.rule.id ?? '', message, example: gap.facts }];
};

const daysUntil = (from: string, to: string): number =>
  (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;

/** Rules and parameters whose last day is near and that nothing follows. */
export const checkExpiry = (book: RuleBook, { rulesAsOf, knownAsOf }: LegalDay, within: number): readonly Doubt[] => {
  const ends = <T extends { readonly since: string; readonly until?: string | undefined }>(
    all: readonly T[],
  ): string | undefined => {
    const now = latestInForce(all, { rulesAsOf, knownAsOf });
    if (now?.until === undefined || daysUntil(rulesAsOf, now.until) > within) return undefined;
    const until = now.until;
    return all.some((one) => one !== now && one.since > now.since && daysUntil(until, one.since) <= 1)
      ? undefined
      : until;
  };
  return book.sets.flatMap(({ set, parameters }) => {
    const byId = Map.groupBy(set.rules, (rule) => rule.id);
    const rules = [...byId].flatMap(([id, versions]): Doubt[] => {
      const until = ends(versions);
      return until === undefined
        ? []
        : [{ code: 'expires', rule: id, message: `规则“${versions[0]?.name}”到 ${until} 为止，之后没有接续` }];
    });
    const values = parameters.flatMap((each): Doubt[] => {
      const until = ends(each.values.filter((value) => value.expected !== true));
      return until === undefined
        ? []
        : [{ code: 'expires', rule: set.id, message: `参数“${each.name}”的值到 ${until} 为止，之后没有接续` }];
    });
    return [...rules, ...values];
  });
};
