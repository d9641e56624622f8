import { displayValue, type Expression, evaluate, exactText, type Node, type Value } from '#language';

/** One thing that stands between an enterprise and a clause, in words a person can act on. */
export type Gap = {
  /** Canonical text of the condition that is not met. */
  readonly text: string;
  /** What it has: 2.4%. */
  readonly have: string;
  /** What it needs: 不低于 3%. */
  readonly need: string;
  /** By how much: 0.6 个百分点, 19.2万元. */
  readonly short?: string;
  /** Any one of the gaps with the same number would do. */
  readonly oneOf?: number;
};

const RELATION: Readonly<Record<string, string>> = {
  '>=': '不低于',
  '>': '高于',
  '<=': '不超过',
  '<': '低于',
  '=': '为',
  '!=': '不为',
};

const ON_DATES: Readonly<Record<string, string>> = {
  ...RELATION,
  '>=': '不早于',
  '>': '晚于',
  '<=': '不晚于',
  '<': '早于',
};

const as = (root: Node): Expression => ({ source: '', root, diagnostics: [] });
const textOf = (root: Node, format: (expression: Expression) => string): string => format(as(root));

export type GapTools = { readonly facts: Parameters<typeof evaluate>[1]; readonly format: (e: Expression) => string };

/** What would have to change for a condition that is false to become true; the smallest parts only. */
export function gapsOf({ root }: Expression, tools: GapTools): readonly Gap[] {
  let groups = 0;
  const visit = (node: Node, wanted: boolean, oneOf?: number): readonly Gap[] => {
    const value = answerOf(node, tools);
    if (value === wanted) return [];
    if (node.kind === 'not') return visit(node.operand, !wanted, oneOf);
    const joined = node.kind === 'and' || node.kind === 'or';
    if (joined && (node.kind === 'and') === wanted) return node.operands.flatMap((each) => visit(each, wanted, oneOf));
    if (joined) {
      groups += 1;
      const group = oneOf ?? groups;
      return node.operands.flatMap((each) => visit(each, wanted, group));
    }
    return value === null ? [] : [{ ...leaf(node, wanted, tools), ...(oneOf === undefined ? {} : { oneOf }) }];
  };
  return visit(root, true);
}

const answerOf = (node: Node, { facts }: GapTools): Value => evaluate(as(node), facts).value;
const shown = (node: Node, tools: GapTools): string => displayValue(answerOf(node, tools), node.type);

function leaf(node: Node, wanted: boolean, tools: GapTools): Gap {
  const text = textOf(node, tools.format);
  if (node.kind === 'compare') {
    const { left, right, operator } = node;
    const relation = (left.type.kind === 'date' ? ON_DATES : RELATION)[operator] ?? operator;
    const words = `${wanted ? '' : '不应'}${relation}`;
    const short = wanted ? shortOf(node, tools) : undefined;
    return {
      text,
      have: `${textOf(left, tools.format)} ${shown(left, tools)}`,
      need: `${words} ${shown(right, tools)}`,
      ...(short === undefined ? {} : { short }),
    };
  }
  if (node.kind === 'in')
    return {
      text,
      have: `${textOf(node.item, tools.format)} ${shown(node.item, tools)}`,
      need: `${wanted ? '属于' : '不属于'} ${textOf(node.set, tools.format)}`,
    };
  return { text, have: `${text}：${shown(node, tools)}`, need: wanted ? '是' : '否' };
}

type Compare = Extract<Node, { kind: 'compare' }>;

/** The distance in the unit of the left side; of a ratio of two facts, what its numerator lacks. */
function shortOf({ left, right, operator }: Compare, tools: GapTools): string | undefined {
  if (left.type.kind === 'date') return undefined;
  if (left.type.kind !== 'number' || !['>=', '>', '<=', '<'].includes(operator)) return undefined;
  const up = operator.startsWith('>');
  const minus = (a: Node, b: Node): Node => ({ ...left, kind: 'arithmetic', operator: '-', left: a, right: b });
  const distance = up ? minus(right, left) : minus(left, right);
  // “高于 0 元，差 0 元” tells nobody anything.
  if (answerOf(distance, tools) === 0) return undefined;
  const by = shown(distance, tools);
  const points = /%$/.test(by) ? `${roundedPoints(by)} 个百分点` : by;
  const money =
    up && left.kind === 'arithmetic' && left.operator === '/' && isRatio(left)
      ? numerator(left, right, tools)
      : undefined;
  return money === undefined ? points : `${points}，即 ${money}`;
}

/** 研发费用 over 营业收入, not a sum halved. */
const isRatio = ({ right }: Extract<Node, { kind: 'arithmetic' }>): boolean =>
  right.type.kind === 'number' && right.type.dimension === '元';

const roundedPoints = (percent: string): string => {
  const text = percent.slice(0, -1);
  return exactText(Number(text)) === undefined || text.length > 6 ? String(Number(Number(text).toFixed(2))) : text;
};

function numerator(
  { left: over, right: under }: Extract<Node, { kind: 'arithmetic' }>,
  rate: Node,
  tools: GapTools,
): string | undefined {
  if (over.type.kind !== 'number' || over.type.dimension !== '元') return undefined;
  const wanted: Node = { ...over, kind: 'arithmetic', operator: '*', left: under, right: rate };
  return shown({ ...over, kind: 'arithmetic', operator: '-', left: wanted, right: over }, tools);
}
