import type { Facts, Node } from '#language';
import {
  compareGap,
  type Gap,
  labelOf,
  nearness,
  OPPOSITE,
  type Operator,
  relationOf,
  type Sides,
  shownOf,
  sidesOf,
} from './gap.ts';

/** One condition that stands between a record and a rule. */
export type Unmet = {
  /** The condition as the rule has it. */
  readonly text: string;
  /** Whether the rule needs it to hold (`true`) or not to hold. */
  readonly want: boolean;
  /** What it is about, what the record has, what is needed. */
  readonly label: string;
  readonly actual: string;
  readonly required: string;
  /** 研发费用占比 2.4%，需 ≥ 3%，差 19.2万元 */
  readonly sentence: string;
  readonly gap?: Gap;
  /** From 0 to 1, where numbers allow to say so. */
  readonly nearness?: number;
  /** Facts not known; empty when the condition is known not to be met. */
  readonly missing: readonly string[];
};

type Parts = Pick<Unmet, 'label' | 'actual' | 'required'> & Partial<Pick<Unmet, 'gap' | 'nearness'>>;

const turned = (operator: Operator, want: boolean): Operator => (want ? operator : OPPOSITE[operator]);

type Compare = Node & { readonly kind: 'compare' };

const mirrored = (node: Compare): Compare => {
  const operator = ({ '=': '=', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const)[node.operator];
  return { ...node, operator, left: node.right, right: node.left };
};

const isFixed = (node: Node): boolean => !['name', 'arithmetic', 'call', 'if', 'negate', 'adapt'].includes(node.kind);

/** A comparison as people say it: what is asked about first, and the words that are the same for everyone. */
type Said = {
  readonly node: Compare;
  readonly sides: (facts: Facts) => Sides;
  readonly label: string;
  readonly relation: Readonly<Record<'yes' | 'no', string>>;
  readonly graded: boolean;
};

const said = new WeakMap<Compare, Said>();

const saidOf = (given: Compare): Said => {
  const known = said.get(given);
  if (known) return known;
  const node = isFixed(given.left) && !isFixed(given.right) ? mirrored(given) : given;
  const made: Said = {
    node,
    sides: sidesOf(node),
    label: labelOf(node.left),
    relation: { yes: relationOf(node, node.operator), no: relationOf(node, turned(node.operator, false)) },
    graded: node.operator !== '=' && node.operator !== '!=',
  };
  said.set(given, made);
  return made;
};

const comparison = (given: Compare, want: boolean, facts: Facts): Parts => {
  const { node, sides: sidesIn, label, relation, graded } = saidOf(given);
  const sides = sidesIn(facts);
  const gap = graded ? compareGap(node, facts, sides) : undefined;
  const near = nearness(sides);
  const goal = shownOf(node.right, facts, sides[1]);
  return {
    label,
    actual: shownOf(node.left, facts, sides[0]),
    required: `${want ? relation.yes : relation.no} ${goal === '未知' ? labelOf(node.right) : goal}`,
    ...(gap ? { gap } : {}),
    ...(near === undefined ? {} : { nearness: near }),
  };
};

const setText = (node: Node): string => labelOf(node);

const betweenGap = (node: Node & { readonly kind: 'between' }, want: boolean, facts: Facts): Gap | undefined => {
  if (!want) return undefined;
  const side = (operator: Operator, right: Node) =>
    ({ ...node, kind: 'compare', operator, left: node.item, right }) as const;
  const [low, high] = [compareGap(side('>=', node.low), facts), compareGap(side('<=', node.high), facts)];
  if (!low || !high) return low ?? high;
  return nearer(low, high);
};

const nearer = (a: Gap, b: Gap): Gap => {
  const scale = (gap: Gap) => (typeof gap.value === 'number' ? gap.value : Number(gap.value.n) / Number(gap.value.d));
  return scale(a) <= scale(b) ? a : b;
};

const partsOf = (node: Node, want: boolean, facts: Facts): Parts => {
  switch (node.kind) {
    case 'compare':
      return comparison(node, want, facts);
    case 'between': {
      const gap = betweenGap(node, want, facts);
      const required = `${want ? '介于' : '不介于'} ${shownOf(node.low, facts)} 和 ${shownOf(node.high, facts)}`;
      return { label: labelOf(node.item), actual: shownOf(node.item, facts), required, ...(gap ? { gap } : {}) };
    }
    case 'in':
      return {
        label: labelOf(node.item),
        actual: shownOf(node.item, facts),
        required: `${want ? '属于' : '不属于'} ${setText(node.set)}`,
      };
    default:
      return { label: labelOf(node), actual: shownOf(node, facts), required: want ? '是' : '否' };
  }
};

const sentenceOf = ({ label, actual, required, gap }: Parts, missing: readonly string[]): string => {
  if (missing.length > 0) {
    const need = required === '是' || required === '否' ? `需为${required}` : `需 ${required}`;
    return `缺：${missing.join('、')}（${label}${need}）`;
  }
  const need = required === '是' || required === '否' ? `，需为${required}` : `，需 ${required}`;
  const zero = gap?.value === 0;
  const lack = gap === undefined ? '' : zero ? '，正在界限上' : `，差 ${gap.shown}`;
  return `${label} ${inShort(actual, required)}${need}${inShort(lack)}`;
};

/** 0.345528455285% is 0.35%; as many digits more as tell it from the limit, or from nothing. */
const inShort = (text: string, limit = ''): string =>
  text.replaceAll(/\d+\.\d{3,}(?=%| 个百分点)/g, (digits) => {
    const taken = new Set([0, Number(/([\d.]+)%/.exec(limit)?.[1] ?? 0)]);
    const shorter = [2, 3, 4, 5, 6].map((places) => Number(Number(digits).toFixed(places)));
    return String(shorter.find((each) => !taken.has(each)) ?? digits);
  });

/** A condition not met, or not known, in words and numbers. */
export const unmetInWords = (node: Node, want: boolean, missing: readonly string[], facts: Facts): Unmet => {
  const parts = partsOf(node, want, facts);
  return { text: labelOf(node), want, ...parts, sentence: sentenceOf(parts, missing), missing };
};
