import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { day } from '#kernel';
import { readAs } from '../database.ts';
import { callOf, codeOf, createSite, type Site, TENANT } from './enterprises.fixture.ts';
import { prepareFactColumns } from './fact-columns.ts';

let site: Site;
beforeAll(async () => {
  site = await createSite();
});
afterAll(async () => {
  await site?.close();
});

let next = 0;
let firm: string;
beforeEach(() => {
  next += 1;
  firm = codeOf(next);
});

const official = (...permissions: string[]) => callOf({ unit: 'qz-biz-office', permissions });
const own = () => callOf({ kind: 'enterprise', id: 'clerk', enterprise: firm });
const valuesOf = async (call = own()) =>
  Object.fromEntries((await site.reader.facts(call, firm)).map((each) => [each.key, each.value]));
const REVENUE = ['enterpriseName', 'annualRevenue'];

describe('what a source states', () => {
  test('is there with its type, its source and its date; what is empty stays unknown', async () => {
    const counts = await site.state(
      {},
      [...REVENUE, 'rdRatio', 'establishedOn', 'highTech'],
      [[firm, '示例一', '123456', '0.024', '2020-03-01', null]],
    );
    expect(counts).toMatchObject({ added: 1, changed: 0, unnamed: [] });
    const facts = await site.reader.facts(own(), firm);
    expect(Object.fromEntries(facts.map((each) => [each.key, each.value]))).toEqual({
      enterpriseName: '示例一',
      annualRevenue: 123456,
      rdRatio: 0.024,
      establishedOn: '2020-03-01',
    });
    expect(facts[0]?.source).toMatchObject({ kind: 'department', department: 'tax', asOf: '2026-01-01' });
    const record = (await site.store.records(TENANT, [firm])).get(firm);
    expect(record).toMatchObject({ 企业名称: '示例一', 上年营业收入: 123456, 上年研发费用占比: '0.024' });
  });

  test('again changes nothing and leaves no history; something else does, and what stood is kept', async () => {
    await site.state({}, REVENUE, [[firm, '示例', '100']]);
    expect(await site.state({}, REVENUE, [[firm, '示例', '100']])).toMatchObject({
      added: 0,
      changed: 0,
      same: 1,
      cells: 0,
    });
    expect(await site.reader.history(own(), firm, 'annualRevenue')).toEqual([]);
    expect(await site.state({ asOf: day('2026-06-01') }, REVENUE, [[firm, '示例', '250']])).toMatchObject({
      changed: 1,
      cells: 1,
    });
    expect(await site.reader.history(own(), firm, 'annualRevenue')).toMatchObject([
      { value: '100', validFrom: '2026-01-01', validTo: '2026-06-01' },
    ]);
    expect(await valuesOf()).toMatchObject({ annualRevenue: 250 });
  });

  test('changed again while it is being worked out, it is worked out once more', async () => {
    const mine = async () => (await site.store.stirred(TENANT, 10_000)).filter((each) => each.id === firm);
    await site.state({}, REVENUE, [[firm, '示例', '100']]);
    const seen = await mine();
    await site.state({ asOf: day('2026-06-01') }, REVENUE, [[firm, '示例', '250']]);
    await site.store.settle(TENANT, seen, [], Date.UTC(2026, 11, 31));
    expect(await site.store.stirredSince(TENANT, firm)).toBeTypeOf('number');
    await site.store.settle(TENANT, await mine(), [], Date.UTC(2026, 11, 31));
    expect(await site.store.stirredSince(TENANT, firm)).toBeUndefined();
  });

  test('an empty cell does not wipe out what is known', async () => {
    await site.state({}, REVENUE, [[firm, '示例', '100']]);
    await site.state({}, REVENUE, [[firm, null, null]]);
    expect(await valuesOf()).toMatchObject({ annualRevenue: 100, enterpriseName: '示例' });
  });

  test('tried out first, it counts the same and leaves everything as it was', async () => {
    await site.state({}, REVENUE, [[firm, '示例', '100']]);
    expect(await site.state({}, REVENUE, [[firm, '示例', '250']], true)).toMatchObject({ changed: 1, cells: 1 });
    expect(await valuesOf()).toMatchObject({ annualRevenue: 100 });
  });

  test('of a code that nobody registered needs a name', async () => {
    expect(await site.state({}, ['annualRevenue'], [[firm, '100']])).toMatchObject({ added: 0, unnamed: [firm] });
  });

  test('of one fact that nobody knows changes nothing, of a known enterprise or a new one', async () => {
    const other = codeOf(70_001);
    await site.state({}, REVENUE, [[firm, '示例', '1']]);
    expect(await site.state({}, ['annualRevenue'], [[firm, null]])).toMatchObject({ same: 1, changed: 0 });
    expect(await site.state({}, ['enterpriseName'], [[other, null]])).toMatchObject({ added: 0, unnamed: [other] });
  });

  test('signs that COPY reads are text like any other', async () => {
    await site.state({}, REVENUE, [[firm, 'a\\b\tc\\N', '1']]);
    expect(await valuesOf()).toMatchObject({ enterpriseName: 'a\\b c\\N' });
  });

  test('moves the register: name, region and trade follow what is believed', async () => {
    const keys = ['enterpriseName', 'registeredRegion', 'industryCode'];
    await site.state({ department: 'market-regulation' }, keys, [[firm, '旧名', '330802', 'C3921']]);
    await site.state({ department: 'market-regulation', asOf: day('2026-03-01') }, keys, [
      [firm, '新名', '330825', null],
    ]);
    const { items } = await site.store.list(TENANT, { q: firm, limit: 1 });
    expect(items).toMatchObject([{ name: '新名', region: '330825', industry: '39' }]);
  });

  test('a name is found by any part of it, signs of patterns and all, and a code by its end', async () => {
    const names = ['衢州示例精工机械有限公司', '江山精密100%工机械厂', 'Quzhou 精工 A_B 公司', '龙游工精木业', '精'];
    const all = names.map((name, n) => ({ id: codeOf(500 + n), name }));
    await site.state(
      { department: 'market-regulation' },
      ['enterpriseName'],
      all.map(({ id, name }) => [id, name]),
    );
    const found = async (q: string) => (await site.store.list(TENANT, { q, limit: 50 })).items.map((each) => each.id);
    for (const q of [
      '精工',
      '工精',
      '精',
      '工机械',
      '100%工',
      '0%',
      'A_B',
      '_',
      'A%B',
      '有限公司',
      '精工机械有限',
      'zhou 精',
      '没有',
    ])
      expect(await found(q), q).toEqual(all.filter(({ name }) => name.includes(q)).map(({ id }) => id));
    const { id } = all[1] ?? { id: '' };
    expect(await found(id.slice(-5).toLowerCase())).toEqual([id]);
    expect(await found(id)).toEqual([id]);
    expect(await found(id.slice(0, 6))).toEqual([]);
  });
});

describe('two sources that disagree', () => {
  const said = (source: Parameters<Site['state']>[0], value: string) =>
    site.state(source, REVENUE, [[firm, '示例', value]]);
  const rivals = async () => (await site.reader.rivals(own(), firm)).map(({ value, source }) => [value, source?.kind]);

  test('the department that answers for the fact is believed, and the other is shown beside it', async () => {
    await said({}, '100');
    expect(await said({ kind: 'enterprise', department: undefined, asOf: day('2026-02-01') }, '300')).toMatchObject({
      rivals: 1,
      changed: 0,
    });
    expect(await valuesOf()).toMatchObject({ annualRevenue: 100 });
    expect(await rivals()).toEqual([['300', 'enterprise']]);
    await said({ kind: 'enterprise', department: undefined, asOf: day('2026-03-01') }, '100');
    expect(await rivals()).toEqual([]);
    expect((await site.reader.facts(own(), firm)).find((each) => each.key === 'annualRevenue')?.source?.kind).toBe(
      'department',
    );
  });

  test('the same the other way round: what was believed becomes history and stays in sight', async () => {
    await said({ kind: 'enterprise', department: undefined }, '300');
    await said({ asOf: day('2026-02-01') }, '100');
    expect(await valuesOf()).toMatchObject({ annualRevenue: 100 });
    expect(await rivals()).toEqual([['300', 'enterprise']]);
    expect(await site.reader.history(own(), firm, 'annualRevenue')).toMatchObject([{ value: '300' }]);
  });

  test('a correction outlasts the same statement, not a later one of the department', async () => {
    await said({}, '100');
    await said({ kind: 'correction' }, '120');
    await said({}, '100');
    expect(await valuesOf()).toMatchObject({ annualRevenue: 120 });
    await said({ asOf: day('2027-01-01') }, '150');
    expect(await valuesOf()).toMatchObject({ annualRevenue: 150 });
  });

  test('an old file that comes late does not put back the clock', async () => {
    await said({}, '100');
    await said({ asOf: day('2025-01-01') }, '80');
    expect(await valuesOf()).toMatchObject({ annualRevenue: 100 });
  });

  test('what is stale gives way to anybody', async () => {
    await said({ asOf: day('2024-01-01') }, '100');
    await said({ kind: 'enterprise', department: undefined, asOf: day('2026-01-01') }, '300');
    expect(await valuesOf()).toMatchObject({ annualRevenue: 300 });
  });
});

describe('the wall', () => {
  beforeEach(async () => {
    await site.state({}, [...REVENUE, 'powerUse', 'highTech'], [[firm, '示例', '100', '50', 't']]);
    await site.state({ asOf: day('2026-02-01') }, ['annualRevenue'], [[firm, '200']]);
  });

  test('an enterprise sees its own, whole, and nothing of another', async () => {
    expect(await valuesOf()).toEqual({ enterpriseName: '示例', annualRevenue: 200, powerUse: 50, highTech: true });
    const other = callOf({ kind: 'enterprise', id: 'other', enterprise: codeOf(999) });
    expect(await valuesOf(other)).toEqual({});
    expect(await site.reader.history(other, firm, 'annualRevenue')).toEqual([]);
  });

  test('an official sees nothing without the permission, what is not sensitive with it', async () => {
    expect(await valuesOf(official())).toEqual({});
    expect(await valuesOf(official('facts.read'))).toEqual({ enterpriseName: '示例', powerUse: 50, highTech: true });
    expect(await site.reader.history(official('facts.read'), firm, 'annualRevenue')).toEqual([]);
  });

  test('sensitive facts need their own permission, and whoever looks is written down', async () => {
    const logged = async () =>
      (
        await sql<{
          n: number;
        }>`select count(*) as n from audit_log where act = 'facts.sensitive-read' and object = ${firm}`.execute(
          site.databases.system,
        )
      ).rows[0]?.n;
    await valuesOf();
    expect(await logged()).toBe(0);
    expect(await valuesOf(official('facts.read', 'facts.sensitive'))).toMatchObject({ annualRevenue: 200 });
    expect(await logged()).toBe(1);
  });

  test('the reading role cannot name a sensitive column at all', async () => {
    const reader = { tenant: TENANT, principals: ['may:facts.read', 'may:facts.sensitive'] };
    const peek = readAs(site.databases, reader, (db) => sql`select annual_revenue from enterprise_facts`.execute(db));
    await expect(peek).rejects.toThrow('permission denied');
  });
});

test('a fact new to the catalogue gets a column of its type, and what becomes sensitive is taken from the reading role', async () => {
  await site.store.prepare();
  const { owner } = site.databases;
  const [first] = site.catalogue.facts;
  if (!first) throw new Error('no facts');
  const fresh = { ...first, key: 'brandNewShare', name: '新事实', aliases: [], type: 'percent' as const };
  expect(await prepareFactColumns(owner, [...site.catalogue.facts, fresh])).toEqual(['brandNewShare']);
  expect(await prepareFactColumns(owner, [...site.catalogue.facts, fresh])).toEqual([]);
  const { rows } = await sql<{ type: string }>`select data_type as type from information_schema.columns
    where table_name = 'enterprise_facts' and column_name = 'brand_new_share'`.execute(owner);
  expect(rows).toEqual([{ type: 'numeric' }]);
  const hidden = site.catalogue.facts.map((each) =>
    each.key === 'powerUse' ? { ...each, sensitivity: 'sensitive' as const } : each,
  );
  await prepareFactColumns(owner, hidden);
  const reader = { tenant: TENANT, principals: ['may:facts.read'] };
  await expect(
    readAs(site.databases, reader, (db) => sql`select power_use from enterprise_facts`.execute(db)),
  ).rejects.toThrow('permission denied');
});

test('a restored database, which has the columns but not the rights, is put right at the next start', async () => {
  const { owner } = site.databases;
  const reader = { tenant: TENANT, principals: ['may:facts.read'] };
  const peek = () => readAs(site.databases, reader, (db) => sql`select high_tech from enterprise_facts`.execute(db));
  await prepareFactColumns(owner, site.catalogue.facts);
  await sql`revoke select (high_tech) on enterprise_facts from clearway_app`.execute(owner);
  await expect(peek()).rejects.toThrow('permission denied');
  expect(await prepareFactColumns(owner, site.catalogue.facts)).toEqual([]);
  await expect(peek()).resolves.toBeDefined();
});
