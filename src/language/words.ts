/** Each meaning with the words for it. */
type Words = readonly (readonly [meaning: string, ...words: readonly string[]])[];

/** What stands between two operands, or after one. */
const BETWEEN_OPERANDS: Words = [
  ['and', 'and', '且', '并且'],
  ['or', 'or', '或', '或者'],
  ['in', 'in', '属于'],
  ['not in', 'not in', '不属于'],
  ['between', 'between', '介于'],
  ['then', 'then', '那么'],
  ['else', 'else', '否则'],
  ['is empty', '为空'],
  ['is not empty', '不为空'],
  ['=', '等于'],
  ['!=', '不等于'],
  ['>', '大于', '高于', '超过'],
  ['<', '小于', '低于'],
  ['>=', '大于等于', '不低于', '不少于'],
  ['<=', '小于等于', '不高于', '不超过'],
];

/** Joins the two ends of `介于 a 和 b`, and only there: elsewhere 和 may be part of a name. */
const BETWEEN_ENDS: Words = [['and', '和', '至', '到']];

/** What may stand where an operand begins. */
const BEFORE_OPERAND: Words = [
  ['if', 'if', '如果'],
  ['not', 'not', '非'],
  ['true', 'true', '是', '真'],
  ['false', 'false', '否', '假'],
  ['null', 'null', '未知'],
];

/** Signs that other languages use, with what is written here instead. */
export const FOREIGN_SIGNS: Readonly<Record<string, string>> = {
  '===': '=',
  '==': '=',
  '<>': '!=',
  '=>': '>=',
  '=<': '<=',
  '&&': '且',
  '||': '或',
  '&': '且',
  '|': '或',
};

/** The signs of the language, longer ones first. */
export const SIGNS = ['>=', '<=', '!=', '..', '≥', '≤', '≠', '>', '<', '=', '+', '-', '*', '/', '(', ')', '[', ']'];

export const SIGN_MEANING: Readonly<Record<string, string>> = { '≥': '>=', '≤': '<=', '≠': '!=' };

const longestFirst = (words: Words) =>
  words
    .flatMap(([meaning, ...spellings]) => spellings.map((word) => ({ word, meaning })))
    .sort((a, b) => b.word.length - a.word.length);

const INFIX = longestFirst(BETWEEN_OPERANDS);
const ENDS = longestFirst(BETWEEN_ENDS);
const PREFIX = longestFirst(BEFORE_OPERAND);

export const isWordSign = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}_]/u.test(char);

/** Chinese words between operands, for suggestions. */
export const INFIX_WORDS = INFIX.map(({ word }) => word).filter((word) => !/[a-z]/.test(word));

/** Each English word in small letters, with the Chinese one; 等于 and its like have none. */
export const ENGLISH_WORDS: ReadonlyMap<string, string> = new Map(
  [...BETWEEN_OPERANDS, ...BEFORE_OPERAND].flatMap(([, english = '', chinese]) =>
    chinese !== undefined && /^[a-z]+$/.test(english) ? [[english, chinese] as const] : [],
  ),
);

export type Word = { readonly meaning: string; readonly end: number };

const find = (words: typeof INFIX, text: string, at: number): Word | undefined => {
  for (const { word, meaning } of words)
    if (text.startsWith(word, at) && !(/[a-z]$/.test(word) && /\w/.test(text[at + word.length] ?? '')))
      return { meaning, end: at + word.length };
  return undefined;
};

/** The word after an operand at this place, if one stands there. */
export const infixAt = (text: string, at: number, insideBetween: boolean): Word | undefined =>
  find(INFIX, text, at) ?? (insideBetween ? find(ENDS, text, at) : undefined);

/** The word that begins an operand at this place, if one stands there. */
export const prefixAt = (text: string, at: number): Word | undefined => find(PREFIX, text, at);
