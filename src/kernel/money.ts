import { z } from 'zod';
import { largestRemainder } from './largest-remainder.ts';
import { isRefusal, refuse } from './refusal.ts';

/**
 * Money is a whole number of 分, as a safe integer: up to 90 万亿元, more than any city's budget, and plain JSON.
 * Negative amounts are owed or taken back.
 */
export type Money = number & { readonly __brand: 'Money' };

const UNITS: Readonly<Record<string, number>> = {
  分: 0,
  角: 1,
  元: 2,
  百元: 4,
  千元: 5,
  万元: 6,
  百万元: 8,
  千万元: 9,
  亿元: 10,
};

/** A safe integer of 分, checked. */
export function money(fen: number): Money {
  if (!Number.isSafeInteger(fen)) throw new Error(`${fen} is not a whole, exact number of 分`);
  return (fen === 0 ? 0 : fen) as Money;
}

/**
 * Reads an amount as officials write it: `1.2万元`, `￥3,000.50`, `4亿`, `12 元`. No unit means 元. Decimal digits are
 * shifted as text, so nothing is rounded; a part of a 分 is refused.
 * @throws Refusal `kernel.bad-money`
 * @example parseMoney('1.2万元') // 1_200_000 分
 */
export function parseMoney(text: string): Money {
  const clean = text
    .normalize('NFKC')
    .replace(/[\s,¥]/g, '')
    .replace(/人民币|RMB|整$/gi, '');
  const parts = /^([+-]?)(\d+)(?:\.(\d+))?(分|角|[百千]?万?元?|亿元?|)$/.exec(clean);
  const [, sign, whole = '', decimals = '', written = ''] = parts ?? [];
  const unit = written === '' ? '元' : /[元分角]$/.test(written) ? written : `${written}元`;
  const shift = UNITS[unit];
  if (!parts || shift === undefined) throw badMoney(text, '不是金额', '请写成 1.2万元、3000元 这样的金额');
  const kept = decimals.replace(/0+$/, '');
  if (kept.length > shift) throw badMoney(text, '精确到了分以下', '请四舍五入到分后再填');
  const fen = Number(`${sign}${whole}${kept.padEnd(shift, '0')}`);
  if (!Number.isSafeInteger(fen)) throw badMoney(text, '金额过大', '请核对单位');
  return money(fen);
}

/** An amount in a file or a form, as officials write it. */
export const Amount = z
  .string()
  .max(30)
  .transform((text, context): Money => {
    try {
      return parseMoney(text);
    } catch (error) {
      context.addIssue(isRefusal(error) ? error.message : String(error));
      return z.NEVER;
    }
  });

/**
 * Exact and short: in 元, 万元 or 亿元, whichever is the largest that needs at most `digits` decimals, else in 元.
 * @example formatMoney(parseMoney('12000')) // '1.2万元'
 */
export function formatMoney(amount: Money, digits = 4): string {
  const size = Math.abs(amount);
  for (const [unit, shift] of [
    ['亿元', 10],
    ['万元', 6],
  ] as const)
    if (size >= 10 ** shift && decimalsOf(size, shift).length <= digits) return inUnit(amount, shift, '') + unit;
  return `${formatYuan(amount)}元`;
}

/** For tables and receipts: `12,000.00`. */
export const formatYuan = (amount: Money): string => {
  const [whole = '', cents = ''] = inUnit(amount, 2, '00').split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${cents}`;
};

/** @example addMoney(parseMoney('0.1'), parseMoney('0.2')) === parseMoney('0.3') // true */
export const addMoney = (...amounts: readonly Money[]): Money => money(amounts.reduce((a: number, b) => a + b, 0));
export const subtractMoney = (a: Money, b: Money): Money => money(a - b);

/**
 * A share of an amount, rounded half away from zero to the 分 (四舍五入): `multiplyMoney(amount, 3n, 100n)` is 3 %.
 */
export function multiplyMoney(amount: Money, by: bigint, per = 1n): Money {
  if (per === 0n) throw new Error('a share per nothing');
  const product = BigInt(amount) * by;
  const negative = product < 0n !== per < 0n && product !== 0n;
  const [size, base] = [product < 0n ? -product : product, per < 0n ? -per : per];
  const rounded = (size * 2n + base) / (base * 2n);
  return money(Number(negative ? -rounded : rounded));
}

/** Splits an amount by weights so that the parts sum to it to the 分 (largest remainder). */
export function allocateMoney(amount: Money, weights: readonly number[]): Money[] {
  const parts = largestRemainder(Math.abs(amount), weights);
  return parts.map((part) => money(amount < 0 ? -part : part));
}

const decimalsOf = (size: number, shift: number): string =>
  String(size)
    .padStart(shift + 1, '0')
    .slice(-shift)
    .replace(/0+$/, '');

function inUnit(amount: number, shift: number, least: string): string {
  const digits = String(Math.abs(amount)).padStart(shift + 1, '0');
  const decimals = decimalsOf(Math.abs(amount), shift).padEnd(least.length, '0');
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -shift)}${decimals && `.${decimals}`}`;
}

const badMoney = (text: string, what: string, todo: string) =>
  refuse({ code: 'kernel.bad-money', kind: 'invalid', what: `“${text}”${what}`, todo });
