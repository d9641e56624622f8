import { execFile } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { buildHouse } from './cruise.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function lint(source: string): Promise<{ readonly code: number; readonly output: string }> {
  const folder = buildHouse({ 'src/main.ts': source });
  folders.push(folder);
  cpSync(join(ROOT, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
  const env = { ...process.env, PATH: [join(ROOT, 'node_modules/.bin'), process.env.PATH].join(delimiter) };
  const args = [join(ROOT, 'node_modules/oxlint/bin/oxlint'), '--type-aware', '--quiet'];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: folder, env }, (error, stdout) => {
      resolve({ code: error ? Number(error.code) : 0, output: stdout });
    });
  });
}

const SAVE = 'const save = async (): Promise<void> => {};\n';

test.each([
  ['no-floating-promises', `${SAVE}save();`],
  ['no-misused-promises', `${SAVE}if (save()) console.log('saved');`],
  ['await-thenable', 'await 1;'],
])('a planted %s is caught', async (rule, source) => {
  const { code, output } = await lint(source);
  expect(output).toContain(rule);
  expect(code).toBe(1);
});

test('a promise that is awaited passes', async () => {
  expect(await lint(`${SAVE}await save();`)).toMatchObject({ code: 0 });
});
