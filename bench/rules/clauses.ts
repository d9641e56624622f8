import type { Library } from '#domains/policies';
import { type Column, type Population, programFor, type RuleBook, type RuleSet } from '#engines/rules';
import type { Day } from '#kernel';
import { SPREADS } from './facts.ts';
import { randomFrom } from './population.ts';

/** Conditions that every engine of the bench can say. Numbers are stored whole numbers. */
export type Condition =
  | {
      readonly kind: 'number';
      readonly fact: string;
      readonly type: string;
      readonly sign: '>=' | '<=';
      readonly value: number;
    }
  | { readonly kind: 'flag'; readonly fact: string; readonly want: boolean }
  | { readonly kind: 'codes'; readonly fact: string; readonly prefix: boolean; readonly codes: readonly string[] }
  | { readonly kind: 'date'; readonly fact: string; readonly sign: '>=' | '<='; readonly day: number }
  | { readonly kind: 'ratio'; readonly over: string; readonly under: string; readonly percent: number }
  | { readonly kind: 'either'; readonly of: readonly Condition[] };

export type Amount =
  | { readonly kind: 'fixed'; readonly fen: number }
  | { readonly kind: 'rate'; readonly fact: string; readonly percent: number; readonly cap: number }
  | { readonly kind: 'head'; readonly fact: string; readonly fen: number; readonly cap: number };

export type BenchClause = { readonly id: string; readonly conditions: readonly Condition[]; readonly amount: Amount };

type Draw = { readonly random: () => number; readonly quantile: (fact: string, share: number) => number };

const pick = <T>({ random }: Draw, all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;

/** Two figures, as policies write them: thresholds then meet, as they do in life. */
const roundTwo = (value: number): number => {
  const size = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, Math.abs(value)))) - 1);
  return Math.round(value / size) * size;
};

const quantiles = (population: Population): Draw['quantile'] => {
  const sorted = new Map<string, Float64Array>();
  const sample = (column: Column): Float64Array => {
    const found: number[] = [];
    for (let row = 0; row < population.size && found.length < 20_000; row += 1) {
      const value = column.values[row] as number;
      if (!Number.isNaN(value) && value > -2_147_483_648) found.push(value);
    }
    return Float64Array.from(found).sort();
  };
  return (fact, share) => {
    const column = population.columns.get(fact);
    if (!column) throw new Error(`no column ${fact}`);
    const values = sorted.get(fact) ?? sample(column);
    sorted.set(fact, values);
    return values[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
  };
};

const NUMBERS = SPREADS.filter(({ type }) => type === 'money' || type === 'number' || type === 'percent');
const FLAGS = SPREADS.filter(({ type }) => type === 'boolean');
const CODES = SPREADS.filter(({ codes }) => codes);

const codesFor = (draw: Draw, share: number): Condition => {
  const spread = pick(draw, CODES);
  const all = spread.codes ?? [];
  const trade = spread.name === '行业代码';
  // The squared spread gives the first codes most rows: as many codes as make up the share.
  const several = all.slice(0, Math.max(1, Math.round(share ** 0.5 * all.length)));
  const codes = trade ? [...new Set(several.map((code) => code.slice(0, 3)))].slice(0, 12) : several;
  return { kind: 'codes', fact: spread.name, prefix: trade, codes };
};

const conditionFor = (draw: Draw, share: number): Condition => {
  const dice = draw.random();
  if (dice < 0.5) {
    const { name, type } = pick(draw, NUMBERS);
    const up = draw.random() < 0.6;
    return {
      kind: 'number',
      fact: name,
      type,
      sign: up ? '>=' : '<=',
      value: roundTwo(draw.quantile(name, up ? 1 - share : share)),
    };
  }
  if (dice < 0.65) {
    const { name, share: yes = 0.5 } = pick(draw, FLAGS);
    return { kind: 'flag', fact: name, want: share < 0.5 && yes > 0.05 };
  }
  if (dice < 0.82) return codesFor(draw, share);
  if (dice < 0.9)
    return { kind: 'date', fact: '成立日期', sign: '<=', day: Math.round(draw.quantile('成立日期', share) / 30) * 30 };
  if (dice < 0.94)
    return { kind: 'ratio', over: '研发费用', under: '营业收入', percent: 1 + Math.floor(draw.random() * 8) };
  return { kind: 'either', of: [conditionFor(draw, share / 2), conditionFor(draw, share / 2)] };
};

const amountFor = (draw: Draw): Amount => {
  const dice = draw.random();
  if (dice < 0.3) return { kind: 'fixed', fen: (1 + Math.floor(draw.random() * 50)) * 1_000_000 };
  const cap = pick(draw, [50, 100, 200, 500]) * 1_000_000;
  if (dice < 0.8) {
    const fact = pick(draw, ['研发费用', '设备投资', '纳税总额', '社保缴费', '固定资产投资']);
    return { kind: 'rate', fact, percent: pick(draw, [3, 5, 8, 10, 15, 20, 50]), cap };
  }
  return {
    kind: 'head',
    fact: pick(draw, ['参保人数', '吸纳高校毕业生', '职工人数']),
    fen: pick(draw, [50_000, 100_000, 150_000]),
    cap,
  };
};

/** Clauses of 3 to 7 conditions whose selectivity runs from 0.1 % to 60 %. */
export const benchClauses = (population: Population, count: number): readonly BenchClause[] => {
  const draw: Draw = { random: randomFrom(77), quantile: quantiles(population) };
  return Array.from({ length: count }, (_, i) => {
    const wanted = 0.001 * 600 ** (i / Math.max(1, count - 1));
    const length = 3 + Math.floor(draw.random() * 5);
    const share = Math.min(0.97, wanted ** (1 / length) * 1.12);
    const conditions = Array.from({ length }, () => conditionFor(draw, share));
    return { id: `c${i}`, conditions, amount: amountFor(draw) };
  });
};

const yuan = (fen: number): string => `${fen / 100}元`;
const dayText = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

const numberText = (type: string, value: number): string =>
  type === 'money' ? yuan(value) : type === 'percent' ? `${value / 100}%` : `${value}个`;

const conditionText = (one: Condition): string => {
  switch (one.kind) {
    case 'number':
      return `${one.fact} ${one.sign} ${numberText(one.type, one.value)}`;
    case 'flag':
      return one.want ? one.fact : `非(${one.fact})`;
    case 'codes':
      return `${one.fact} 属于 [${one.codes.map((code) => `"${code}"`).join(', ')}]`;
    case 'date':
      return `${one.fact} ${one.sign} date("${dayText(one.day)}")`;
    case 'ratio':
      return `${one.over} / ${one.under} >= ${one.percent}%`;
    case 'either':
      return `(${one.of.map(conditionText).join(' 或 ')})`;
  }
};

const amountText = (amount: Amount): string => {
  if (amount.kind === 'fixed') return yuan(amount.fen);
  const formula =
    amount.kind === 'rate' ? `${amount.fact} * ${amount.percent}%` : `${amount.fact} * ${amount.fen / 100}元/个`;
  return `最小值(${formula}, ${yuan(amount.cap)})`;
};

export const ruleSetOf = (clauses: readonly BenchClause[]): RuleSet => ({
  id: 'bench',
  rules: clauses.map(({ id, conditions, amount }) => ({
    id,
    name: id,
    since: '2026-01-01',
    condition: conditions.map(conditionText).join(' 且 '),
    parts: conditions.map((each, at) => ({ id: `c${at}`, condition: conditionText(each) })),
    amount: amountText(amount),
  })),
});

/** The same clauses as a site has them: a policy, and a library with nothing else in it. */
export const libraryOf = (clauses: readonly BenchClause[], book: RuleBook): Library => {
  const reads = new Map(programFor(book, { rulesAsOf: '2026-06-01' }).rules.map((each) => [each.rule.id, each.reads]));
  const written = clauses.map(({ id, conditions }) => ({
    clause: id,
    article: id,
    title: id,
    kind: 'subsidy' as const,
    text: id,
    plain: id,
    mode: 'instant' as const,
    owner: 'bench',
    per: 'year' as const,
    materials: [],
    chain: [],
    excludes: [],
    conditions: conditions.map((each) => ({ when: conditionText(each), quote: id })),
    amount: { kind: 'none' as const, words: '' },
    sample: {},
    cases: [],
  }));
  const day = '2026-01-01' as Day;
  const about = { policy: 'bench', title: 'bench', issuer: 'bench', level: 'city' as const, issued: day, from: day };
  const policy = { ...about, regions: [], words: [], clauses: written };
  const own = written.map((clause) => ({
    clause,
    policy,
    book,
    version: 'bench',
    reads: reads.get(clause.clause) ?? [],
  }));
  const whole = { policy, version: 'bench', file: 'bench', book, clauses: own };
  const byId = new Map(own.map((each) => [each.clause.clause, each]));
  return {
    facts: book.facts,
    policies: [whole],
    clauses: own,
    book,
    policy: (id) => (id === policy.policy ? whole : undefined),
    clause: (id) => byId.get(id),
  };
};

const conditionSql = (one: Condition): string => {
  switch (one.kind) {
    case 'number':
      return `"${one.fact}" ${one.sign} ${one.value}`;
    case 'flag':
      return one.want ? `"${one.fact}"` : `NOT "${one.fact}"`;
    case 'codes':
      return one.prefix
        ? `(${one.codes.map((code) => `starts_with("${one.fact}", '${code}')`).join(' OR ')})`
        : `"${one.fact}" IN (${one.codes.map((code) => `'${code}'`).join(', ')})`;
    case 'date':
      return `"${one.fact}" ${one.sign} ${one.day}`;
    case 'ratio':
      return `CASE WHEN "${one.under}" > 0 THEN "${one.over}" * 100 >= "${one.under}" * ${one.percent} WHEN "${one.under}" < 0 THEN "${one.over}" * 100 <= "${one.under}" * ${one.percent} END`;
    case 'either':
      return `(${one.of.map(conditionSql).join(' OR ')})`;
  }
};

export const sqlCondition = ({ conditions }: BenchClause): string => conditions.map(conditionSql).join(' AND ');

/** Whole 分, halves up: no amount of the bench is negative. LEAST would pass over NULL. */
export const sqlAmount = ({ amount }: BenchClause): string => {
  if (amount.kind === 'fixed') return String(amount.fen);
  const value =
    amount.kind === 'rate' ? `("${amount.fact}" * ${amount.percent} + 50) // 100` : `"${amount.fact}" * ${amount.fen}`;
  return `CASE WHEN "${amount.fact}" IS NULL THEN NULL ELSE least(${value}, ${amount.cap}) END`;
};
