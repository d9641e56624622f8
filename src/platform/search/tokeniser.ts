import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import { isStopWord } from './stop-words.ts';
import { bigramsOf, hanRuns, normalise, otherRuns } from './text.ts';

/** A word of the index is at most this long (PostgreSQL takes 2,046 bytes). */
const LONGEST = 64;
/** More than a text of 5,000 characters can have; a longer one is cut off behind. */
const MOST_TOKENS = 12_000;
const MOST_QUERY_TOKENS = 60;

export type Tokeniser = {
  /** What a text is found by: words, pairs of 汉字, latin words and numbers with their parts. */
  readonly tokensOf: (text: string) => readonly string[];
  /** What a text must have to be an answer to this query; empty when the query says nothing. */
  readonly queryTokensOf: (text: string) => readonly string[];
  /** The telling words of a text, with repetitions, for comparing texts: no pairs, no stop words. */
  readonly wordsOf: (text: string) => readonly string[];
};

/**
 * Cuts Chinese text for searching and comparing.
 *
 * Whatever the segmentation makes of a text, every pair of neighbouring 汉字 is in the index, and a query asks for
 * pairs only: so any piece of two or more 汉字 that stands in a text finds it. Words serve comparison.
 *
 * @param dictionary the trade's own words, one a line; `#` begins a remark
 * @example createTokeniser('双随机').queryTokensOf('用电报装') // ['用电', '电报', '报装']
 */
export function createTokeniser(dictionary = ''): Tokeniser {
  const jieba = Jieba.withDict(dict);
  const words = dictionaryWords(dictionary);
  if (words.length > 0) jieba.loadDict(Buffer.from(words.map((word) => `${word} 100000 n`).join('\n')));
  const cut = (run: string): readonly string[] => jieba.cutForSearch(run, true).filter((each) => [...each].length > 1);
  return {
    tokensOf: (text) => {
      const plain = normalise(text);
      const runs = hanRuns(plain);
      const tokens = new Set(otherRuns(plain).flatMap(partsOf));
      for (const run of runs) for (const pair of bigramsOf(run)) tokens.add(pair);
      for (const run of runs) for (const word of cut(run)) tokens.add(word);
      for (const run of runs) if ([...run].length === 1) tokens.add(run);
      return [...tokens].slice(0, MOST_TOKENS);
    },
    queryTokensOf: (text) => {
      const plain = normalise(text);
      const runs = hanRuns(plain);
      const tokens = [...otherRuns(plain).map(short), ...runs.flatMap(bigramsOf)];
      // A lone 汉字 is in the index only where it stands alone, so it narrows nothing beside other words.
      return [...new Set(tokens.length > 0 ? tokens : runs)].slice(0, MOST_QUERY_TOKENS);
    },
    wordsOf: (text) => {
      const plain = normalise(text);
      return [...otherRuns(plain).map(short), ...hanRuns(plain).flatMap(cut)].filter((word) => !isStopWord(word));
    },
  };
}

const short = (token: string): string => token.slice(0, LONGEST);

/** A compound with every chain of its neighbouring parts, so that the end of a number finds it; 000123 also as 123. */
function partsOf(compound: string): readonly string[] {
  const parts = compound.split(/(?<=[-_./])|(?=[-_./])/);
  const found = new Set([short(compound)]);
  for (let from = 0; from < Math.min(parts.length, 16); from += 2)
    for (let to = from + 1; to <= Math.min(parts.length, from + 16); to += 2)
      found.add(short(parts.slice(from, to).join('')));
  for (const part of parts) if (/^0+[1-9]\d*$/.test(part)) found.add(part.replace(/^0+/, ''));
  return [...found];
}

const dictionaryWords = (text: string): readonly string[] => [
  ...new Set(
    text
      .split('\n')
      .map((line) => normalise(line.replace(/#.*/, '')).trim())
      .filter((word) => /^\S{2,20}$/.test(word)),
  ),
];
