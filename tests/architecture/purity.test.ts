import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { findImpurities } from './impurities.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

test.each([
  'const t = Date.now();',
  'const t = new Date();',
  'const t = Date();',
  'const t = new Date(2025, 0, 1);',
  'const h = new Date(0).getHours();',
  'const r = Math.random();',
  'const id = crypto.randomUUID();',
  "import { randomBytes as chance } from 'node:crypto';\nconst b = chance(8);",
  'const b = globalThis.crypto.getRandomValues(new Uint8Array(1));',
  'const e = process.env.HOME;',
  'setTimeout(() => {}, 1);',
  'const t = performance.now();',
])('an impurity is seen: %s', (source) => {
  expect(findImpurities(source)).toHaveLength(1);
});

test.each([
  '// never Date.now() here',
  'const t = new Date(instant).getUTCHours();',
  'const ids = (randomBytes: (n: number) => Uint8Array) => randomBytes(8);',
  'const next = (process: { name: string }) => process.name;',
  "const text = 'process.env';",
  'const step = { process: 1 }.process;',
])('what only looks like one is left alone: %s', (source) => {
  expect(findImpurities(source)).toEqual([]);
});

test('kernel, language, engines, domains and bridges read no clock, no chance, no environment and no local time', () => {
  const files = globSync('src/{kernel,language,engines,domains,bridges}/**/*.ts', { cwd: ROOT }).filter(
    (each) => !/\.(?:test|fixture)\.ts$/.test(each),
  );
  expect(files.length).toBeGreaterThanOrEqual(50);
  const impure = files.flatMap((file) =>
    findImpurities(readFileSync(join(ROOT, file), 'utf8')).map(({ line, what }) => `${file}:${line} ${what}`),
  );
  expect(impure, 'pass `now`, ids and seeds as arguments').toEqual([]);
});
