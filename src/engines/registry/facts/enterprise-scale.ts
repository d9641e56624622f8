import {
  type Catalogue,
  type Evaluation,
  type Expression,
  evaluator,
  type Facts,
  namesIn,
  parseExpression,
} from '#language';

export type ScaleLevel = 'large' | 'medium' | 'small' | 'micro';
type Bounds = readonly [large: number, medium: number, small: number];

/** 中小企业划型 as data: a level needs every lower bound that its trade lists, otherwise the next one down. */
export type ScaleRules = {
  readonly source: string;
  readonly trades: readonly {
    readonly name: string;
    /** Which trades of GB/T 4754 it covers, as an expression. */
    readonly when: string;
    readonly staff?: Bounds | undefined;
    /** 万元 */
    readonly revenue?: Bounds | undefined;
    /** 万元 */
    readonly assets?: Bounds | undefined;
  }[];
};

export type ScaleAnswer = {
  /** Absent: not known yet, or a trade that the rule does not cover. */
  readonly level?: ScaleLevel;
  readonly trade?: string;
  readonly missing: readonly string[];
  /** The condition that was met or, for micro, the first that was not. */
  readonly because?: string;
};

export type ScaleRule = { readonly reads: readonly string[]; readonly decide: (facts: Facts) => ScaleAnswer };

const LEVELS = ['large', 'medium', 'small'] as const;

const parsed = (text: string, catalogue: Catalogue): Expression => {
  const result = parseExpression(text, catalogue, { expects: 'boolean' });
  if (result.ok) return result.expression;
  throw new Error(`划型规则“${text}”：${result.diagnostics.map((each) => each.message).join('；')}`);
};

/** The bounds of one level as an official would write them. */
const conditionOf = ({ staff, revenue, assets }: ScaleRules['trades'][number], at: 0 | 1 | 2): string =>
  [
    ...(staff ? [`从业人数 >= ${staff[at]}人`] : []),
    ...(revenue ? [`上年营业收入 >= ${revenue[at]}万元`] : []),
    ...(assets ? [`资产总额 >= ${assets[at]}万元`] : []),
  ].join(' 且 ');

/** Compiles the rule data once. @throws Error when the data does not compile against the catalogue */
export function scaleRule(rules: ScaleRules, catalogue: Catalogue): ScaleRule {
  const trades = rules.trades.map((trade) => ({
    name: trade.name,
    when: asked(parsed(trade.when, catalogue)),
    levels: LEVELS.map((level, at) => {
      const text = conditionOf(trade, at as 0 | 1 | 2);
      return { level, text, ...asked(parsed(text, catalogue)) };
    }),
  }));
  const reads = trades.flatMap(({ when, levels }) => [when, ...levels].flatMap((each) => namesIn(each.expression)));
  return {
    reads: [...new Set(reads)],
    decide: (facts) => {
      for (const { name, when, levels } of trades) {
        const covered = when.ask(facts);
        if (covered.value === null) return { missing: covered.missing };
        if (covered.value === true) return { trade: name, ...levelOf(levels, facts) };
      }
      return { missing: [] };
    },
  };
}

type Asked = { readonly expression: Expression; readonly ask: (facts: Facts) => Evaluation };
type Level = Asked & { readonly level: ScaleLevel; readonly text: string };

/** Made once, asked for every enterprise. */
const asked = (expression: Expression): Asked => ({ expression, ask: evaluator(expression) });

/** From the top: the first level whose bounds are all reached; an unknown on the way leaves it open. */
function levelOf(levels: readonly Level[], facts: Facts): Omit<ScaleAnswer, 'trade'> {
  for (const { level, text, ask } of levels) {
    const { value, missing } = ask(facts);
    if (value === true) return { level, missing: [], because: text };
    if (value === null) return { missing };
  }
  return { level: 'micro', missing: [], because: `未达到 ${levels.at(-1)?.text}` };
}
