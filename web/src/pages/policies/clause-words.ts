import type { Band, DraftAmount, DraftCase, Known } from '../../api/policy-drafts.ts';

export const AMOUNTS: readonly { readonly value: DraftAmount['kind']; readonly label: string }[] = [
  { value: 'fixed', label: '每户定额' },
  { value: 'share', label: '按比例' },
  { value: 'per-head', label: '按数量' },
  { value: 'bands', label: '分档' },
  { value: 'formula', label: '按公式' },
  { value: 'none', label: '不是钱' },
];

const UNKNOWN = '不知道';
const said = (value: Known): string =>
  value === null ? UNKNOWN : value === true ? '是' : value === false ? '否' : String(value);

/** 上年研发费用 = 300万元；规模以上企业 = 是 */
export const factsText = (facts: Readonly<Record<string, Known>> | undefined): string =>
  Object.entries(facts ?? {})
    .map(([name, value]) => `${name} = ${said(value)}`)
    .join('；');

const NUMBER = /^-?\d+(\.\d+)?$/;
const meant = (text: string): Known => {
  if (text === UNKNOWN) return null;
  if (text === '是' || text === '否') return text === '是';
  return NUMBER.test(text) ? Number(text) : text;
};

/** @example factsOf('上年研发费用 = 300万元；从业人数 = 20') // { 上年研发费用: '300万元', 从业人数: 20 } */
export const factsOf = (text: string): Record<string, Known> =>
  Object.fromEntries(
    text
      .split(/[；;\n]/)
      .map((each) => each.split(/[=＝:：]/))
      .flatMap(([name = '', ...rest]) =>
        name.trim() && rest.length > 0 ? [[name.trim(), meant(rest.join('=').trim())]] : [],
      ),
  );

const bandWords = (bands: readonly Band[]): string =>
  bands.map(({ upTo, rate, amount }) => `${upTo ? `到 ${upTo}` : '以上'} ${amount ?? rate ?? ''}`).join('，');

/** The amount as one reads it. */
export function amountSaid(amount: DraftAmount): string {
  const limits = [amount.floor ? `不低于 ${amount.floor}` : '', amount.cap ? `最高 ${amount.cap}` : ''].filter(Boolean);
  return [coreSaid(amount), ...limits].join('，');
}

function coreSaid(amount: DraftAmount): string {
  switch (amount.kind) {
    case 'fixed':
      return `每户 ${amount.amount}`;
    case 'share':
      return `${amount.of}的 ${amount.rate}`;
    case 'per-head':
      return `${amount.each}，按${amount.count}`;
    case 'bands':
      return `${amount.of}：${bandWords(amount.bands)}`;
    case 'formula':
      return `按“${amount.formula}”`;
    case 'none':
      return amount.words;
  }
}

/** An amount of another kind, begun with what the two have in common. */
export function amountOfKind(kind: DraftAmount['kind'], { cap, floor }: DraftAmount): DraftAmount {
  const bounds = { ...(cap ? { cap } : {}), ...(floor ? { floor } : {}) };
  switch (kind) {
    case 'fixed':
      return { kind, amount: '1万元', ...bounds };
    case 'share':
      return { kind, of: '', rate: '5%', ...bounds };
    case 'per-head':
      return { kind, each: '1000元/人', count: '', ...bounds };
    case 'bands':
      return { kind, of: '', bands: [{ upTo: '1亿元', amount: '10万元' }, { amount: '20万元' }], ...bounds };
    case 'formula':
      return { kind, formula: '', ...bounds };
    case 'none':
      return { kind, words: '' };
  }
}

export const blankCase = (nth: number): DraftCase => ({ name: `算例${nth}`, expect: '可享' });
