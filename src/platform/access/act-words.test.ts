import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ACT_WORDS, actTitle } from './act-words.ts';

const ROOT = new URL('../../', import.meta.url).pathname;
const WRITTEN = /\bact: (?:\w+ \? )?'([a-z]+\.[a-z-]+)'|\b(?:note|audit)\([^;'"]{0,200}'([a-z]+\.[a-z-]+)'/g;

/** Acts that the code writes to the audit log, found in its text. */
function writtenActs(): readonly string[] {
  const files = globSync('{platform,domains,main}/**/*.ts', { cwd: ROOT }).filter((each) => !each.includes('.test.'));
  const found = files.flatMap((each) => [...readFileSync(ROOT + each, 'utf8').matchAll(WRITTEN)]);
  return [...new Set(found.map(([, act, other]) => act ?? other ?? ''))];
}

test('every act that is written to the audit log has words', () => {
  const acts = writtenActs();
  expect(acts.length).toBeGreaterThan(12);
  expect(acts.filter((each) => !(each in ACT_WORDS))).toEqual([]);
});

test('an act without words is not hidden', () => {
  expect(actTitle('contents.unmask')).toBe('查看被遮盖的个人信息');
  expect(actTitle('new.act')).toBe('其他（new.act）');
});
