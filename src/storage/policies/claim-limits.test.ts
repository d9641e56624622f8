import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorsOf, enterpriseActor } from '#testing/site';
import {
  atOnce,
  type ClaimShown,
  type ClaimSite,
  claimSite,
  clause,
  confirmAccount,
  DAY,
  fixed,
  fund,
  pay,
  policyOf,
  RESEARCH,
  STAFF,
} from './claims.fixture.ts';

const inGroup = (group: string, amount: string) => fixed(amount, `per: year\n    group: ${group}\n    `);
const places = (most: number) => fixed('1万元', `per: year\n    quota: { most: ${most}, by: 先到先得 }\n    `);
const POLICY = policyOf(
  [
    clause('l-places', 'instant', places(3), RESEARCH),
    clause('l-auto-places', 'automatic', places(2), STAFF),
    clause('l-a', 'instant', inGroup('capped', '2万元'), RESEARCH),
    clause('l-b', 'instant', inGroup('capped', '2万元'), RESEARCH),
    clause('l-auto', 'automatic', inGroup('capped', '2万元'), STAFF),
    clause('l-reviewed', 'reviewed', inGroup('capped', '2万元'), RESEARCH),
    clause('l-ahead', 'advance', inGroup('capped', '1万元'), RESEARCH),
    clause('l-ahead-too', 'advance', inGroup('capped', '1万元'), RESEARCH),
    clause('l-one', 'instant', inGroup('one-of', '1万元'), RESEARCH),
    clause('l-other', 'instant', inGroup('one-of', '1万元'), RESEARCH),
    clause('l-long', 'automatic', fixed('1万元', 'per: year\n    '), STAFF),
    clause('l-budget', 'automatic', fixed('1万元', 'per: year\n    '), STAFF),
  ],
  'cumulation: { group: capped, cap: 3万元, per: year }',
);

type Kept = { readonly facts?: Readonly<Record<string, unknown>> };

let site: ClaimSite;
beforeAll(async () => {
  site = await claimSite(13, 0, POLICY);
}, 180_000);
afterAll(async () => {
  await site?.[Symbol.asyncDispose]();
});

const firm = (n: number): string => site.firms[n] ?? '';
/** The three after them have all of the cap before the batch. */
const ten = (): readonly string[] => site.firms.slice(0, 10);
const ask = (n: number, one: string) =>
  site.call<ClaimShown & { fen?: number }>(enterpriseActor(firm(n)), 'claims.apply', { clause: one });

test('ten ask at once for three places: three have one, seven are told that there is none', async () => {
  const { yes, no } = await atOnce(ten().map((_, n) => ask(n, 'l-places')));
  expect(yes.map((each) => each.status.code)).toEqual(Array(3).fill('approved'));
  expect(no).toEqual(Array(7).fill('claims.quota'));
});

test('what a firm has claimed is not promised to it a second time', async () => {
  type Mine = { total: number; yes: { clause: { clause: string }; held?: boolean }[] };
  const mine = (n: number) => site.call<Mine>(enterpriseActor(firm(n)), 'policies.mine', {});
  const all = await Promise.all(ten().map((_, n) => mine(n)));
  const got = all.filter(({ yes }) => yes.find((each) => each.clause.clause === 'l-places')?.held);
  const others = all.filter((each) => !got.includes(each));
  expect(got).toHaveLength(3);
  for (const each of got) expect(each.total).toBe((others[0]?.total ?? 0) - 1_000_000);
});

test('the same submit twice at once, and again when the last place is gone, is one claim', async () => {
  const [first] = (await site.call<{ items: ClaimShown[] }>(site.as.clerk, 'claims.list', { clause: 'l-places' }))
    .items;
  expect(first).toBeDefined();
  const same = () =>
    site.call<ClaimShown>(enterpriseActor(firm(9)), 'claims.apply', { clause: 'l-a' }, { idempotencyKey: 'once' });
  const { yes } = await atOnce([same(), same(), same()]);
  expect(new Set(yes.map((each) => each.id)).size).toBe(1);
  expect((await same()).id).toBe(yes[0]?.id);
});

test('of two that exclude each other, asked for at once, one is had', async () => {
  for (const n of [0, 1, 2, 3]) {
    const { yes, no } = await atOnce([ask(n, 'l-one'), ask(n, 'l-other')]);
    expect([yes.length, no]).toEqual([1, ['claims.rival']]);
  }
});

test('two of a capped group asked for at once come to the cap together', async () => {
  for (const n of [0, 1, 2, 3]) {
    const { yes } = await atOnce([ask(n, 'l-a'), ask(n, 'l-b')]);
    expect(yes.map((each) => each.fen ?? 0).toSorted((a, b) => a - b)).toEqual([1_000_000, 2_000_000]);
  }
});

test('two advances of a capped group topped up at once: the room is had by one', async () => {
  const line = await fund(site, 1_000_000, '《测试政策》');
  const firms = [10, 11, 12];
  const made: { n: number; id: string }[] = [];
  for (const each of site.firms) await confirmAccount(site, each);
  for (const n of firms) {
    for (const one of ['l-ahead', 'l-ahead-too']) {
      const { id, matter } = await ask(n, one);
      made.push({ n, id });
      const grant = { id: matter ?? '', move: 'grant', outcome: 'resolved', note: '同意预拨' };
      await site.call(site.as.head, 'matters.move', grant);
    }
  }
  await site.job('follow-claims');
  await site.job('promise-claims');
  while ((await pay(site, line)) > 0);
  await site.job('follow-money');
  const settle = (id: string) => site.call(site.as.head, 'claims.settle', { id, fen: 2_000_000, why: '验收结论' });
  for (const n of firms) {
    const ids = made.filter((each) => each.n === n).map((each) => each.id);
    const { yes, no } = await atOnce(ids.map(settle));
    expect([yes.length, no]).toEqual([1, ['claims.over-cap']]);
    const had = (await site.mine(firm(n))).map((each) => (each as { fen?: number }).fen);
    expect(had.toSorted()).toEqual([1_000_000, 2_000_000]);
  }
});

test('a batch deducts what was had of the group this year; who has all of it is not in the list', async () => {
  await ask(4, 'l-a');
  const { id } = await site.call<{ id: string }>(site.as.clerk, 'claims.open-batch', { clause: 'l-auto' });
  const { items } = await site.call<{ items: { enterprise: { id: string }; fen: number }[] }>(
    site.as.clerk,
    'claims.list',
    { batch: id },
  );
  const given = new Map(items.map((each) => [each.enterprise.id, each.fen]));
  expect(ten().map((each) => given.get(each) ?? 0)).toEqual(
    // Four have it all, one had two of three, as has the one that asked under one key; the others had nothing.
    [0, 0, 0, 0, 1_000_000, 2_000_000, 2_000_000, 2_000_000, 2_000_000, 1_000_000],
  );
});

test('an amount that a clerk sets fits the cap too', async () => {
  const { id, fen } = await ask(5, 'l-reviewed');
  expect(fen).toBe(1_000_000);
  const set = (amount: number) => site.call(site.as.clerk, 'claims.fix-amount', { id, fen: amount, why: '按发票核定' });
  await expect(set(1_000_001)).rejects.toThrow('最多可以给 1万元');
  expect(await set(900_000)).toMatchObject({ fen: 900_000 });
});

test('two batches of one clause at once share its places and nobody is in both', async () => {
  const open = () =>
    site.call<{ id: string; lines: number }>(site.as.clerk, 'claims.open-batch', { clause: 'l-auto-places' });
  const { yes, no } = await atOnce([open(), open()]);
  expect([yes.map((each) => each.lines), no]).toEqual([[2], ['claims.nobody']]);
});

test('a list that promises more than its line has is not made public, or cut to what the money reaches', async () => {
  type Opened = { id: string; lines: number; left?: number };
  const open = (reduce: boolean) =>
    site.call<Opened>(site.as.clerk, 'claims.open-batch', { clause: 'l-budget', reduce });
  const id = await fund(site, 50_000, 'l-budget');
  await expect(open(false)).rejects.toThrow('符合条件 13 户，应发 13万元，超过预算余额 5万元');
  const { items } = await site.call<{ items: unknown[] }>(site.as.clerk, 'claims.batches', { clause: 'l-budget' });
  expect(items).toEqual([]);
  const { yes, no } = await atOnce([open(true), open(true)]);
  expect(yes.map(({ lines, left }) => [lines, left])).toEqual([[5, 8]]);
  expect(no).toEqual(['claims.budget-gone']);
  const { lines, total, left } = await site.call<{ lines: { enterprise: string }[]; total: string; left: number }>(
    site.as.clerk,
    'claims.batch',
    { id: yes[0]?.id ?? '' },
  );
  expect([lines.map((each) => each.enterprise).toSorted(), total, left]).toEqual([
    [0, 1, 2, 3, 4].map((n) => site.nameOf(firm(n))),
    '5万元',
    8,
  ]);
  await site.call(site.as.treasurer, 'funds.budget', { id, amount: 8_000_000, note: '演示财预〔2026〕2号' });
  expect(await open(false)).toMatchObject({ lines: 8 });
});

test('a long list is drawn up in the background and public only as a whole; what the money does not hold is said at once', async () => {
  const { atHand } = site.city.settings.claims;
  Object.assign(site.city.settings.claims, { atHand: 5 });
  type Listing = { id: string; candidates: number; done: number; finishedAt?: number; refusal?: { code: string } };
  const open = async () =>
    (await site.call<{ listing: Listing }>(site.as.clerk, 'claims.open-batch', { clause: 'l-long' })).listing;
  const latest = async () => (await site.call<{ items: Listing[] }>(site.as.clerk, 'claims.listings', {})).items.at(0);
  const batches = async () =>
    (await site.call<{ items: { id: string }[] }>(site.as.clerk, 'claims.batches', { clause: 'l-long' })).items;
  const line = await fund(site, 50_000, 'l-long');
  const budget = (yuan: number) =>
    site.call(site.as.treasurer, 'funds.budget', { id: line, amount: yuan * 100, note: '演示财预〔2026〕3号' });
  await expect(open()).rejects.toThrow('超过预算余额 5万元');
  expect(await latest()).toBeUndefined();

  await budget(150_000);
  const asked = await open();
  expect(asked).toMatchObject({ candidates: 13, done: 0 });
  expect((await open()).id).toBe(asked.id);
  await budget(-140_000);
  expect([await site.job('list-batches'), await site.job('list-batches')]).toEqual([1, 0]);
  expect(await latest()).toMatchObject({ id: asked.id, done: 13, refusal: { code: 'claims.over-budget' } });
  expect(await batches()).toEqual([]);

  await budget(140_000);
  site.clock.now += 60_000;
  const { id } = await open();
  expect(await batches()).toEqual([]);
  await site.job('list-batches');
  expect(await latest()).toEqual(expect.objectContaining({ id, done: 13, finishedAt: site.clock.now }));
  expect((await batches()).map((each) => each.id)).toEqual([id]);
  const { count } = await site.call<{ count: number }>(site.as.clerk, 'claims.batch', { id });
  expect(count).toBe(13);
  await expect(open()).rejects.toThrow('没有可以发放');
  Object.assign(site.city.settings.claims, { atHand });
});

test('what was had last year bars nothing this year', async () => {
  site.clock.now += 366 * DAY;
  expect((await ask(0, 'l-one')).status.code).toBe('approved');
  await expect(ask(0, 'l-other')).rejects.toThrow('不可同时享受');
  expect((await ask(0, 'l-a')).fen).toBe(2_000_000);
});

test('the claims of a clause are its unit’s to decide, and its figures are not another department’s to read', async () => {
  const stranger = actorsOf(site, { stranger: { id: 'stranger', unit: 'qz-housing', role: 'liaison' } }).stranger;
  await expect(site.call(stranger, 'claims.open-batch', { clause: 'l-auto' })).rejects.toThrow('办理');
  const { items } = await site.call<{ items: { id: string; decision: Kept }[] }>(stranger, 'claims.list', {});
  const sensitive = (facts: Kept['facts']) => Object.keys(facts ?? {}).filter((name) => name === '上年研发费用');
  expect(items.length).toBeGreaterThan(0);
  expect(items.flatMap((each) => sensitive(each.decision.facts))).toEqual([]);
  const own = await site.call<{ items: { id: string; decision: Kept }[] }>(site.as.clerk, 'claims.list', {});
  const read = own.items.find((each) => sensitive(each.decision.facts).length > 0);
  expect(read).toBeDefined();
  const fix = { id: read?.id ?? '', fen: 100, why: '别的单位核定' };
  await expect(site.call(stranger, 'claims.fix-amount', fix)).rejects.toThrow('办理');
  await expect(site.call(stranger, 'claims.settle', fix)).rejects.toThrow('办理');
});
