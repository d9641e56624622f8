import { hashOf } from '#kernel';
import { formatExpression, type Node } from '#language';
import type { RuleBook } from './book.ts';
import { type DagNode, growDag } from './dag.ts';
import { type LegalDay, latestInForce } from './in-force.ts';
import { literalText, readLiteral } from './read-literal.ts';
import type { ReadRule, ReadSet } from './read-set.ts';
import type { Literal, Rule, RulePart } from './source.ts';
import { substitute } from './substitute.ts';

/** A parameter as a rule used it. */
export type UsedParameter = {
  readonly name: string;
  readonly value: string;
  readonly since?: string;
  readonly source?: string;
  readonly expected?: true;
  readonly assumed?: true;
  /** Set by a simulation, in no law. */
  readonly supposed?: true;
};

export type ProgramRule = {
  readonly index: number;
  readonly set: string;
  readonly rule: Rule;
  /** Places in the graph. */
  readonly condition: number;
  readonly amount?: number;
  /** The conditions one by one, where the rule names them. */
  readonly parts: readonly {
    readonly part: RulePart;
    /** Its condition as people read it. */
    readonly said: string;
    readonly node: number;
    readonly reads: readonly string[];
  }[];
  readonly reads: readonly string[];
  readonly parameters: readonly UsedParameter[];
  /** Of the text of the rule, and of the parameters with their values. */
  readonly ruleHash: string;
  readonly parametersHash: string;
};

/** All rules in force on a day, as one graph. */
export type Program = LegalDay & {
  readonly nodes: readonly DagNode[];
  readonly rules: readonly ProgramRule[];
  /** Where each rule stands in `rules`, by its id. */
  readonly places: ReadonlyMap<string, number>;
  readonly hash: string;
};

/** What a simulation supposes: values that are only expected, and values of its own. */
export type Supposed = {
  readonly expected?: boolean | undefined;
  /** By set, then by name of the parameter. */
  readonly values?: { readonly [set: string]: { readonly [name: string]: Literal } } | undefined;
};

type Valued = { readonly node: Node; readonly used: UsedParameter };

const text = (node: Node): string => formatExpression({ source: '', root: node, diagnostics: [] });

const supposedValue = (read: ReadSet, name: string, value: Literal): Valued => {
  const parameter = read.set.parameters?.find((each) => each.name === name);
  if (!parameter) throw new Error(`规则集“${read.set.id}”里没有参数“${name}”`);
  const literal = readLiteral(parameter, value, read.catalogue);
  if (!literal.ok)
    throw new Error(literal.diagnostics[0]?.message ?? `“${name}”的值 ${literalText(value, parameter.type)}`);
  return { node: literal.node, used: { name, value: text(literal.node), supposed: true } };
};

const dayValue = ({ catalogue }: ReadSet, name: string, value: string): Node => {
  const literal = readLiteral({ name, type: 'date' }, value, catalogue);
  if (literal.ok) return literal.node;
  throw new Error(literal.diagnostics[0]?.message ?? `“${value}”不是日期`);
};

const valuesOn = (read: ReadSet, day: LegalDay, supposed: Supposed): ReadonlyMap<string, Valued> => {
  const own = supposed.values?.[read.set.id] ?? {};
  const found = new Map<string, Valued>();
  for (const { name, values } of read.parameters) {
    const asked = values.filter((value) => value.expected !== true || supposed.expected === true);
    const value = latestInForce(asked, day);
    if (!value?.node) continue;
    const used: UsedParameter = {
      name,
      value: text(value.node),
      since: value.since,
      ...(value.source === undefined ? {} : { source: value.source }),
      ...(value.expected ? { expected: true } : {}),
      ...(value.assumed ? { assumed: true } : {}),
    };
    found.set(name, { node: value.node, used });
  }
  const { today } = read.set;
  if (today !== undefined) {
    const value = dayValue(read, today, day.rulesAsOf);
    found.set(today, { node: value, used: { name: today, value: text(value) } });
  }
  for (const [name, value] of Object.entries(own)) found.set(name, supposedValue(read, name, value));
  return found;
};

const rulesOn = (read: ReadSet, day: LegalDay): readonly ReadRule[] => {
  const versions = Map.groupBy(read.rules, (each) => each.rule.id);
  return [...versions.values()].flatMap((all) => {
    const rule = latestInForce(
      all.map((each) => each.rule),
      day,
    );
    return all.filter((each) => each.rule === rule);
  });
};

const identity = ({ rule, condition, amount }: ReadRule, set: string) => ({
  set,
  id: rule.id,
  since: rule.since,
  until: rule.until,
  condition: text(condition),
  amount: amount && text(amount),
});

const namesBelow = (nodes: readonly DagNode[], at: readonly (number | undefined)[]): readonly string[] => [
  ...new Set(at.flatMap((id) => (id === undefined ? [] : (nodes[id]?.reads ?? [])))),
];

/**
 * The rules in force on a day as one graph, with the parameters of that day put in. A parameter without a value on
 * that day stays a name that nobody knows, so that its rules are open, not wrong.
 *
 * @example
 * programFor(book, { rulesAsOf: '2026-03-01' }).rules.length // 12
 */
export const programFor = (book: RuleBook, day: LegalDay, supposed: Supposed = {}): Program => {
  const dag = growDag();
  const rules: ProgramRule[] = [];
  for (const read of book.sets) {
    const values = valuesOn(read, day, supposed);
    const meaning = new Map([...values].map(([name, { node }]) => [name, node]));
    const names = new Set([...read.parameters.map((each) => each.name), ...(read.set.today ? [read.set.today] : [])]);
    for (const each of rulesOn(read, day)) {
      const condition = dag.add(substitute(each.condition, meaning));
      const amount = each.amount && dag.add(substitute(each.amount, meaning));
      const parameters = each.names
        .filter((name) => names.has(name))
        .map((name) => values.get(name)?.used ?? { name, value: '未知' });
      rules.push({
        index: rules.length,
        set: read.set.id,
        rule: each.rule,
        condition,
        ...(amount === undefined ? {} : { amount }),
        parts: each.parts.map(({ part, node, said }) => {
          const at = dag.add(substitute(node, meaning));
          return { part, said, node: at, reads: namesBelow(dag.nodes, [at]) };
        }),
        reads: namesBelow(dag.nodes, [condition, amount]),
        parameters,
        ruleHash: hashOf(identity(each, read.set.id)),
        parametersHash: hashOf(parameters),
      });
    }
  }
  const hash = hashOf(rules.map(({ ruleHash, parametersHash }) => [ruleHash, parametersHash]));
  const places = new Map(rules.map((each): [string, number] => [each.rule.id, each.index]));
  return { ...day, nodes: dag.nodes, rules, places, hash };
};
