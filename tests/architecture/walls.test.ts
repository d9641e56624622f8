import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildHouse, type Cruise, cruise } from './cruise.ts';
import { HOUSE, PLANTS } from './plants.ts';

const folders: string[] = [];
const cruiseHouse = (files: Readonly<Record<string, string>>): Promise<Cruise> => {
  const folder = buildHouse(files);
  folders.push(folder);
  return cruise(folder);
};

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

test('a house in order passes', async () => {
  const { summary } = await cruiseHouse(HOUSE);
  expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
  expect(summary.totalCruised).toBeGreaterThanOrEqual(Object.keys(HOUSE).length);
});

describe('a planted violation is caught', () => {
  let planted: Cruise;
  beforeAll(async () => {
    const files = PLANTS.map(({ file, text, also }) => ({ [file]: text, ...also }));
    planted = await cruiseHouse(Object.assign({}, HOUSE, ...files));
  });

  test.each(PLANTS.map((plant) => [plant.rule, plant.file] as const))('%s in %s', (rule, file) => {
    const caught = planted.summary.violations.filter((each) => each.from === file).map((each) => each.rule.name);
    expect(caught).toContain(rule);
  });

  test('every rule has its plant and a sentence that says why', () => {
    const rules = planted.summary.ruleSetUsed.forbidden;
    expect(rules.map((each) => each.name).toSorted()).toEqual([...new Set(PLANTS.map((each) => each.rule))].toSorted());
    for (const rule of rules) expect(rule.comment).toMatch(/\w+ .{20,}\.$/);
  });
});

describe('the real tree', () => {
  let real: Cruise;
  beforeAll(async () => {
    real = await cruise();
  });

  // A tool that finds no modules finds no violations either, and says that all is well.
  test('is seen by the tool', () => {
    expect(real.modules.filter((each) => each.source.startsWith('src/')).length).toBeGreaterThanOrEqual(100);
  });

  test('is seen across its walls: a #kernel import leads to the index of the kernel', () => {
    const crossing = real.modules.filter(
      (each) =>
        each.source.startsWith('src/engines/') && each.dependencies.some((to) => to.resolved === 'src/kernel/index.ts'),
    );
    expect(crossing.length).toBeGreaterThanOrEqual(5);
  });
});
