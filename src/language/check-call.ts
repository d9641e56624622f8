import { type Checker, meet, report, sourceOf, unify, unifyAll } from './checker.ts';
import type { Span } from './diagnostics.ts';
import type { LibraryFunction, Parameter } from './functions.ts';
import type { Node } from './syntax.ts';
import { ANY, listOf, STRING, type Type, typeName } from './types.ts';
import { OPEN, PLAIN } from './units.ts';

const WANTED: Readonly<Record<Parameter, string>> = {
  any: '任何值',
  number: '数',
  plain: '没有单位的数',
  string: '文字',
  date: '日期',
  list: '清单',
  numbers: '单位相同的数',
  comparables: '单位相同的数，或日期',
};

const isNumber = (type: Type): boolean => type.kind === 'number' || type.kind === 'any';

const accepts = (parameter: Parameter, type: Type): boolean => {
  if (type.kind === 'any') return true;
  switch (parameter) {
    case 'any':
      return type.kind !== 'range';
    case 'number':
      return type.kind === 'number';
    case 'plain':
      return type.kind === 'number' && (type.dimension === PLAIN || type.dimension === OPEN);
    case 'string':
      return type.kind === 'string' || type.kind === 'code';
    case 'date':
      return type.kind === 'date';
    case 'list':
      return type.kind === 'list';
    case 'numbers':
      return type.kind === 'list' && isNumber(type.of);
    case 'comparables':
      return type.kind === 'list' && (isNumber(type.of) || type.of.kind === 'date');
  }
};

/** `max(a, b)` is `max([a, b])`. */
const spreadArguments = (checker: Checker, args: readonly Node[]): readonly Node[] => {
  const [first] = args;
  if (!first || (args.length === 1 && (first.type.kind === 'list' || first.type.kind === 'any'))) return args;
  const [items, of] = unifyAll(checker, args, '放在一起');
  return [{ kind: 'list', items, type: listOf(of), start: first.start, end: args.at(-1)?.end ?? first.end }];
};

const refuseCount = (checker: Checker, fn: LibraryFunction, given: number, at: Span): void => {
  const most = fn.parameters.length;
  const wanted = fn.spread ? '至少 1' : fn.required === most ? `${most}` : `${fn.required} 到 ${most}`;
  report(checker, 'argument-count', at, `“${fn.inChinese}”要 ${wanted} 个参数，这里有 ${given} 个`);
};

/** Text contains text; a list contains one of its kind. */
const checkContains = (checker: Checker, args: readonly Node[]): readonly Node[] => {
  const [whole, part] = args;
  if (!whole || !part) return args;
  if (whole.type.kind === 'list') {
    const pattern: Node = { ...whole, type: whole.type.of };
    const [, fitted] = unify(checker, pattern, part, '比较');
    return [whole, fitted];
  }
  for (const node of args)
    if (!meet(node.type, STRING) && node.type.kind !== 'code')
      report(
        checker,
        'type-mismatch',
        node,
        `“包含”要文字或清单，“${sourceOf(checker, node)}”是${typeName(node.type)}`,
      );
  return args;
};

export const checkCall = (checker: Checker, fn: LibraryFunction, given: readonly Node[], at: Span): Node => {
  const span = { start: at.start, end: at.end };
  const args = fn.spread ? spreadArguments(checker, given) : given;
  if (args.length < fn.required || args.length > fn.parameters.length) {
    refuseCount(checker, fn, given.length, span);
    return { kind: 'call', function: fn, args, type: ANY, ...span };
  }
  args.forEach((arg, i) => {
    const parameter = fn.parameters[i] ?? 'any';
    if (accepts(parameter, arg.type)) return;
    const is = `“${sourceOf(checker, arg)}”是${typeName(arg.type)}`;
    report(checker, 'type-mismatch', arg, `“${fn.inChinese}”要${WANTED[parameter]}，${is}`);
  });
  const fitted = fn.name === 'contains' ? checkContains(checker, args) : args;
  const first = fitted[0]?.type ?? ANY;
  return { kind: 'call', function: fn, args: fitted, type: fn.result(first), ...span };
};
