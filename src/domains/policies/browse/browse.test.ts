import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadPacks } from '#platform/packs';
import { createTokeniser } from '#platform/search';
import type { LibraryClause } from '../clause/index.ts';
import { standingOf } from '../match/decide.ts';
import { library, TODAY } from '../match/shipped-firms.fixture.ts';
import { searchClauses } from './search.ts';
import { quoteSpans } from './spans.ts';

const bigrams = (text: string): readonly string[] =>
  [...text.matchAll(/\p{Script=Han}+/gu)].flatMap(([run]) =>
    [...run].slice(1).map((sign, at) => `${[...run][at]}${sign}`),
  );
const tools = {
  tokens: bigrams,
  queryTokens: bigrams,
  title: () => undefined,
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

const packs = new URL('../../../../packs/', import.meta.url);
const { lists, other } = await loadPacks(packs.pathname, ['base', 'quzhou', 'demo']);
const dictionary = readFileSync(new URL('base/dictionary.txt', packs), 'utf8');
test.each([
  ['大学生', '招用高校毕业生补助'],
  ['社保返还', '稳岗返还（市级）'],
  ['退税', '软件产品增值税实际税负超过3%的部分即征即退'],
  ['租房', '小微企业厂房租金补助'],
  ['搞研发', '研发费用按100%加计扣除', '研发投入补助'],
  ['技改', '技术改造投资补助'],
  ['人才', '博士后工作站奖励', '引进博士、硕士补助'],
  ['贷款', '小微企业创业担保贷款贴息', '知识产权质押融资贴息', '首贷贴息'],
  ['专利', '发明专利授权奖励'],
  ['绿色', '绿色工厂奖励'],
  ['失业', '稳岗返还（市级）'],
])('“%s” brings first what is meant', (query, ...first) => {
  const { tokensOf: tokens, queryTokensOf: queryTokens } = createTokeniser(dictionary);
  const { synonyms } = other['policy-words'] as { readonly synonyms: readonly (readonly string[])[] };
  const title = (list: string, code: string) => lists[list]?.items.find((each) => each.code === code)?.title;
  const open = library.clauses.filter(({ policy, clause }) => standingOf(policy, clause, TODAY) === 'open');
  const found = searchClauses(open, query, { tokens, queryTokens, synonyms, title });
  expect(found.slice(0, first.length).map((each) => each.clause.title)).toEqual(first);
});

test('the sentence of a condition is found in the text whatever the line ends', () => {
  const text = '第一条 对从业人数\n不超过 300人的企业，给予补助。';
  const [span] = quoteSpans({ text, conditions: [{ when: 'x', quote: '从业人数不超过300人' }] });
  expect(text.slice(span?.start, span?.end)).toBe('从业人数\n不超过 300人');
});
