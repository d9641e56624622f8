import type { Cell, Literal, Movable } from '../../api/simulation.ts';
import { figure, money } from '../../parts/figures.ts';

export const countWords = ({ count }: Cell): string => (count === null ? '少于 10' : figure(count));
export const moneyWords = ({ amount }: Cell): string => (amount === null ? '不显示' : money(amount));
export const saidLiteral = (value: Literal): string => (Array.isArray(value) ? value.join('、') : String(value));

export const signed = (value: number, words: (value: number) => string): string =>
  value === 0 ? '不变' : `${value > 0 ? '+' : '−'}${words(Math.abs(value))}`;

export const difference = (now: Cell, base: Cell, of: keyof Cell): string => {
  const [a, b] = [now[of], base[of]];
  if (a === null || b === null) return '';
  return signed(a - b, of === 'count' ? (n) => `${figure(n)} 户` : money);
};

const PARTS: Readonly<Record<string, string>> = { 下限: '不低于', 上限: '不超过', 范围: '属于' };

/** 上年研发费用 不低于; an amount by its own name. */
export const handleTitle = ({ parameter, fact }: Movable): string => {
  const rest = fact ? parameter.slice(fact.length).replace(/\d+$/, '') : '';
  const bare = parameter.replace(/\d+$/, '');
  return fact && PARTS[rest] ? `${fact}${PARTS[rest]}` : bare === '标准' ? '补助标准' : bare;
};
