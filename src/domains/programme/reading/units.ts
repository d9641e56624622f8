import { endsLikeUnit, looksLikeUnit, startsLikeUnit } from './unit-names.ts';

export { isGroupName, looksLikeUnit } from './unit-names.ts';

const OPEN = '（(〔[［【';
const CLOSE = '）)〕]］】';
const SEPARATOR = /[、，,;；|｜/／\n\t]/;
const NONE = /^(?:[-—–/\\]+|无|暂无|空)$/;

/** A blank that was filled on purpose: —, /, 无. It says "nobody" and inherits nothing. */
export const saysNone = (text: string): boolean => NONE.test(text.trim());

/** 智慧新城管委会: long enough, and ending in what ends no broken half of a name. */
const isWholeName = (name: string): boolean => name.length >= 5 && /(?:管委会|集团|公司|街道|银行|分行)$/.test(name);

/** Lines inside one cell: a name broken by the page is mended, names one per line are parted. */
function mendLines(text: string): string {
  return text
    .split(/\s*\n\s*/)
    .filter((line) => line !== '')
    .reduce((joined, line) => {
      if (joined === '') return line;
      const last = joined.split(SEPARATOR).at(-1) ?? '';
      const parted = last.length > 2 && endsLikeUnit(last) && startsLikeUnit(line);
      const complete = last === '' || parted || (isWholeName(last) && isWholeName(line.split(SEPARATOR)[0] ?? ''));
      return complete ? `${joined}\n${line}` : joined + line;
    }, '');
}

function cutOutsideBrackets(text: string): string[] {
  const pieces: string[] = [];
  let depth = 0;
  let piece = '';
  for (const sign of text) {
    if (OPEN.includes(sign)) depth++;
    else if (CLOSE.includes(sign)) depth = Math.max(0, depth - 1);
    if (depth === 0 && SEPARATOR.test(sign)) {
      pieces.push(piece);
      piece = '';
    } else piece += sign;
  }
  return [...pieces, piece];
}

/** "市教育局和市公安局": 和, 及 part names only where both sides read as names. */
function cutConjunction(piece: string): string[] {
  for (const found of piece.matchAll(/以及|[和及与]/g)) {
    const left = piece.slice(0, found.index);
    const right = piece.slice(found.index + found[0].length);
    if (looksLikeUnit(left) && startsLikeUnit(right) && looksLikeUnit(right)) return [left, ...cutConjunction(right)];
  }
  return [piece];
}

/** "市财政局 市经信局": a space that survived cleaning parts names. */
const cutSpaces = (piece: string): string[] => {
  const parts = piece.split(/\s+/).filter((part) => part !== '');
  return parts.length > 1 && parts.every((part) => looksLikeUnit(part)) ? parts : [parts.join('')];
};

const trimPiece = (piece: string): string =>
  piece
    .replace(/^[\s：:。.]+|[\s。.：:]+$/g, '')
    .replace(/^(?:以及|及|和)(?=[市省县区各])/u, '')
    .replace(/(?<=[\p{Script=Han}）)])等(?:部门|单位|有关部门|有关单位)?$/u, '');

/**
 * Names in a list of units, in order, each once. What stands in brackets stays with its name.
 *
 * @example
 * splitUnits('市发改委、市国资委〔城投集团〕，各县（市、区）') // ['市发改委', '市国资委〔城投集团〕', '各县（市、区）']
 */
export function splitUnits(text: string): string[] {
  if (saysNone(text)) return [];
  const names = cutOutsideBrackets(mendLines(text))
    .flatMap(cutSpaces)
    .map(trimPiece)
    .flatMap(cutConjunction)
    .filter((name) => name !== '' && !NONE.test(name));
  return [...new Set(names)];
}
