import { dateInWords } from './dates.ts';
import { childrenOf, type Syntax } from './syntax.ts';

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

const inside = (tree: Syntax, atLeast: number): string =>
  bindingOf(tree) < atLeast ? `(${formatTree(tree)})` : formatTree(tree);

const quoted = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&')}"`;

const logic = (tree: Syntax & { readonly kind: 'and' | 'or' }): string => {
  const word = tree.kind === 'and' ? ' 且 ' : ' 或 ';
  // Brackets round every 且 inside 或: correct without them, but people read the other way.
  return tree.operands.map((operand) => inside(operand, 3)).join(word);
};

const call = (tree: Syntax & { readonly kind: 'call' }): string => {
  const [first] = tree.args;
  const several = tree.function.spread && first?.kind === 'list' && first.items.length > 1;
  const args = several ? first.items : tree.args;
  return `${tree.function.inChinese}(${args.map((arg) => formatTree(arg)).join(', ')})`;
};

const range = (tree: Syntax & { readonly kind: 'range' }): string =>
  `${tree.lowClosed ? '[' : '('}${formatTree(tree.low)}..${formatTree(tree.high)}${tree.highClosed ? ']' : ')'}`;

const membership = (tree: Syntax & { readonly kind: 'in' }, word: string): string =>
  `${inside(tree.item, 4)} ${word} ${inside(tree.set, 4)}`;

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

/** Canonical text of a tree; what it parses to is the same tree. */
export const formatTree = (tree: Syntax): string => {
  switch (tree.kind) {
    case 'list':
      return `[${tree.items.map((item) => formatTree(item)).join(', ')}]`;
    case 'range':
      return range(tree);
    case 'not':
      return tree.operand.kind === 'in' ? membership(tree.operand, '不属于') : `非(${formatTree(tree.operand)})`;
    case 'negate':
      return `-${inside(tree.operand, 7)}`;
    case 'and':
    case 'or':
      return logic(tree);
    case 'compare':
      return `${inside(tree.left, 4)} ${tree.operator} ${inside(tree.right, 4)}`;
    case 'arithmetic': {
      const power = bindingOf(tree);
      return `${inside(tree.left, power)} ${tree.operator} ${inside(tree.right, power + 1)}`;
    }
    case 'in':
      return membership(tree, '属于');
    case 'between':
      return `${inside(tree.item, 4)} 介于 ${inside(tree.low, 4)} 和 ${inside(tree.high, 4)}`;
    case 'if': {
      const [condition, then, otherwise] = childrenOf(tree).map((child) => formatTree(child));
      return `如果 ${condition} 那么 ${then} 否则 ${otherwise}`;
    }
    case 'call':
      return call(tree);
    case 'adapt':
      return formatTree(tree.operand);
    default:
      return atom(tree);
  }
};
