import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { catalogue, parsed } from './facts.fixture.ts';

const folder = new URL('.', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));

type Example = { readonly file: string; readonly call: string; readonly result: string };

const examplesIn = (file: string): readonly Example[] => {
  const blocks = readFileSync(new URL(file, folder), 'utf8').matchAll(/@example\n((?: \* .*\n)+)/g);
  return [...blocks].flatMap(([, block = '']) =>
    [...block.matchAll(/^ \* (.+?) \/\/ (.+)$/gm)].map(([, call = '', result = '']) => ({ file, call, result })),
  );
};

const modules: Record<string, unknown> = Object.assign(
  { catalogue, parsed },
  ...(await Promise.all(files.map((name) => import(new URL(name, folder).href)))),
);

const run = (code: string): unknown =>
  new Function(...Object.keys(modules), `return (${code});`)(...Object.values(modules));

const examples = files.flatMap(examplesIn);

test.each(examples)('the example of $file holds: $call', ({ call, result }) => {
  expect(run(call)).toEqual(run(result));
});

test('the documentation has examples to run', () => {
  expect(examples.length).toBeGreaterThanOrEqual(15);
});
