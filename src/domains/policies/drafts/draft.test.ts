import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Policy } from '../clause/index.ts';
import { FairRules, scanFair } from '../fair/index.ts';
import { type DraftEvent, foldDraft, hurdlesOf, mustBeReady } from './draft.ts';

const rules = FairRules.parse(
  parse(readFileSync(new URL('../../../../packs/base/fair-competition.yaml', import.meta.url), 'utf8')),
);
const policy = { clauses: [{ clause: 'a' }, { clause: 'b' }] } as unknown as Policy;

const events = (...given: readonly Pick<DraftEvent, 'type' | 'data'>[]): DraftEvent[] =>
  given.map((each, at) => ({ at, actor: 'x', ...each }) as DraftEvent);
const written = { type: 'written', data: { body: 'text' } } as const;
const opinion = { type: 'opinion', data: { id: 'o1', from: '示例公司', kind: 'enterprise', text: '门槛高' } } as const;
const answered = { type: 'answered', data: { id: 'o1', adopted: true, text: '已调低' } } as const;
const paired = {
  type: 'paired',
  data: {
    interpretation: '给谁：本市研发投入大的企业。给什么：补助。怎么拿：在线申领，数据够的当场出结果。',
    notice: '印发当日发给全市企业：网站、短信、商会群。',
  },
} as const;
const verdict = (clause: string, kinds: readonly string[] = []) =>
  ({ type: 'verdict', data: { clause, kinds, text: '不违反' } }) as const;

const left = (given: readonly DraftEvent[]): readonly string[] =>
  hurdlesOf(foldDraft(given), policy, [])
    .filter((each) => !each.done)
    .map((each) => each.code);

test('a draft issues only with every opinion answered, 三同步 and a verdict on each clause', () => {
  expect(left(events(written))).toEqual(['consulted', 'interpretation', 'notice', 'fair-competition']);
  expect(left(events(written, opinion, paired, verdict('a'), verdict('b')))).toEqual(['consulted']);
  expect(left(events(written, opinion, answered, paired, verdict('a')))).toEqual(['fair-competition']);
  const ready = events(written, opinion, answered, paired, verdict('a'), verdict('b'));
  expect(left(ready)).toEqual([]);
  expect(() => mustBeReady(hurdlesOf(foldDraft(ready.slice(0, 3)), policy, []))).toThrow('还差 3 项');
});

test('writing the text anew makes the verdicts void', () => {
  const all = events(written, opinion, answered, paired, verdict('a'), verdict('b'), written);
  expect(left(all)).toEqual(['fair-competition']);
});

test('what touches one of the 19 kinds stands only under an exception', () => {
  expect(left(events(written, opinion, answered, paired, verdict('a', ['10-1']), verdict('b')))).toEqual([
    'fair-competition',
  ]);
});

test('there are 19 kinds, and likely wording is marked where it stands', () => {
  expect(rules.standards.flatMap((each) => each.items)).toHaveLength(19);
  const text = '企业承诺五年内不迁离本市的，按实缴税金增长额的10%给予奖励。';
  const hits = scanFair(rules, text);
  expect(hits.map((each) => [each.kind, text.slice(each.start, each.end)])).toEqual([
    ['8-5', '承诺五年内不迁'],
    ['9-1', '不迁离'],
    ['10-1', '实缴税金增长额的10%给予奖励'],
  ]);
  expect(scanFair(rules, '对符合条件的企业，不论注册地，一视同仁给予补助。')).toEqual([]);
});

test('a letter is no interpretation, and nothing can be judged in a text that does not read', () => {
  const short = { type: 'paired', data: { interpretation: 'x', notice: 'y' } } as const;
  expect(left(events(written, opinion, answered, short, verdict('a'), verdict('b')))).toEqual([
    'interpretation',
    'notice',
  ]);
  const unread = hurdlesOf(foldDraft(events(written, opinion, answered, paired)), undefined, ['第 3 行读不懂']);
  expect(unread.filter((each) => !each.done).map((each) => [each.code, each.why])).toEqual([
    ['text', '1 处要改'],
    ['fair-competition', '条文还读不懂，不能审查'],
  ]);
});
