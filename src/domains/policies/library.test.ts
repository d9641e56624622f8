import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadPacks } from '#platform/packs';
import { loadPolicy, policyFindingText, sayText } from './clause/index.ts';
import { caseDay, caseFacts } from './clause/prove.ts';
import { decideClause } from './match/decide.ts';

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

/** A code stands between quotation marks; a title never does. */
const RAW = /"[^"]*"/;

test('whatever a clause says to a person, codes are said by their titles', () => {
  const said = files.flatMap(({ loaded }) =>
    (loaded?.clauses ?? []).flatMap((compiled) => {
      const { clause, book, policy } = compiled;
      const decided = clause.cases.flatMap((each) => {
        const { facts: known, day } = caseFacts(compiled, each, caseDay(policy, clause));
        return decideClause(compiled, known, day).conditions;
      });
      const explained = decided.flatMap(({ text, gaps }) => [text, ...gaps.map((gap) => gap.sentence)]);
      return [...explained, ...clause.conditions.map(({ when }) => sayText(book, when))];
    }),
  );
  expect(said.filter((each) => RAW.test(each))).toEqual([]);
  expect(said).toContain('首台套认定级别 属于 市级、省级、国家级');
  expect(said.join('\n')).toContain('行业代码 属于 制造业');
});
