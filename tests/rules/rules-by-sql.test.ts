import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { groupingBy, matchAll, NotTranslatable, planMatch, populationOf, type Relation, toSql } from '#engines/rules';
import type { FactDeclaration, Facts } from '#language';
import { type Databases, loadPopulation, openDatabases, totalsBySql } from '#storage';
import { createTestDatabase, type TestDatabase, withClient } from '#testing/database';
import { below, condition, drawFrom, quantity, record } from '../../src/engines/rules/random-rules.fixture.ts';
import { FACTS, programOf, rule } from '../../src/engines/rules/rules.fixture.ts';

/** More by `RULE_RUNS=1000`. One run is two hundred random rules over a random population of its own. */
const RUNS = Number(process.env.RULE_RUNS ?? 5);
const RULES = 200;

const TYPES: Readonly<Record<FactDeclaration['type'], string>> = {
  boolean: 'boolean',
  number: 'numeric',
  money: 'bigint',
  percent: 'numeric',
  string: 'text',
  code: 'text',
  date: 'date',
};

let database: TestDatabase;
let databases: Databases;

beforeAll(async () => {
  database = await createTestDatabase();
  databases = openDatabases({ url: database.url, connections: 2 });
});
afterAll(async () => {
  await databases.close();
  await database.drop();
});

const tableOf = async (name: string, records: readonly Facts[]): Promise<Relation> => {
  const columns = FACTS.map((fact) => `"${fact.name}" ${TYPES[fact.type]}${fact.list ? '[]' : ''}`);
  await withClient(database.url, async (client) => {
    await client.query(`CREATE TABLE ${name} (${columns.join(', ')})`);
    await client.query(`INSERT INTO ${name} SELECT * FROM jsonb_populate_recordset(NULL::${name}, $1::jsonb)`, [
      JSON.stringify(records),
    ]);
  });
  return { from: name, columns: new Map(FACTS.map((fact) => [fact.name, fact.name])) };
};

const figures = (seed: string, rows: number, count: number) => {
  const draw = drawFrom(seed);
  const rules = Array.from({ length: count }, (_, i) =>
    rule(`${i}`, condition(draw, 1 + below(draw, 3)), { amount: quantity(draw, 'money', below(draw, 3)) }),
  );
  const records = Array.from({ length: rows }, () => record(draw, 5 + below(draw, 26)));
  return { rules, records, program: programOf(rules) };
};

describe('rules by SQL', () => {
  test(`${RUNS * RULES} random rules over random rows: PostgreSQL and the columns agree, to the 分`, async () => {
    for (let run = 0; run < RUNS; run += 1) {
      const { rules, records, program } = figures(`sql ${run}`, 60, RULES);
      const relation = await tableOf(`population_${run}`, records);
      const found = await totalsBySql(databases.owner, program, relation);
      const everyone = { groups: 1, of: new Uint16Array(records.length), keys: [[]] };
      const wanted = matchAll(planMatch(program, populationOf(records, FACTS)), { by: everyone });
      for (const [i, { groups, ...figure }] of wanted.entries())
        expect({ ...found[i], groups: [] }, `run ${run}: ${rules[i]?.condition} → ${rules[i]?.amount}`).toEqual({
          ...figure,
          groups: [],
        });
    }
  });

  test('columns loaded from the database give the same figures, by group too', async () => {
    const { records, program } = figures('load', 3000, 20);
    const relation = await tableOf('loaded', records);
    const population = await loadPopulation(database.url, relation, FACTS);
    const by = ['企业规模', '高新技术企业'];
    const sorted = (totals: Awaited<ReturnType<typeof totalsBySql>>) =>
      totals.map((each) => ({
        ...each,
        groups: each.groups.toSorted((a, b) => (String(a.key) < String(b.key) ? -1 : 1)),
      }));
    const loaded = matchAll(planMatch(program, population), { by: groupingBy(population, by) });
    const made = populationOf(records, FACTS);
    expect(sorted(loaded)).toEqual(sorted(matchAll(planMatch(program, made), { by: groupingBy(made, by) })));
    expect(sorted(await totalsBySql(databases.owner, program, relation, by))).toEqual(sorted(loaded));
  });

  test('what SQL cannot say is an error, never left out', () => {
    const program = programOf([rule('一', '许可行业 = ["C39"]')]);
    expect(() => toSql(program, { from: 't', columns: new Map() }, program.rules)).toThrow(NotTranslatable);
  });

  test('texts are parameters, never part of the statement', () => {
    const program = programOf([rule('一', `企业名称 = "甲'; drop table t; --"`)]);
    const { text, parameters } = toSql(program, { from: 't', columns: new Map([['企业名称', 'a"b']]) }, program.rules);
    expect(parameters).toEqual(["甲'; drop table t; --"]);
    expect(text).toContain('p."a""b"');
    expect(text).not.toContain('drop');
  });
});
