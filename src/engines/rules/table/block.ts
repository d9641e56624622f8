import { type Expression, formatExpression, type Node } from '#language';

/** A condition as the builder shows it. What the builder cannot take apart stays a text; nothing is lost either way. */
export type Block =
  | { readonly kind: 'all' | 'any'; readonly of: readonly Block[] }
  | { readonly kind: 'not'; readonly of: Block }
  /** 研发费用占比 · >= 3%；高新技术企业 · 是 */
  | { readonly kind: 'test'; readonly subject: string; readonly test: string }
  | { readonly kind: 'text'; readonly text: string };

const textOf = (root: Node): string => formatExpression({ source: '', root, diagnostics: [] });

/** The subject as the text has it: in brackets where it needs them. */
const split = (whole: string, subject: Node): Block => {
  const plain = textOf(subject);
  const shown = whole.startsWith(`(${plain}) `) ? `(${plain})` : plain;
  return { kind: 'test', subject: shown, test: whole.slice(shown.length + 1) };
};

const subjectOf = (node: Node): Node | undefined => {
  switch (node.kind) {
    case 'compare':
      return node.left;
    case 'in':
    case 'between':
      return node.item;
    case 'not':
      return node.operand.kind === 'in' ? node.operand.item : undefined;
    default:
      return undefined;
  }
};

const blockOfNode = (node: Node): Block => {
  if (node.kind === 'and' || node.kind === 'or')
    return { kind: node.kind === 'and' ? 'all' : 'any', of: node.operands.map(blockOfNode) };
  if (node.kind === 'name') return { kind: 'test', subject: node.name, test: '是' };
  const subject = subjectOf(node);
  if (subject) return split(textOf(node), subject);
  if (node.kind !== 'not') return { kind: 'text', text: textOf(node) };
  if (node.operand.kind === 'name') return { kind: 'test', subject: node.operand.name, test: '否' };
  return { kind: 'not', of: blockOfNode(node.operand) };
};

/** A condition taken apart for the builder. */
export const blockOf = (expression: Expression): Block => blockOfNode(expression.root);

const inside = (block: Block): string => {
  const text = textOfBlock(block);
  const bare = block.kind === 'text' && /^(?:如果|if)/.test(text);
  return block.kind === 'all' || block.kind === 'any' || bare ? `(${text})` : text;
};

/**
 * The text of what was built; it reads back as the same blocks.
 *
 * @example
 * textOfBlock({ kind: 'all', of: [{ kind: 'test', subject: '高企', test: '是' }, { kind: 'test', subject: '利润率', test: '> 3%' }] }) // '高企 且 利润率 > 3%'
 */
export const textOfBlock = (block: Block): string => {
  switch (block.kind) {
    case 'all':
    case 'any':
      return block.of.map(inside).join(block.kind === 'all' ? ' 且 ' : ' 或 ');
    case 'not':
      return `非(${textOfBlock(block.of)})`;
    case 'test':
      if (block.test === '是') return block.subject;
      return block.test === '否' ? `非(${block.subject})` : `${block.subject} ${block.test}`;
    case 'text':
      return block.text;
  }
};
