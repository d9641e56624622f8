import type { Cell, Literal, Movable } from '../../api/simulation.ts';
import { figure, money } from '../../parts/figures.ts';

export const countWords = ({ count }: Cell): string => (count === null ? '不足 10' : figure(count));
export const moneyWords = ({ amount }: Cell): string => (amount === null ? '不显示' : money(amount));
export const saidLiteral = (value: Literal): string => (Array.isArray(value) ? value.join('、') : String(value));

export const signed = (value: number, words: (value: number) => string): string =>
  value === 0 ? '不变' : `${value > 0 ? '+' : '−'}${words(Math.abs(value))}`;

/** Rounded figures may each be ten rows off: what is less than both together is no difference that anyone can see. */
const OFF = 10;
const UNSEEN = '取整后看不出';

export const errorOf = ({ count, amount }: Cell, of: keyof Cell): number =>
  of === 'count' ? OFF : count ? ((amount ?? 0) / count) * OFF : 0;

export const UNMOVED = '未改动';

type Told = { readonly guarded: boolean; readonly moved: boolean };

export const difference = (now: Cell, base: Cell, of: keyof Cell, { guarded, moved }: Told): string => {
  if (!moved) return UNMOVED;
  const [a, b] = [now[of], base[of]];
  if (a === null || b === null) return '';
  if (guarded && Math.abs(a - b) < errorOf(now, of) + errorOf(base, of)) return UNSEEN;
  return signed(a - b, of === 'count' ? (n) => `${figure(n)} 户` : money);
};

/** How coarse rounded figures are. */
export const coarseness = (now: Cell): string =>
  now.count ? `户数可差 ${OFF} 户，资金可差约 ${money(errorOf(now, 'amount'))}` : '';

/** 约 70: a figure that was rounded says so. */
export const about = (words: string, guarded: boolean): string => (guarded && /\d/.test(words) ? `约 ${words}` : words);

const PARTS: Readonly<Record<string, string>> = { 下限: '不低于', 上限: '不超过', 范围: '属于' };

/** 上年研发费用 不低于; an amount by its own name. */
export const handleTitle = ({ parameter, fact, said }: Movable): string => {
  const rest = fact ? parameter.slice(fact.length).replace(/\d+$/, '') : '';
  const bare = parameter.replace(/\d+$/, '');
  // Of a ratio of two facts its sentence says more than 下限.
  if (!fact && said && (PARTS[bare] || bare === '取值')) return said;
  return fact && PARTS[rest] ? `${fact}${PARTS[rest]}` : bare === '标准' ? '补助标准' : bare;
};
