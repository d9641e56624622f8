import { refuse } from './refusal.ts';

/** 统一社会信用代码, GB 32100-2015: authority, category, region (6), organisation code (9), check sign. */
export type Uscc = {
  readonly code: string;
  /** 登记管理部门 */
  readonly authority: string;
  /** 机构类别, where the standard's table is known */
  readonly category?: string;
  /** 登记管理机关行政区划码, GB/T 2260 */
  readonly region: string;
  /** 主体标识码, GB 11714 */
  readonly organisationCode: string;
  /** What is odd without being wrong; old codes may fail the inner check. */
  readonly warnings: readonly string[];
};

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const ODD_SIGN = /[^0-9A-HJ-NP-RTUWXY]/u;
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
/** By character code: a city's import reads hundreds of thousands of them. */
const VALUES = Uint8Array.from({ length: 128 }, (_, sign) => Math.max(0, ALPHABET.indexOf(String.fromCharCode(sign))));
const BODY_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

const AUTHORITIES: Readonly<Record<string, string>> = {
  1: '机构编制',
  2: '外交',
  3: '司法行政',
  4: '文化',
  5: '民政',
  6: '旅游',
  7: '宗教',
  8: '工会',
  9: '工商（市场监管）',
  A: '中央军委改革和编制办公室',
  N: '农业',
  Y: '其他',
};

/** Source: GB 32100 table 2 as commonly quoted; other authorities' categories were not found and stay open. */
const CATEGORIES: Readonly<Record<string, string>> = {
  11: '机关',
  12: '事业单位',
  13: '编办直接管理机构编制的群众团体',
  19: '其他',
  91: '企业',
  92: '个体工商户',
  93: '农民专业合作社',
  99: '其他',
};

/**
 * Reads a code as people type it: spaces, small letters and full-width signs are put right first.
 * @throws Refusal `kernel.bad-uscc` saying what is wrong
 * @example parseUscc('91440300708461136t').category // '企业'
 */
export function parseUscc(text: string): Uscc {
  const code = text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
  const wrong = findFault(code);
  if (wrong)
    throw refuse({ code: 'kernel.bad-uscc', kind: 'invalid', what: `统一社会信用代码“${text}”有误`, ...wrong });
  const category = CATEGORIES[code.slice(0, 2)];
  const organisationCode = code.slice(8, 17);
  const good = organisationCheck(code.slice(8, 16)) === code[16];
  return {
    code,
    authority: AUTHORITIES[code.slice(0, 1)] ?? '',
    ...(category && { category }),
    region: code.slice(2, 8),
    organisationCode,
    warnings: good ? [] : ['主体标识码（第9–17位）校验不符，早期代码可能如此，请核对营业执照'],
  };
}

/** @example isUscc('91110000802100433B') // true */
export const isUscc = (text: string): boolean => findFault(text) === undefined;

/**
 * Completes a code from its parts, for synthetic data. The organisation code is given without (8) or with (9) its own
 * check sign.
 * @example makeUscc('9', '1', '440300', '70846113') // '91440300708461136T'
 */
export function makeUscc(authority: string, category: string, region: string, body: string): string {
  const code = authority + category + region + (body.length === 8 ? body + organisationCheck(body) : body);
  const complete = code + checkSign(code);
  if (!isUscc(complete)) throw new Error(`no code from ${authority} ${category} ${region} ${body}`);
  return complete;
}

function findFault(code: string): { readonly why: string; readonly todo: string } | undefined {
  const todo = '请对照营业执照核对 18 位代码';
  if (code.length !== 18) return { why: `应为 18 位，实为 ${code.length} 位`, todo };
  const odd = ODD_SIGN.exec(code)?.[0];
  if (odd) return { why: `含有不允许的字符“${odd}”（不使用 I、O、S、V、Z）`, todo };
  if (!AUTHORITIES[code.slice(0, 1)]) return { why: `第 1 位“${code[0]}”不是登记管理部门代码`, todo };
  if (!/^\d{6}$/.test(code.slice(2, 8))) return { why: '第 3–8 位应为 6 位行政区划数字', todo };
  return checkSign(code.slice(0, 17)) === code[17] ? undefined : { why: '校验位不符，可能有一位写错', todo };
}

function checkSign(code: string): string {
  let sum = 0;
  for (let at = 0; at < WEIGHTS.length; at += 1) sum += (WEIGHTS[at] as number) * (VALUES[code.charCodeAt(at)] ?? 0);
  // The outer mod matters: a sum divisible by 31 has the check sign 0.
  return ALPHABET.charAt((31 - (sum % 31)) % 31);
}

function organisationCheck(body: string): string {
  const sum = BODY_WEIGHTS.reduce((total, weight, at) => total + weight * Number.parseInt(body.charAt(at), 36), 0);
  const check = 11 - (sum % 11);
  return check === 10 ? 'X' : check === 11 ? '0' : String(check);
}
