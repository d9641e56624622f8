import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { declare } from './catalogue.ts';
import { parseExpression } from './expression.ts';
import { LIBRARY } from './functions.ts';
import { evaluateWithJsonFacts } from './infer.ts';

const guide = readFileSync(new URL('../../docs/guides/expressions.md', import.meta.url), 'utf8');

const rows = guide
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) => line.split('|').map((cell) => cell.trim().replace(/^`|`$/g, '')));

const runs = rows
  .filter(([, , facts = '', result = '']) => facts.startsWith('{') && result !== '')
  .map(([, text = '', facts = '', result = '', missing = '']) => ({ text, facts, result, missing }));

test.each(runs)('the guide is right about $text with $facts', ({ text, facts, result, missing }) => {
  const got = evaluateWithJsonFacts(text, JSON.parse(facts));
  expect(got.value).toEqual(JSON.parse(result));
  expect(got.missing.join('、')).toBe(missing);
});

const names = declare([
  { name: '研发费用占比', type: 'percent' },
  { name: '占比', type: 'percent' },
  { name: '营业收入', type: 'money' },
  { name: '成立日期', type: 'date' },
]);

const refused = guide
  .slice(guide.indexOf('## 写错了会怎样'))
  .split('\n')
  .map((line) => /^\| `(.+)` \| (.+) \|$/.exec(line))
  .flatMap((match) => (match ? [{ text: match[1] ?? '', message: match[2] ?? '' }] : []));

test.each(refused)('the guide is right about what $text is told', ({ text, message }) => {
  const result = parseExpression(text, names);
  expect(result.ok ? '' : result.diagnostics[0]?.message).toBe(message);
});

test('the guide names every function and has examples to run', () => {
  for (const { name, inChinese } of LIBRARY) {
    expect(guide).toContain(name);
    expect(guide).toContain(inChinese);
  }
  expect([runs.length, refused.length]).toEqual([19, 5]);
});
