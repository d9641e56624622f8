import { childrenOf, declare, type FactDeclaration, type Node, parseExpression, type Type } from '#language';
import { compileRules } from '../book.ts';
import { type LegalDay, latestInForce } from '../in-force.ts';
import type { Parameter, RuleSet } from '../source.ts';
import type { Found, Handle, Named } from './handle.ts';
import { build, textsOf } from './rewrite.ts';

export type Lifted = { readonly set: RuleSet; readonly handles: readonly Handle[] };

type Around = { readonly fact?: string | undefined; readonly word: string };

const WORDS: Readonly<Record<string, string>> = { '>=': '下限', '>': '下限', '<=': '上限', '<': '上限', '=': '取值' };
const TURNED: Readonly<Record<string, string>> = { '>=': '<=', '>': '<', '<=': '>=', '<': '>' };
/** Their further arguments say how exactly, not how much. */
const DIGITS = new Set(['round', 'round half up', 'floor', 'ceiling', 'decimal']);

const nameIn = (node: Node): string | undefined => {
  if (node.kind === 'name') return node.name;
  const found = childrenOf(node).flatMap((child) => nameIn(child) ?? []);
  return new Set(found).size === 1 ? found[0] : undefined;
};

const around = (name: string | undefined, word: string): Around => ({ word, ...(name ? { fact: name } : {}) });

/** Each child with what stands on its other side. */
const neighbours = (node: Node, given: Around): readonly (readonly [Node, Around])[] => {
  switch (node.kind) {
    case 'compare': {
      const turned = TURNED[node.operator] ?? node.operator;
      return [
        [node.left, around(nameIn(node.right), WORDS[turned] ?? '取值')],
        [node.right, around(nameIn(node.left), WORDS[node.operator] ?? '取值')],
      ];
    }
    case 'between':
      return [
        [node.item, given],
        [node.low, around(nameIn(node.item), '下限')],
        [node.high, around(nameIn(node.item), '上限')],
      ];
    case 'in':
      return [
        [node.item, given],
        [node.set, around(nameIn(node.item), '范围')],
      ];
    case 'range':
      return [
        [node.low, { ...given, word: '下限' }],
        [node.high, { ...given, word: '上限' }],
      ];
    case 'arithmetic':
      return [
        [node.left, around(nameIn(node.right) ?? given.fact, node.operator === '*' ? '系数' : given.word)],
        [node.right, around(nameIn(node.left) ?? given.fact, node.operator === '*' ? '系数' : given.word)],
      ];
    case 'call': {
      const args = DIGITS.has(node.function.name) ? node.args.slice(0, 1) : node.args;
      const word = node.function.name === 'min' ? '最高额' : node.function.name === 'max' ? '最低额' : given.word;
      return args.map((each) => [each, { ...given, word }] as const);
    }
    default:
      return childrenOf(node).map((each) => [each, given] as const);
  }
};

const numberType = ({ dimension }: Type & { readonly kind: 'number' }): Pick<Handle, 'type' | 'unit'> =>
  dimension === '元'
    ? { type: 'money' }
    : dimension === '%'
      ? { type: 'percent' }
      : dimension === '' || dimension === '比' || dimension === '?'
        ? { type: 'number' }
        : { type: 'number', unit: dimension };

const codesOf = (node: Node): readonly string[] | undefined => {
  if (node.kind === 'string') return [node.value];
  if (node.kind !== 'list' || node.items.length === 0) return undefined;
  const codes = node.items.flatMap((each) => (each.kind === 'string' ? [each.value] : []));
  return codes.length === node.items.length ? codes : undefined;
};

type Place = Pick<Handle, 'rule' | 'part' | 'piece'> & {
  readonly facts: ReadonlyMap<string, FactDeclaration>;
  readonly parameters: ReadonlyMap<string, Parameter>;
  readonly day: LegalDay;
};

const ownParameter = (name: string, at: Omit<Found, 'type' | 'value'>, place: Place): Found | undefined => {
  const parameter = place.parameters.get(name);
  const value = parameter && latestInForce(parameter.values, place.day)?.value;
  if (!parameter || value === undefined || parameter.type === 'boolean') return undefined;
  const { type, unit, list, codeList } = parameter;
  return { ...at, word: name, type, unit, list, codeList, value, own: true };
};

/** What this very node is, when it is something to move. */
const literalOf = (node: Node, { fact, word }: Around, place: Place): Found | undefined => {
  const { rule, part, piece, facts } = place;
  const where = { rule, part, start: node.start, end: node.end, ...(piece ? { piece } : {}) };
  const at = { ...where, word, ...(fact ? { fact } : {}) };
  if (node.kind === 'name') return ownParameter(node.name, at, place);
  if (node.kind === 'number' && node.type.kind === 'number') {
    // Nothing is where counting starts, and no threshold that anyone set.
    if (node.value === 0 && part === 'amount') return undefined;
    const number = numberType(node.type);
    const rate = word === '系数' && number.type === 'percent' ? { word: '比例' } : {};
    return { ...at, ...rate, ...number, value: node.written };
  }
  if (node.kind === 'date') return { ...at, type: 'date', value: node.value };
  const codes = codesOf(node);
  const declared = fact === undefined ? undefined : facts.get(fact);
  if (!codes || !declared || (declared.type !== 'code' && declared.type !== 'string')) return undefined;
  const { type, codeList } = declared;
  const list = word === '范围';
  return { ...at, type, list, ...(codeList ? { codeList } : {}), value: list ? codes : (codes[0] ?? '') };
};

const findIn = (root: Node, place: Place): readonly Found[] => {
  const found: Found[] = [];
  const visit = (node: Node, given: Around): void => {
    const literal = literalOf(node, given, place);
    if (literal) found.push(literal);
    else for (const [child, own] of neighbours(node, given)) visit(child, own);
  };
  visit(root, { word: place.part === 'amount' ? '标准' : '取值' });
  return found.toSorted((a, b) => a.start - b.start);
};

const named = (all: readonly Found[], taken: Set<string>): readonly Named[] =>
  all.map((each) => {
    if (each.own) return { ...each, parameter: each.word };
    const stem = `${each.fact ?? ''}${each.word}`;
    let parameter = stem;
    for (let n = 2; taken.has(parameter); n += 1) parameter = `${stem}${n}`;
    taken.add(parameter);
    return { ...each, parameter };
  });

/**
 * Gives every number, date and list of codes in the rules a name, so that it can be moved like a parameter. What could
 * not be named without changing what the rule says stays as it is written. Of each rule the one version is lifted.
 *
 * @example
 * liftLiterals({ id: '甲', rules: [{ id: '1', name: '一', since: '2026-01-01', condition: '职工人数 >= 20人' }] }, facts, day)
 * // set.rules[0].condition === '职工人数 >= 职工人数下限'
 */
export const liftLiterals = (set: RuleSet, facts: readonly FactDeclaration[], day: LegalDay): Lifted => {
  const today: readonly FactDeclaration[] = set.today === undefined ? [] : [{ name: set.today, type: 'date' }];
  const catalogue = declare([...facts, ...today, ...(set.parameters ?? []), ...(set.definitions ?? [])]);
  const byName = new Map(facts.map((each) => [each.name, each]));
  const parameters = new Map(set.parameters?.map((each) => [each.name, each]));
  const taken = new Set(catalogue.spellings.flatMap(({ text, name }) => [text, name]));
  const since = set.rules.map((each) => each.since).toSorted()[0] ?? '0001-01-01';
  const found = set.rules.flatMap((rule) =>
    textsOf(rule).flatMap(({ part, piece, text }) => {
      const read = parseExpression(text, catalogue);
      const place = { rule: rule.id, part, piece, facts: byName, parameters, day };
      return read.ok ? findIn(read.expression.root, place) : [];
    }),
  );
  const own = named(found, taken).filter((each) => each.own || fits(set, each, { facts, since }));
  return { set: build(set, own, since), handles: own.map(({ word: _, codeList: __, ...handle }) => handle) };
};

/** Whether the rule still says the same with this one literal named. */
const fits = (
  set: RuleSet,
  one: Named,
  { facts, since }: { readonly facts: readonly FactDeclaration[]; readonly since: string },
): boolean => {
  const rules = set.rules.filter((each) => each.id === one.rule);
  return compileRules([build({ ...set, rules }, [one], since)], facts).ok;
};
