import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FileValue } from '#kernel';
import { readTable } from '#platform/documents';
import { enterpriseActor } from '#testing/site';
import { type ClaimShown, type ClaimSite, claimSite, clause, fixed, policyOf, RESEARCH } from './claims.fixture.ts';

const NONE = 'amount: { kind: none, words: 资格 }';
let site: ClaimSite;
beforeAll(async () => {
  site = await claimSite(
    6,
    1,
    policyOf([
      clause('d-large', 'reviewed', fixed('60万元'), RESEARCH),
      clause('d-small', 'reviewed', fixed('1万元'), RESEARCH),
      clause('d-instant', 'instant', fixed('1万元'), RESEARCH),
      clause('d-title', 'reviewed', NONE, RESEARCH)
        .replace('kind: subsidy', 'kind: recognition')
        .replace(NONE, `grants: { fact: 创新型中小企业, lasts: 3年 }\n    ${NONE}`),
      clause('d-batch', 'automatic', fixed('1万元'), RESEARCH),
    ]),
  );
}, 180_000);
afterAll(async () => {
  await site?.[Symbol.asyncDispose]();
});

const who = (n: number) => enterpriseActor(site.firms[n] ?? '');
const apply = (n: number, one: string) => site.call<ClaimShown>(who(n), 'claims.apply', { clause: one });
const move = (actor: Parameters<ClaimSite['call']>[0], id: string | undefined, name: string, more: object) =>
  site.call(actor, 'matters.move', { id, move: name, ...more });
const YES = { outcome: 'resolved', note: '经核查符合条件' };
const mine = async (n: number, id: string) => (await site.mine(site.firms[n] ?? '')).find((each) => each.id === id);

test('a large sum is put up by one and granted by another; a small one by one', async () => {
  const { clerk, head } = site.as;
  const large = await apply(0, 'd-large');
  await expect(move(head, large.matter, 'grant', YES)).rejects.toThrow('不能由一个人批准');
  await move(clerk, large.matter, 'propose', { note: '已核对专账' });
  await expect(move(clerk, large.matter, 'grant', YES)).rejects.toThrow('须由另一人办理');
  await move(head, large.matter, 'grant', YES);
  expect((await mine(0, large.id))?.status.code).toBe('approved');
  const small = await apply(0, 'd-small');
  await move(clerk, small.matter, 'grant', YES);
  expect((await mine(0, small.id))?.status.code).toBe('approved');
});

test('a grant waits for every check that was asked for, or says why not; a no of a unit is answered', async () => {
  const { clerk, neighbour } = site.as;
  const { id, matter } = await apply(1, 'd-small');
  await move(clerk, matter, 'co-handle', { units: ['qz-housing'], ask: '请核查用房情况' });
  await expect(move(clerk, matter, 'grant', YES)).rejects.toThrow('不等核查意见的理由');
  await move(neighbour, matter, 'answer', { kind: 'disagree', reason: '厂房未验收' });
  await expect(move(clerk, matter, 'grant', YES)).rejects.toThrow('对不同意见的回应');
  await move(clerk, matter, 'grant', { ...YES, differing: '本条不以厂房验收为条件' });
  const seen = await site.call(clerk, 'matters.get', { id: matter });
  expect(JSON.stringify(seen)).toContain('本条不以厂房验收为条件');
  expect((await mine(1, id))?.status.code).toBe('approved');
  const other = await apply(2, 'd-small');
  await move(clerk, other.matter, 'co-handle', { units: ['qz-housing'], ask: '请核查用房情况' });
  site.clock.now += 7 * 86_400_000;
  await move(clerk, other.matter, 'grant', YES);
});

test('the firm hears that it is waited for, and why it was refused, in words', async () => {
  const { clerk } = site.as;
  const { id, matter } = await apply(3, 'd-small');
  await move(clerk, matter, 'request-supplement', { ask: '请补研发专账' });
  expect(await mine(3, id)).toMatchObject({ status: { title: '待补正' }, supplementing: true });
  await move(who(3), matter, 'supply', { note: '已补' });
  await expect(move(clerk, matter, 'deny', { ground: 'evidence' })).rejects.toThrow('说明');
  await move(clerk, matter, 'deny', { ground: 'evidence', note: '专账与申报不一致' });
  expect(await mine(3, id)).toMatchObject({
    status: { code: 'refused' },
    reason: '材料不实或者不全：专账与申报不一致',
    review: 'appeal',
  });
});

test('what gives no money ends as recognised and waits for no amount', async () => {
  const { clerk } = site.as;
  const { id, matter } = await apply(0, 'd-title');
  await expect(site.call(clerk, 'claims.fix-amount', { id, fen: 100, why: '按比例折算' })).rejects.toThrow('不发钱');
  await move(clerk, matter, 'grant', YES);
  expect(await mine(0, id)).toMatchObject({ status: { title: '已认定' } });
  const { waits } = await site.call<{ waits: { wait: string }[] }>(clerk, 'claims.pace', { clause: 'd-title' });
  expect(waits).toEqual([]);
});

test('only the unit in charge opens a batch, sets an amount, and sees the figures behind a claim', async () => {
  const { clerk, neighbour } = site.as;
  await expect(site.call(neighbour, 'claims.open-batch', { clause: 'd-batch' })).rejects.toThrow('办理');
  const { id } = await apply(4, 'd-small');
  await expect(site.call(neighbour, 'claims.fix-amount', { id, fen: 100, why: '按比例折算' })).rejects.toThrow('办理');
  const seen = async (actor: typeof clerk) => JSON.stringify(await site.call(actor, 'claims.get', { id }));
  expect(await seen(clerk)).toContain('上年研发费用');
  expect(await seen(neighbour)).not.toContain('"上年研发费用"');
});

test('a county’s desk sees the claims of its own firms wherever claims are shown, and no others', async () => {
  const { clerk, county, countyHead, planner } = site.as;
  const [own] = await site.mine(site.firms[4] ?? '');
  const strange = await apply(5, 'd-small');
  for (const [firm, region] of [
    [site.firms[4], '330825'],
    [site.firms[5], '330802'],
  ])
    await sql`update enterprises set region = ${region} where id = ${firm}`.execute(site.databases.system);
  const asked = { clause: 'd-small', kept: 'yes' };
  const list = async (actor: typeof clerk) =>
    (await site.call<{ items: { id: string }[] }>(actor, 'claims.list', asked)).items.map((each) => each.id);
  const figures = async (actor: typeof clerk) => {
    const { count } = await site.call<{ count: number }>(actor, 'claims.sums', asked);
    const { waits } = await site.call<{ waits: { count: number }[] }>(actor, 'claims.pace', { clause: 'd-small' });
    const { items } = await site.call<{ items: { clause: string; eligible: number; claimed: number }[] }>(
      actor,
      'policies.reach',
      { id: 'test-policy' },
    );
    const reach = items.find((each) => each.clause === 'd-small');
    return [count, waits.reduce((sum, each) => sum + each.count, 0), reach?.claimed, reach?.eligible];
  };
  expect(await list(clerk)).toEqual(expect.arrayContaining([own?.id, strange.id]));
  for (const desk of [county, countyHead]) {
    expect(await list(desk)).toEqual([own?.id]);
    await site.call(desk, 'claims.get', { id: own?.id });
    await expect(site.call(desk, 'claims.get', { id: strange.id })).rejects.toThrow('没有这笔申领');
  }
  expect(await figures(county)).toEqual([1, 1, 1, 1]);
  expect((await figures(clerk))[2]).toBeGreaterThan(1);
  const file = await site.call<FileValue>(county, 'claims.export', asked);
  expect((await readTable(file, ['企业']))?.map(({ cells }) => cells.get('企业'))).toEqual([
    site.nameOf(site.firms[4] ?? ''),
  ]);
  // Who oversees all units does so for the city only.
  await expect(site.call(countyHead, 'matters.get', { id: strange.matter })).rejects.toThrow();
  const { items: under } = await site.call<{ items: { enterprise: { id: string } }[] }>(
    countyHead,
    'policies.eligible',
    {
      clause: 'd-small',
    },
  );
  expect(under.every((each) => each.enterprise.id === site.firms[4])).toBe(true);
  const reached = (step: string) =>
    site.call<{ items: { id: string }[] }>(planner, 'policies.reached', { clause: 'd-small', step });
  expect((await reached('eligible')).items.length).toBeGreaterThan(0);
});

test('a refusal by rule is not asked for again over the same data; the form says before that it was had', async () => {
  await site.stateFacts([`${site.firms[5]},${site.nameOf(site.firms[5] ?? '')},90,20`]);
  expect(await apply(5, 'd-instant')).toMatchObject({ status: { code: 'refused' } });
  await expect(apply(5, 'd-instant')).rejects.toThrow('数据没有变化');
  await site.stateFacts([`${site.firms[5]},${site.nameOf(site.firms[5] ?? '')},95,20`]);
  expect(await apply(5, 'd-instant')).toMatchObject({ status: { code: 'refused' } });
  await apply(0, 'd-instant');
  const form = await site.call<{ closed?: string }>(who(0), 'claims.form', { clause: 'd-instant' });
  expect(form.closed).toContain('本期已经申领过');
});

test('what was granted as a recognition is a fact of the firm with the grant as its source, until it lapses', async () => {
  const { clerk } = site.as;
  type Shown = { readonly key: string; readonly shown?: string; readonly source?: { readonly title: string } };
  const fact = async () => {
    const { groups } = await site.call<{ groups: { facts: Shown[] }[] }>(who(1), 'enterprise-records.get', {
      id: site.firms[1] ?? '',
    });
    return groups.flatMap(({ facts }) => facts).find(({ key }) => key === 'innovativeSme');
  };
  // Whatever other tests granted is stated first.
  await site.job('state-recognitions');
  const { id, matter } = await apply(1, 'd-title');
  await move(clerk, matter, 'grant', YES);
  expect((await mine(1, id))?.status.code).toBe('approved');
  expect(await site.job('state-recognitions')).toBe(1);
  expect(await site.job('state-recognitions')).toBe(0);
  expect(await fact()).toMatchObject({ shown: '是', source: { title: expect.stringContaining('d-title') } });
  site.clock.now += 3 * 366 * 86_400_000;
  expect(await site.job('state-recognitions')).toBeGreaterThan(0);
  expect(await fact()).toMatchObject({ shown: '否', source: { title: expect.stringContaining('有效期满') } });
  expect(await site.job('state-recognitions')).toBe(0);
});
