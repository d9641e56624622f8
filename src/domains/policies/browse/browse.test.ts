import { expect, test } from 'vitest';
import type { LibraryClause } from '../clause/index.ts';
import { searchClauses } from './search.ts';
import { quoteSpans } from './spans.ts';

const bigrams = (text: string): readonly string[] =>
  [...text.matchAll(/\p{Script=Han}+/gu)].flatMap(([run]) =>
    [...run].slice(1).map((sign, at) => `${[...run][at]}${sign}`),
  );
const tools = {
  tokens: bigrams,
  queryTokens: bigrams,
  synonyms: [
    ['补贴', '补助'],
    ['招人', '招用毕业生'],
  ],
};
const clause = (title: string) =>
  ({
    policy: { title: '若干政策', issuer: '市', words: [] },
    clause: { title, plain: '', text: '', chain: [] },
  }) as unknown as LibraryClause;

test('a query finds what is called otherwise, and what has more of it first', () => {
  const clauses = [clause('研发投入补助'), clause('招用高校毕业生补助'), clause('出口奖励')];
  const titles = (query: string) => searchClauses(clauses, query, tools).map((each) => each.clause.title);
  expect(titles('招人补贴')).toEqual(['招用高校毕业生补助']);
  expect(titles('研发补贴')).toContain('研发投入补助');
  expect(titles('残保金')).toEqual([]);
  expect(titles('')).toHaveLength(3);
});

test('the sentence of a condition is found in the text whatever the line ends', () => {
  const text = '第一条 对从业人数\n不超过 300人的企业，给予补助。';
  const [span] = quoteSpans({ text, conditions: [{ when: 'x', quote: '从业人数不超过300人' }] });
  expect(text.slice(span?.start, span?.end)).toBe('从业人数\n不超过 300人');
});
