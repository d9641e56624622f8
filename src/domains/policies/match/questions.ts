import type { Day } from '#kernel';
import type { Facts } from '#language';
import type { Library } from '../library.ts';
import { standingOf } from './decide.ts';

/** 三个问题: what anyone can answer of his own firm without signing in. */
export const QUESTIONS = {
  industry: ['C', 'F', 'I', 'E', 'G', 'H', 'A', 'M', 'L', 'O', 'R', 'K', 'P', 'Q', 'D', 'B', 'N', 'J'],
  size: {
    'under-10': { 从业人数: 8, 企业规模: 'micro', 参保人数: 8 },
    'under-30': { 从业人数: 20, 企业规模: 'small', 参保人数: 20 },
    'under-100': { 从业人数: 60, 企业规模: 'small', 参保人数: 60 },
    'under-300': { 从业人数: 200, 企业规模: 'medium', 参保人数: 200 },
    more: { 从业人数: 600, 参保人数: 600 },
  },
  traits: {
    clean: { 列入严重违法失信名单: false, 列入经营异常名录: false, 从事国家限制或禁止行业: false },
    'high-tech': { 高新技术企业: true },
    'tech-sme': { 科技型中小企业: true },
    specialised: { 专精特新中小企业: true },
    'above-scale': { 规模以上企业: true },
    'self-employed': { 企业类型: 'self-employed' },
    small: { 增值税纳税人类型: 'small' },
  },
} as const satisfies {
  readonly industry: readonly string[];
  readonly size: Readonly<Record<string, Facts>>;
  readonly traits: Readonly<Record<string, Facts>>;
};

export type Answers = {
  readonly industry?: string;
  readonly size?: keyof typeof QUESTIONS.size;
  /** Those asked of everyone, and whatever else the clauses of the day ask, by the names of the facts. */
  readonly traits: readonly string[];
};

const asked: Readonly<Record<string, Facts>> = QUESTIONS.traits;
const covered = new Set(Object.values(asked).flatMap(Object.keys));

/** What else makes a difference today: the yes or no of which some open clause wants a yes, the most wanted first. */
export function otherTraits({ clauses, facts }: Library, day: Day): readonly string[] {
  const yesOrNo = new Set(facts.flatMap(({ name, type }) => (type === 'boolean' && !covered.has(name) ? [name] : [])));
  const open = clauses.filter(({ policy, clause }) => standingOf(policy, clause, day) === 'open');
  const wanted = open.flatMap(({ reads, clause }) =>
    reads.filter((fact) => yesOrNo.has(fact) && clause.sample[fact] === true),
  );
  return [...Map.groupBy(wanted, (fact) => fact)].sort(([, a], [, b]) => b.length - a.length).map(([fact]) => fact);
}

/** Only what was said: what nobody asked stays unknown, an unticked box is not a no, and what is no longer asked says nothing. */
export const factsFromAnswers = ({ industry, size, traits }: Answers, others: readonly string[]): Facts =>
  Object.assign(
    {},
    industry === undefined ? {} : { 行业代码: industry },
    size === undefined ? {} : QUESTIONS.size[size],
    ...traits.map((each) => asked[each] ?? (others.includes(each) ? { [each]: true } : {})),
  ) as Facts;
