import type { Facts } from '#language';

/** 三个问题: what anyone can answer of his own firm without signing in. */
export const QUESTIONS = {
  industry: ['C', 'F', 'I', 'A', 'G', 'H', 'E', 'M', 'O'],
  size: {
    'under-10': { 从业人数: 8, 企业规模: 'micro', 参保人数: 8 },
    'under-30': { 从业人数: 20, 企业规模: 'small', 参保人数: 20 },
    'under-100': { 从业人数: 60, 企业规模: 'small', 参保人数: 60 },
    'under-300': { 从业人数: 200, 企业规模: 'medium', 参保人数: 200 },
    more: { 从业人数: 600, 参保人数: 600 },
  },
  traits: {
    'high-tech': { 高新技术企业: true },
    'tech-sme': { 科技型中小企业: true },
    specialised: { 专精特新中小企业: true },
    'above-scale': { 规模以上企业: true },
    'self-employed': { 企业类型: 'self-employed' },
    small: { 增值税纳税人类型: 'small' },
    clean: { 列入严重违法失信名单: false, 列入经营异常名录: false, 从事国家限制或禁止行业: false },
  },
} as const satisfies {
  readonly industry: readonly string[];
  readonly size: Readonly<Record<string, Facts>>;
  readonly traits: Readonly<Record<string, Facts>>;
};

export type Answers = {
  readonly industry?: string;
  readonly size?: keyof typeof QUESTIONS.size;
  readonly traits: readonly (keyof typeof QUESTIONS.traits)[];
};

/** Only what was said: what nobody asked stays unknown, and an unticked box is not a no. */
export const factsFromAnswers = ({ industry, size, traits }: Answers): Facts =>
  Object.assign(
    {},
    industry === undefined ? {} : { 行业代码: industry },
    size === undefined ? {} : QUESTIONS.size[size],
    ...traits.map((each) => QUESTIONS.traits[each]),
  ) as Facts;
