import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadPacks } from '#platform/packs';
import { loadPolicy, policyFindingText } from './clause/index.ts';

const packs = new URL('../../../packs/', import.meta.url);
const { facts } = await loadPacks(packs.pathname, ['base', 'quzhou']);

const load = (layer: string) =>
  readdirSync(new URL(`${layer}/policies/`, packs))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => {
      const file = `${layer}/policies/${name}`;
      return { file, ...loadPolicy(readFileSync(new URL(file, packs), 'utf8'), file, facts) };
    });

const files = [...load('base'), ...load('demo')];

test.each(files)('$file compiles and its cases come out as written', ({ findings, loaded }) => {
  expect(findings.map(policyFindingText)).toEqual([]);
  expect(loaded).toBeDefined();
});
