import { type Dimension, MONEY, OPEN, PLAIN, SHARE } from './units.ts';

/** Codes with their titles. */
export type Titles = ReadonlyMap<string, string>;

/**
 * The title of a code. Of codes that lie under one another (C3921 under C39, 330802 under 3308) the nearest one that
 * the list has speaks for those below it.
 */
export const titleOf = (titles: Titles, code: string): string => {
  const under = /^[A-Z]?\d{2,}$/.test(code);
  for (let end = code.length; end > 0; end = under ? end - 1 : 0) {
    const title = titles.get(code.slice(0, end));
    if (title !== undefined) return title;
  }
  return code;
};

/** What an expression or a fact can be. Units are part of the type: 元 and 人 do not meet. */
export type Type =
  | { readonly kind: 'boolean' }
  | { readonly kind: 'number'; readonly dimension: Dimension }
  | { readonly kind: 'string' }
  | { readonly kind: 'code'; readonly list: string; readonly titles?: Titles | undefined }
  | { readonly kind: 'date' }
  | { readonly kind: 'list'; readonly of: Type }
  | { readonly kind: 'range'; readonly of: Type }
  /** Not known yet: 未知, a fact that nobody declared, or what is left after an error. Fits everything. */
  | { readonly kind: 'any' };

export const BOOLEAN: Type = { kind: 'boolean' };
export const STRING: Type = { kind: 'string' };
export const DATE: Type = { kind: 'date' };
export const ANY: Type = { kind: 'any' };
/** Text of a JSON record: it may turn out to be a code when it meets one. */
export const OPEN_CODE = '?';

export const numberOf = (dimension: Dimension): Type => ({ kind: 'number', dimension });
export const listOf = (of: Type): Type => ({ kind: 'list', of });

const dimensionName = (dimension: Dimension): string => {
  if (dimension === MONEY) return '金额（元）';
  if (dimension === SHARE) return '百分比';
  if (dimension === PLAIN || dimension === OPEN || dimension === '比') return '没有单位的数';
  return `以“${dimension}”为单位的数`;
};

/** The type in the words of the person who reads a diagnostic. */
export const typeName = (type: Type): string => {
  switch (type.kind) {
    case 'boolean':
      return '是非判断';
    case 'number':
      return dimensionName(type.dimension);
    case 'string':
      return '文字';
    case 'code':
      return type.list === OPEN_CODE ? '文字' : `代码（${type.list}）`;
    case 'date':
      return '日期';
    case 'list':
      return `${typeName(type.of)}的清单`;
    case 'range':
      return `${typeName(type.of)}的区间`;
    case 'any':
      return '未知';
  }
};
