import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { formatFinding, loadPacks } from '#platform/packs';
import { evaluationFindings } from '../../src/main/evaluation-pack.ts';

const FILE = 'base/indicators/schemes/zj-wugan58.yaml';

/** What is told of the packs after a change to one file, and that file. */
async function told(change: (text: string) => string) {
  const folder = await mkdtemp(join(tmpdir(), 'packs-'));
  await cp(fileURLToPath(new URL('../../packs', import.meta.url)), folder, { recursive: true });
  const before = await readFile(join(folder, FILE), 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  await writeFile(join(folder, FILE), after);
  const pack = await loadPacks(folder, ['base', 'quzhou']);
  const lineOf = (part: string) => after.split('\n').findIndex((line) => line.includes(part)) + 1;
  return { found: evaluationFindings(pack).map(formatFinding), lineOf };
}

const UNUSED = '  - { id: nothing, title: 没人用的量, unit: 件, definition: 没人用 }\n';

test.each([
  ['a name that is no quantity', '诉前化解的商事纠纷 /', '诉前化解商事纠纷 /', 'w18', '没有名为'],
  ['units that do not fit', '诉前化解的商事纠纷, unit: 件', '诉前化解的商事纠纷, unit: 万元', 'w18', '“元/件”'],
  ['a quantity that nothing uses', 'quantities:\n', `quantities:\n${UNUSED}`, 'nothing', '没有公式用到“没人用的量”'],
  [
    'a circle',
    'formula: 有效发明专利,',
    'formula: 自己, inputs: { 自己: w55 },',
    'w55',
    '绕成了圈：有效发明专利拥有量',
  ],
])('%s is told with file and line', async (_, from, to, id, words) => {
  const { found, lineOf } = await told((text) => text.replace(from, to));
  const own = found.filter((each) => each.startsWith(`${FILE}:${lineOf(`- { id: ${id},`)}:`));
  expect(own.join()).toContain(words);
});
