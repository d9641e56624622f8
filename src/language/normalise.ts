/** Signs that NFKC leaves alone but an input method or a word processor types for us. */
const SIGNS: Readonly<Record<string, string>> = {
  '≧': '≥',
  '≦': '≤',
  '−': '-',
  '–': '-',
  '—': '-',
  '×': '*',
  '÷': '/',
  '、': ',',
  '【': '[',
  '】': ']',
  '〔': '(',
  '〕': ')',
  '﹪': '%',
  // Figures of money as a traditional input method types them.
  萬: '万',
  億: '亿',
  '\u00a0': ' ',
  '\t': ' ',
  '\n': ' ',
  '\r': ' ',
};

/** Which marks close a text that this mark opens; an input method often types the wrong one of a pair. */
const CLOSERS: Readonly<Record<string, string>> = {
  '"': '"',
  '“': '”"',
  '”': '”"',
  '＂': '＂"',
  "'": "'",
  '‘': "’'",
  '’': "’'",
  '「': '」',
  '『': '』',
};

const normaliseSign = (char: string): string => {
  const sign = SIGNS[char];
  if (sign !== undefined) return sign;
  const folded = char.normalize('NFKC');
  // One sign for one sign, so that every column of the result is the same column of the original.
  return folded.length === char.length ? folded : char;
};

/** Folds a name of the catalogue the way text is folded, so that both meet. */
export const normaliseName = (name: string): string => [...name].map(normaliseSign).join('');

/**
 * The column of the mark that closes the text opened at `at`; -1 when it is never closed.
 * A mark after a backslash does not close.
 */
export const closingMark = (text: string, at: number): number => {
  const closers = CLOSERS[text[at] ?? ''];
  if (closers === undefined) return -1;
  for (let i = at + 1; i < text.length; i += 1) {
    if (text[i] === '\\') i += 1;
    else if (closers.includes(text[i] ?? '')) return i;
  }
  return -1;
};

/**
 * Folds full-width signs, figures and letters, and the radicals that PDF text is full of, sign for sign: columns stay
 * the same, so a diagnostic points into the original text. What stands between quotation marks is not touched, the
 * marks themselves become `"`.
 *
 * @example
 * normalise('（研发费用 ＞ ３％）') // '(研发费用 > 3%)'
 * normalise('行业 ＝ “Ｃ（１）”') // '行业 = "Ｃ（１）"'
 */
export const normalise = (text: string): string => {
  let out = '';
  let at = 0;
  while (at < text.length) {
    const close = closingMark(text, at);
    if (close > 0) {
      out += `"${text.slice(at + 1, close)}"`;
      at = close + 1;
    } else {
      const char = String.fromCodePoint(text.codePointAt(at) ?? 0);
      out += CLOSERS[char] === undefined ? normaliseSign(char) : '"';
      at += char.length;
    }
  }
  return out;
};
