import { dateInWords } from './dates.ts';
import { childrenOf, type Node, type Syntax } from './syntax.ts';
import { titleOf } from './types.ts';

/** How tightly the outermost operator binds; the numbers are those of the parser. */
const bindingOf = (tree: Syntax): number => {
  switch (tree.kind) {
    case 'if':
      return 0;
    case 'or':
      return 1;
    case 'and':
      return 2;
    case 'compare':
    case 'in':
    case 'between':
      return 3;
    case 'arithmetic':
      return tree.operator === '+' || tree.operator === '-' ? 4 : 5;
    case 'negate':
      return 6;
    case 'not':
      return tree.operand.kind === 'in' ? 3 : 7;
    case 'adapt':
      return bindingOf(tree.operand);
    default:
      return 7;
  }
};

/** How a text or a list that stands in the tree is written; `undefined`: as the language writes it. */
type Say = (tree: Syntax) => string | undefined;

const inside = (tree: Syntax, atLeast: number, say: Say): string =>
  bindingOf(tree) < atLeast ? `(${written(tree, say)})` : written(tree, say);

const quoted = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&')}"`;

const logic = (tree: Syntax & { readonly kind: 'and' | 'or' }, say: Say): string => {
  const word = tree.kind === 'and' ? ' 且 ' : ' 或 ';
  // Brackets round every 且 inside 或: correct without them, but people read the other way.
  return tree.operands.map((operand) => inside(operand, 3, say)).join(word);
};

const call = (tree: Syntax & { readonly kind: 'call' }, say: Say): string => {
  const [first] = tree.args;
  const several = tree.function.spread && first?.kind === 'list' && first.items.length > 1;
  const args = several ? first.items : tree.args;
  return `${tree.function.inChinese}(${args.map((arg) => written(arg, say)).join(', ')})`;
};

const range = (tree: Syntax & { readonly kind: 'range' }, say: Say): string =>
  `${tree.lowClosed ? '[' : '('}${written(tree.low, say)}..${written(tree.high, say)}${tree.highClosed ? ']' : ')'}`;

const membership = (tree: Syntax & { readonly kind: 'in' }, word: string, say: Say): string =>
  `${inside(tree.item, 4, say)} ${word} ${inside(tree.set, 4, say)}`;

const atom = (tree: Syntax): string => {
  switch (tree.kind) {
    case 'boolean':
      return tree.value ? '是' : '否';
    case 'number':
      return tree.written;
    case 'string':
      return quoted(tree.value);
    case 'date':
      return dateInWords(tree.value);
    case 'name':
      return tree.name;
    default:
      return '未知';
  }
};

const written = (tree: Syntax, say: Say): string => {
  const said = say(tree);
  if (said !== undefined) return said;
  switch (tree.kind) {
    case 'list':
      return `[${tree.items.map((item) => written(item, say)).join(', ')}]`;
    case 'range':
      return range(tree, say);
    case 'not':
      return tree.operand.kind === 'in' ? membership(tree.operand, '不属于', say) : `非(${written(tree.operand, say)})`;
    case 'negate':
      return `-${inside(tree.operand, 7, say)}`;
    case 'and':
    case 'or':
      return logic(tree, say);
    case 'compare':
      return `${inside(tree.left, 4, say)} ${tree.operator} ${inside(tree.right, 4, say)}`;
    case 'arithmetic': {
      const power = bindingOf(tree);
      return `${inside(tree.left, power, say)} ${tree.operator} ${inside(tree.right, power + 1, say)}`;
    }
    case 'in':
      return membership(tree, '属于', say);
    case 'between':
      return `${inside(tree.item, 4, say)} 介于 ${inside(tree.low, 4, say)} 和 ${inside(tree.high, 4, say)}`;
    case 'if': {
      const [condition, then, otherwise] = childrenOf(tree).map((child) => written(child, say));
      return `如果 ${condition} 那么 ${then} 否则 ${otherwise}`;
    }
    case 'call':
      return call(tree, say);
    case 'adapt':
      return written(tree.operand, say);
    default:
      return atom(tree);
  }
};

/** Canonical text of a tree; what it parses to is the same tree. */
export const formatTree = (tree: Syntax): string => written(tree, () => undefined);

const sayCodes = (tree: Syntax): string | undefined => {
  if (tree.kind === 'string') {
    const { type } = tree as Node & { readonly kind: 'string' };
    return type?.kind === 'code' && type.titles ? titleOf(type.titles, tree.value) : undefined;
  }
  if (tree.kind !== 'list' || tree.items.length === 0) return undefined;
  const items = tree.items.map(sayCodes);
  return items.every((each) => each !== undefined) ? items.join('、') : undefined;
};

/** The text of a tree as people read it: codes by their titles. It need not parse. */
export const sayTree = (tree: Node): string => written(tree, sayCodes);
