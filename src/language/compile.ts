import { anyOf, comparing, equal, liesUnder } from './compare.ts';
import { compileArithmetic } from './compile-arithmetic.ts';
import { diagnostic } from './diagnostics.ts';
import { type Exact, multiply, negate } from './exact.ts';
import {
  both,
  either,
  isUnknown,
  join,
  negation,
  type Running,
  type Truth,
  type Unknown,
  unknownOf,
} from './running.ts';
import type { Node } from './syntax.ts';
import { spokenScale } from './units.ts';
import { type Facts, factFrom } from './values.ts';

/** A compiled expression: facts in, a value in three-valued logic out. */
export type Run = (facts: Facts) => Running;
type Test = (facts: Facts) => Truth;
type Of<Kind extends Node['kind']> = Node & { readonly kind: Kind };

const compiled = new WeakMap<Node, Run>();

const lookUp = (facts: Facts, name: string, path: readonly string[]): unknown => {
  if (Object.hasOwn(facts, name)) return facts[name];
  if (path.length === 1) return undefined;
  let at: unknown = facts;
  for (const step of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined;
    at = (at as Readonly<Record<string, unknown>>)[step];
  }
  return at;
};

const compileName = (node: Of<'name'>, type: Node['type']): Run => {
  const path = node.name.split('.');
  const absent = unknownOf([node.name]);
  const note = diagnostic('warning', 'bad-fact', node, `“${node.name}”的值不是声明的类型，按未知处理`);
  const bad = unknownOf([node.name], [note]);
  return (facts) => {
    const raw = lookUp(facts, node.name, path);
    if (raw === null || raw === undefined) return absent;
    return factFrom(raw, type, node.name) ?? bad;
  };
};

const scaled = (value: Running, scale: Exact): Running => {
  if (isUnknown(value)) return value;
  return Array.isArray(value) ? value.map((item: Running) => scaled(item, scale)) : multiply(value as Exact, scale);
};

const compileRange = (node: Of<'range'>): ((item: Running, facts: Facts) => Truth) => {
  const [low, high] = [compile(node.low), compile(node.high)];
  const above = comparing(node.lowClosed ? '>=' : '>');
  const below = comparing(node.highClosed ? '<=' : '<');
  return (item, facts) => both(above(item, low(facts)), below(item, high(facts)));
};

const compileMembership = (node: Of<'in'>): Run => {
  const { item, set } = node;
  const find = compile(item);
  if (set.kind === 'range') {
    const inside = compileRange(set);
    return (facts) => inside(find(facts), facts);
  }
  if (set.kind === 'list') {
    const tests = set.items.map((element): ((value: Running, facts: Facts) => Truth) => {
      if (element.kind === 'range') return compileRange(element);
      const run = compile(element);
      return (value, facts) => liesUnder(item.type, value, run(facts));
    });
    return (facts) => {
      const value = find(facts);
      return anyOf(tests, (test) => test(value, facts));
    };
  }
  const all = compile(set);
  return (facts) => {
    const [value, sets] = [find(facts), all(facts)];
    if (isUnknown(sets)) return isUnknown(value) ? join(value, sets) : sets;
    return Array.isArray(sets)
      ? anyOf(sets as readonly Running[], (element) => liesUnder(item.type, value, element))
      : liesUnder(item.type, value, sets);
  };
};

const compileLogic = (node: Of<'and' | 'or'>): Run => {
  const tests = node.operands.map(compile) as readonly Test[];
  const [combine, settled] = node.kind === 'and' ? [both, false] : [either, true];
  return (facts) => {
    let so: Truth = !settled;
    for (const test of tests) {
      so = combine(so, test(facts));
      if (so === settled) return settled;
    }
    return so;
  };
};

const compileIf = (node: Of<'if'>): Run => {
  const test = compile(node.condition) as Test;
  const [whenTrue, whenFalse] = [compile(node.whenTrue), compile(node.whenFalse)];
  return (facts) => {
    const so = test(facts);
    if (!isUnknown(so)) return so ? whenTrue(facts) : whenFalse(facts);
    const [a, b] = [whenTrue(facts), whenFalse(facts)];
    if (!isUnknown(a) && !isUnknown(b) && equal(a, b) === true) return a;
    return [a, b].reduce<Unknown>((all, branch) => (isUnknown(branch) ? join(all, branch) : all), so);
  };
};

const compileContains = (node: Of<'call'>): Run | undefined => {
  const [whole, part] = node.args;
  if (node.function.name !== 'contains' || !whole || !part || whole.type.kind !== 'list') return undefined;
  const [list, find, type] = [compile(whole), compile(part), whole.type.of];
  return (facts) => {
    const [values, value] = [list(facts), find(facts)];
    if (isUnknown(values)) return isUnknown(value) ? join(values, value) : values;
    return anyOf(values as readonly Running[], (element) => liesUnder(type, element, value));
  };
};

const compileCall = (node: Of<'call'>): Run => {
  const contains = compileContains(node);
  if (contains) return contains;
  const args = node.args.map(compile);
  const type = node.args[0]?.type;
  const scale = type?.kind === 'number' ? spokenScale(type.dimension) : 1;
  const note = diagnostic('warning', 'no-result', node, `“${node.function.inChinese}”没有结果：清单是空的`);
  const nothing = unknownOf([], [note]);
  return (facts) => {
    const value = node.function.apply(
      args.map((arg) => arg(facts)),
      scale,
    );
    const empty = node.function.spread && isUnknown(value) && value.missing.length + value.notes.length === 0;
    return empty ? nothing : value;
  };
};

const constant =
  (value: Running): Run =>
  () =>
    value;

const compileNot = (node: Of<'not'>): Run => {
  const test = compile(node.operand) as Test;
  return (facts) => negation(test(facts));
};

const compileNegate = (node: Of<'negate'>): Run => {
  const run = compile(node.operand);
  return (facts) => {
    const value = run(facts);
    return isUnknown(value) ? value : negate(value as Exact);
  };
};

const compileComparison = (node: Of<'compare'>): Run => {
  const [left, right, holds] = [compile(node.left), compile(node.right), comparing(node.operator)];
  return (facts) => holds(left(facts), right(facts));
};

const compileBetween = (node: Of<'between'>): Run => {
  const [item, low, high] = [compile(node.item), compile(node.low), compile(node.high)];
  const [above, below] = [comparing('>='), comparing('<=')];
  return (facts) => {
    const value = item(facts);
    return both(above(value, low(facts)), below(value, high(facts)));
  };
};

const compileList = (node: Of<'list'>): Run => {
  const items = node.items.map(compile);
  return (facts) => items.map((item) => item(facts));
};

const compileAdapt = (node: Of<'adapt'>): Run => {
  const run = compile(node.operand);
  return (facts) => scaled(run(facts), node.scale);
};

const buildLeaf = (node: Node): Run => {
  switch (node.kind) {
    case 'boolean':
    case 'number':
    case 'string':
    case 'date':
      return constant(node.value);
    case 'null':
      return constant(unknownOf([]));
    case 'name':
      return compileName(node, node.type);
    default:
      throw new Error(`${node.kind} cannot be evaluated alone: a range stands only behind 属于`);
  }
};

const build = (node: Node): Run => {
  switch (node.kind) {
    case 'list':
      return compileList(node);
    case 'not':
      return compileNot(node);
    case 'negate':
      return compileNegate(node);
    case 'adapt':
      return compileAdapt(node);
    case 'and':
    case 'or':
      return compileLogic(node);
    case 'compare':
      return compileComparison(node);
    case 'arithmetic':
      return compileArithmetic(node, compile(node.left), compile(node.right));
    case 'in':
      return compileMembership(node);
    case 'between':
      return compileBetween(node);
    case 'if':
      return compileIf(node);
    case 'call':
      return compileCall(node);
    default:
      return buildLeaf(node);
  }
};

/** The node as a closure; each node is compiled once. */
export const compile = (node: Node): Run => {
  const known = compiled.get(node);
  if (known) return known;
  const run = build(node);
  compiled.set(node, run);
  return run;
};
