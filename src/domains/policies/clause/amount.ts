import type { Amount } from './schema.ts';

type Bands = Extract<Amount, { kind: 'bands' }>;

/**
 * The amount as one expression of the language, so that explaining, matching millions and SQL all compute the same
 * figure; `undefined` where a clause gives no money.
 *
 * @example
 * amountExpression({ kind: 'share', of: '研发费用', rate: '10%', cap: '100万元' })
 * // '最小值(四舍五入((研发费用) * 10%, 2), 100万元)'
 */
export function amountExpression(amount: Amount): string | undefined {
  if (amount.kind === 'none') return undefined;
  const raised = amount.floor === undefined ? plain(amount) : `最大值(${plain(amount)}, ${amount.floor})`;
  return amount.cap === undefined ? raised : `最小值(${raised}, ${amount.cap})`;
}

/** Shares are rounded to the 分 (四舍五入), as they are paid. */
const toFen = (text: string): string => `四舍五入(${text}, 2)`;

function plain(amount: Exclude<Amount, { kind: 'none' }>): string {
  switch (amount.kind) {
    case 'fixed':
      return amount.amount;
    case 'share':
      return toFen(`(${amount.of}) * ${amount.rate}`);
    case 'per-head':
      return `${amount.each} * (${amount.count})`;
    case 'formula':
      // A difference may fall below nothing; nobody owes for what he does not get.
      return amount.floor === undefined ? `最大值(${toFen(amount.formula)}, 0元)` : toFen(amount.formula);
    case 'bands':
      return amount.progressive ? toFen(slices(amount)) : steps(amount);
  }
}

/** The whole sum at the rate of the band it falls in, or that band's fixed amount. */
const steps = ({ of, bands }: Bands): string =>
  bands
    .map(({ upTo, rate, amount }) => {
      const value = amount ?? toFen(`(${of}) * ${rate ?? '0%'}`);
      return upTo === undefined ? value : `如果 (${of}) <= ${upTo} 那么 ${value} 否则 `;
    })
    .join('');

/** Each band's own part at its own rate. */
const slices = ({ of, bands }: Bands): string =>
  bands
    .map(({ upTo, rate = '0%' }, at) => {
      const from = bands[at - 1]?.upTo ?? '0元';
      const top = upTo === undefined ? `(${of})` : `最小值((${of}), ${upTo})`;
      return `最大值(${top} - ${from}, 0元) * ${rate}`;
    })
    .join(' + ');

/** The formula in words, for people who do not read formulas; `say` puts codes into words. */
export function amountWords(amount: Amount, say: (formula: string) => string = (text) => text): string {
  const said = [coreWords(amount, say), ...limitWords(amount)].join('，');
  return 'note' in amount && amount.note ? `${said}（${amount.note}）` : said;
}

function coreWords(amount: Amount, say: (formula: string) => string): string {
  switch (amount.kind) {
    case 'none':
      return amount.words;
    case 'fixed':
      return `每户 ${amount.amount}`;
    case 'share':
      return `${amount.of}的 ${amount.rate}`;
    case 'per-head':
      return `每 ${amount.each.split('/')[1] ?? '人'} ${amount.each.split('/')[0]}，按${amount.count}计算`;
    case 'formula':
      return `按“${say(amount.formula)}”计算`;
    case 'bands':
      return bandWords(amount);
  }
}

const bandWords = ({ of, bands, progressive }: Bands): string =>
  bands
    .map(({ upTo, rate, amount }, at) => {
      const from = bands[at - 1]?.upTo;
      const where = upTo === undefined ? `超过 ${from}` : from === undefined ? `不超过 ${upTo}` : `${from}至 ${upTo}`;
      return `${of}${where}的${progressive ? '部分' : ''}，${amount ?? `按 ${rate ?? '0%'}`}`;
    })
    .join('；');

function limitWords(amount: Amount): readonly string[] {
  if (amount.kind === 'none') return [];
  return [
    ...(amount.floor === undefined ? [] : [`不低于 ${amount.floor}`]),
    ...(amount.cap === undefined ? [] : [`最高 ${amount.cap}`]),
  ];
}
