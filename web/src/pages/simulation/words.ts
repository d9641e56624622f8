import type { Cell, Literal, Movable } from '../../api/simulation.ts';
import { figure, money } from '../../parts/figures.ts';

export const countWords = ({ count }: Cell): string => (count === null ? '不足 10' : figure(count));
export const saidLiteral = (value: Literal): string => (Array.isArray(value) ? value.join('、') : String(value));

/** What was rounded is written with no more figures than it has: 1 250 万元. */
export const moneyWords = ({ amount }: Cell, guarded = false): string => {
  if (amount === null) return '不显示';
  if (!guarded) return money(amount);
  const words = money(Number(amount.toPrecision(4)));
  return words.replace(/\.(\d*?)0+(?=\u2009万元$)/, (_, kept) => (kept ? `.${kept}` : ''));
};

export const signed = (value: number, words: (value: number) => string): string =>
  value === 0 ? '不变' : `${value > 0 ? '+' : '−'}${words(Math.abs(value))}`;

export const UNSEEN = '取整后看不出';
export const UNMOVED = '未改动';

type Told = { readonly guarded: boolean; readonly moved: boolean };

export const difference = (now: Cell, base: Cell, of: keyof Cell, { guarded, moved }: Told): string => {
  if (!moved) return UNMOVED;
  const [a, b] = [now[of], base[of]];
  if (a === null || b === null) return '';
  if (guarded && a === b) return UNSEEN;
  const words =
    of === 'count' ? (n: number) => `${figure(n)} 户` : (n: number) => moneyWords({ count: null, amount: n }, guarded);
  return about(signed(a - b, words), guarded);
};

/** How figures are rounded. */
export const COARSENESS = '户数取整到十，金额取整到大约十户的数；多的不会显示得更少';

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
