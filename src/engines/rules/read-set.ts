import {
  type Catalogue,
  childrenOf,
  type Diagnostic,
  declare,
  type FactDeclaration,
  type Node,
  parseExpression,
  sayExpression,
} from '#language';
import { growDag } from './dag.ts';
import { clash } from './in-force.ts';
import { readAs, readLiteral } from './read-literal.ts';
import type { Definition, Parameter, ParameterValue, Rule, RuleFinding, RulePart, RuleSet } from './source.ts';
import { substitute } from './substitute.ts';

export type ReadValue = ParameterValue & { readonly node?: Node };
export type ReadParameter = { readonly name: string; readonly values: readonly ReadValue[] };
/** A rule whose texts were read; definitions are put in, parameters not yet. */
export type ReadRule = {
  readonly rule: Rule;
  readonly condition: Node;
  readonly amount?: Node;
  /** Each with its condition as people read it. */
  readonly parts: readonly { readonly part: RulePart; readonly node: Node; readonly said: string }[];
  /** Facts and parameters that it uses. */
  readonly names: readonly string[];
};

export type ReadSet = {
  readonly set: RuleSet;
  readonly catalogue: Catalogue;
  readonly parameters: readonly ReadParameter[];
  readonly rules: readonly ReadRule[];
};

type Path = RuleFinding['path'];
type Reader = { readonly set: RuleSet; readonly catalogue: Catalogue; readonly findings: RuleFinding[] };

const tell = (reader: Reader, path: Path, found: readonly Diagnostic[]): void => {
  for (const one of found) reader.findings.push({ ...one, set: reader.set.id, path });
};

const complain = (reader: Reader, path: Path, code: string, message: string): void => {
  reader.findings.push({ set: reader.set.id, path, code, message, severity: 'error' });
};

const readValue = (reader: Reader, parameter: Parameter, value: ParameterValue, path: Path): ReadValue => {
  if (value.repealed === true) {
    if (value.value !== undefined)
      complain(reader, path, 'repealed-value', `“${parameter.name}”自 ${value.since} 起废止，不应再写值`);
    return value;
  }
  if (value.value === undefined) {
    complain(
      reader,
      path,
      'no-value',
      `“${parameter.name}”自 ${value.since} 起的值没有写；如已废止请写 repealed: true`,
    );
    return value;
  }
  const read = readLiteral(parameter, value.value, reader.catalogue);
  if (read.ok) return { ...value, node: read.node };
  tell(reader, [...path, 'value'], read.diagnostics);
  return value;
};

const readParameter = (reader: Reader, parameter: Parameter, path: Path): ReadParameter => {
  const twice = clash(parameter.values.filter((value) => value.expected !== true));
  if (twice) complain(reader, path, 'two-values', `“${parameter.name}”自 ${twice[0].since} 起有两个值`);
  const values = parameter.values.map((value, i) => readValue(reader, parameter, value, [...path, 'values', i]));
  return { name: parameter.name, values };
};

const readDefinitions = (reader: Reader, definitions: readonly Definition[]): ReadonlyMap<string, Node> => {
  const meaning = new Map<string, Node>();
  const later = new Set(definitions.map((each) => each.name));
  for (const [i, { name, formula }] of definitions.entries()) {
    const path = ['definitions', i, 'formula'];
    const read = readAs(name, formula, reader.catalogue);
    if (read.ok) {
      const uses = namesOf(read.node).filter((used) => later.has(used));
      for (const used of uses)
        complain(
          reader,
          path,
          'circular',
          used === name ? `“${name}”不能用自己来定义` : `“${name}”用到了写在后面的“${used}”`,
        );
      meaning.set(name, substitute(read.node, meaning));
    } else tell(reader, path, read.diagnostics);
    later.delete(name);
  }
  return meaning;
};

const namesOf = (...nodes: readonly (Node | undefined)[]): readonly string[] => {
  const names = new Set<string>();
  const visit = (node: Node): void => {
    if (node.kind === 'name') names.add(node.name);
    for (const child of childrenOf(node)) visit(child);
  };
  for (const node of nodes) if (node) visit(node);
  return [...names];
};

const readText = (reader: Reader, text: string, expects: 'boolean' | 'number', path: Path): Node | undefined => {
  const parsed = parseExpression(text, reader.catalogue, { expects });
  tell(reader, path, parsed.ok ? parsed.expression.diagnostics : parsed.diagnostics);
  return parsed.ok ? parsed.expression.root : undefined;
};

const said = (root: Node): string => sayExpression({ source: '', root, diagnostics: [] });

const isMoney = (node: Node): boolean => node.type.kind === 'number' && node.type.dimension === '元';
const isZero = (node: Node): boolean => node.kind === 'number' && node.value === 0;

const readRule = (reader: Reader, rule: Rule, i: number, meaning: ReadonlyMap<string, Node>): ReadRule[] => {
  const condition = readText(reader, rule.condition, 'boolean', ['rules', i, 'condition']);
  const amount =
    rule.amount === undefined ? undefined : readText(reader, rule.amount, 'number', ['rules', i, 'amount']);
  if (amount && !isMoney(amount) && !isZero(amount))
    complain(reader, ['rules', i, 'amount'], 'amount-not-money', `“${rule.name}”的金额公式得到的不是金额（元）`);
  const parts = (rule.parts ?? []).flatMap((part, at) => {
    const node = readText(reader, part.condition, 'boolean', ['rules', i, 'parts', at, 'condition']);
    return node ? [{ part, node: substitute(node, meaning), said: said(node) }] : [];
  });
  if (!condition || (rule.amount !== undefined && !amount)) return [];
  const who = substitute(condition, meaning);
  const much = amount && substitute(amount, meaning);
  if (parts.length > 0 && !sameTogether(parts, who))
    complain(reader, ['rules', i, 'parts'], 'parts-differ', `“${rule.name}”分开写的条件合起来和整个条件不一样`);
  return [{ rule, condition: who, ...(much ? { amount: much } : {}), parts, names: namesOf(who, much) }];
};

/** What must all hold, one by one: 且 inside 且 says nothing more. */
const conjuncts = (node: Node): readonly Node[] => (node.kind === 'and' ? node.operands.flatMap(conjuncts) : [node]);

const sameTogether = (parts: ReadRule['parts'], whole: Node): boolean => {
  const dag = growDag();
  const places = (nodes: readonly Node[]): string => [...new Set(nodes.map(dag.add))].sort((a, b) => a - b).join(',');
  return places(conjuncts(whole)) === places(parts.flatMap(({ node }) => conjuncts(node)));
};

const refuseOverlaps = (reader: Reader): void => {
  const versions = Map.groupBy(reader.set.rules.entries(), ([, rule]) => rule.id);
  for (const [id, entries] of versions) {
    const sorted = entries.map(([i, rule]) => ({ i, rule })).toSorted((a, b) => (a.rule.since < b.rule.since ? -1 : 1));
    for (const [at, { rule, i }] of sorted.entries()) {
      if (rule.until !== undefined && rule.until < rule.since)
        complain(reader, ['rules', i, 'until'], 'ends-before', `“${rule.name}”在开始之前就结束了`);
      const next = sorted[at + 1];
      if (next && next.rule.since === rule.since)
        complain(reader, ['rules', next.i, 'id'], 'same-rule', `规则“${id}”自 ${rule.since} 起有两个版本`);
    }
  }
};

const catalogueOf = (
  set: RuleSet,
  facts: readonly FactDeclaration[],
  findings: RuleFinding[],
): Catalogue | undefined => {
  try {
    const day: readonly FactDeclaration[] = set.today === undefined ? [] : [{ name: set.today, type: 'date' }];
    return declare([...facts, ...day, ...(set.parameters ?? []), ...(set.definitions ?? [])]);
  } catch (error) {
    // A rule file is people's work, and what they mixed up is told like any other mistake.
    const message = error instanceof Error ? error.message : String(error);
    findings.push({ set: set.id, path: [], code: 'bad-names', severity: 'error', message });
    return undefined;
  }
};

/** Reads the texts of a set; everything that is wrong is told at once. */
export const readSet = (
  set: RuleSet,
  facts: readonly FactDeclaration[],
  findings: RuleFinding[],
): ReadSet | undefined => {
  const catalogue = catalogueOf(set, facts, findings);
  if (!catalogue) return undefined;
  const reader: Reader = { set, catalogue, findings };
  const parameters = (set.parameters ?? []).map((each, i) => readParameter(reader, each, ['parameters', i]));
  const meaning = readDefinitions(reader, set.definitions ?? []);
  refuseOverlaps(reader);
  const rules = set.rules.flatMap((rule, i) => readRule(reader, rule, i, meaning));
  return { set, catalogue, parameters, rules };
};
