import { checkArithmetic } from './check-arithmetic.ts';
import { checkCall } from './check-call.ts';
import { checkBetween, checkComparison, checkMembership } from './check-comparison.ts';
import { type Checker, report, sourceOf, unify, unifyAll } from './checker.ts';
import { nearest } from './nearest.ts';
import type { Node, Syntax } from './syntax.ts';
import { ANY, BOOLEAN, DATE, listOf, numberOf, STRING, type Type, typeName } from './types.ts';

type Of<Kind extends Syntax['kind']> = Syntax & { readonly kind: Kind };

const checkName = (checker: Checker, name: Of<'name'>): Node => {
  const type = checker.catalogue.types.get(name.name);
  if (type) return { ...name, type };
  if (checker.catalogue.open) return { ...name, type: ANY };
  const near = nearest(name.name, [...checker.catalogue.spellings.map((spelling) => spelling.text)]);
  const hint = near.length ? `，是不是${near.map((one) => `“${one}”`).join('或')}？` : '，请从事实目录中选用';
  report(checker, 'unknown-name', name, `没有名为“${name.name}”的事实${hint}`, near[0]);
  return { ...name, type: ANY };
};

const checkList = (checker: Checker, list: Of<'list'>): Node => {
  const items = list.items.map((item) => check(checker, item));
  const [fitted, type] = unifyAll(checker, items, '放在一个清单里');
  return { ...list, items: fitted, type: listOf(type) };
};

const checkRange = (checker: Checker, range: Of<'range'>): Node => {
  const [low, high, of] = unify(checker, check(checker, range.low), check(checker, range.high), '作同一个区间的两端');
  return { ...range, low, high, type: { kind: 'range', of } };
};

/** What may stand behind 属于 and nowhere else: a range, or a list with ranges in it. */
const checkSet = (checker: Checker, set: Syntax): Node => {
  if (set.kind === 'range') return checkRange(checker, set);
  if (set.kind !== 'list' || !set.items.some((item) => item.kind === 'range')) return check(checker, set);
  const items = set.items.map((item) => (item.kind === 'range' ? checkRange(checker, item) : check(checker, item)));
  return { ...set, items, type: listOf(ANY) };
};

/** A condition must be one: a number or a text never counts as true. */
const checkCondition = (checker: Checker, syntax: Syntax): Node => {
  const node = check(checker, syntax);
  if (node.type.kind === 'boolean' || node.type.kind === 'any') return node;
  const source = sourceOf(checker, node);
  const hint = node.kind === 'name' ? `，请写成比较，如“${source} = …”` : '';
  report(checker, 'not-a-condition', node, `“${source}”是${typeName(node.type)}，不是条件${hint}`);
  return node;
};

const checkNegate = (checker: Checker, negate: Of<'negate'>): Node => {
  const operand = check(checker, negate.operand);
  if (operand.type.kind !== 'number' && operand.type.kind !== 'any')
    report(
      checker,
      'type-mismatch',
      operand,
      `“${sourceOf(checker, operand)}”是${typeName(operand.type)}，前面不能加负号`,
    );
  return { ...negate, operand, type: operand.type };
};

const checkIf = (checker: Checker, tree: Of<'if'>): Node => {
  const condition = checkCondition(checker, tree.condition);
  const [whenTrue, whenFalse, type] = unify(
    checker,
    check(checker, tree.whenTrue),
    check(checker, tree.whenFalse),
    '作同一个“如果”的两种结果',
  );
  return { ...tree, condition, whenTrue, whenFalse, type };
};

const literalType = (tree: Syntax): Type => {
  switch (tree.kind) {
    case 'boolean':
      return BOOLEAN;
    case 'number':
      return numberOf(tree.dimension);
    case 'string':
      return STRING;
    default:
      return tree.kind === 'date' ? DATE : ANY;
  }
};

/** Gives every node its type and unit; what does not fit is reported and goes on as unknown, so that all is reported. */
export const check = (checker: Checker, tree: Syntax): Node => {
  switch (tree.kind) {
    case 'boolean':
    case 'number':
    case 'string':
    case 'date':
    case 'null':
      return { ...tree, type: literalType(tree) };
    case 'name':
      return checkName(checker, tree);
    case 'list':
      return checkList(checker, tree);
    case 'range':
      report(checker, 'not-an-answer', tree, '区间只能写在“属于”后面');
      return { ...checkRange(checker, tree), type: ANY };
    case 'not':
      return { ...tree, operand: checkCondition(checker, tree.operand), type: BOOLEAN };
    case 'negate':
      return checkNegate(checker, tree);
    case 'and':
    case 'or':
      return { ...tree, operands: tree.operands.map((operand) => checkCondition(checker, operand)), type: BOOLEAN };
    case 'compare':
      return checkComparison(checker, tree.operator, check(checker, tree.left), check(checker, tree.right), tree);
    case 'arithmetic':
      return checkArithmetic(checker, tree.operator, check(checker, tree.left), check(checker, tree.right), tree);
    case 'in':
      return checkMembership(checker, check(checker, tree.item), checkSet(checker, tree.set), tree);
    case 'between':
      return checkBetween(
        checker,
        check(checker, tree.item),
        check(checker, tree.low),
        check(checker, tree.high),
        tree,
      );
    case 'if':
      return checkIf(checker, tree);
    case 'call':
      return checkCall(
        checker,
        tree.function,
        tree.args.map((arg) => check(checker, arg)),
        tree,
      );
    case 'adapt':
      return check(checker, tree.operand);
  }
};

const RESULTS = { boolean: '是非判断', number: '数', string: '文字', date: '日期' } as const;
export type Expected = keyof typeof RESULTS;

/** Checks a whole expression, and that it answers what its place asks for. */
export const checkWhole = (checker: Checker, tree: Syntax, expects: Expected | undefined): Node => {
  const node = check(checker, tree);
  const kind = node.type.kind;
  if (expects !== undefined && kind !== expects && kind !== 'any')
    report(checker, 'wrong-result', node, `这里要的是${RESULTS[expects]}，这个表达式得到的是${typeName(node.type)}`);
  return node;
};
