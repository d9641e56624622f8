import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { dropClause, editClause, editHead } from './edit.ts';

const YAML = `# 征求意见稿
policy: p
title: 甲
number: 一号
clauses:
  - clause: a
    title: 研发补助
    text: >-
      第一条 不低于3%的企业。
    group: one # 从高
    conditions:
      - { when: 上年研发费用 >= 1万元, quote: 不低于3% }
`;

test('a field is changed where it stands: comments, folded texts and what is not named stay', () => {
  const edited = editClause(YAML, 'a', { text: '第一条 不低于2%的企业。', title: '研发投入补助' });
  expect(edited).toBe(YAML.replace('研发补助', '研发投入补助').replace('3%的', '2%的'));
  expect(editHead(YAML, { title: '乙', number: null })).toBe(
    YAML.replace('title: 甲', 'title: 乙').replace('number: 一号\n', ''),
  );
});

test('a clause that is not there is put last, one that is taken out is gone', () => {
  const more = editClause(YAML, 'b', { title: '用工补助', budget: null });
  expect(parse(more).clauses).toMatchObject([{ clause: 'a' }, { clause: 'b', title: '用工补助' }]);
  expect(parse(more).clauses[1]).not.toHaveProperty('budget');
  expect(parse(dropClause(more, 'a')).clauses.map((each: { clause: string }) => each.clause)).toEqual(['b']);
});

test('conditions are written anew, and a text that cannot be read is refused', () => {
  const conditions = [{ when: '从业人数 >= 20人', quote: '3%' }];
  expect(parse(editClause(YAML, 'a', { conditions })).clauses[0]).toMatchObject({ group: 'one', conditions });
  expect(() => editClause('clauses: [', 'a', {})).toThrow('全文的写法有误');
});
