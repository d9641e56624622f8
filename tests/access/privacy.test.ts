import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, makeUscc } from '#kernel';
import type { MatterDetail } from '#platform/matters';
import { provesCommitment } from '#platform/privacy';
import { checkProjections, createRegistryStore, verifyChains } from '#storage';
import { createTestSite, enterpriseActor, type Official, officialOf, TENANT, type TestSite } from '#testing/site';

const E1 = makeUscc('9', '1', '330825', 'MA000001');
const PEOPLE = {
  county: { id: 'p-county', unit: 'longyou-biz-office', role: 'dispatcher' },
  verifier: { id: 'p-verify', unit: 'longyou-biz-office', role: 'supervisor' },
  head: { id: 'p-head', unit: 'longyou-biz-office', role: 'office-head' },
  power: { id: 'p-power', unit: 'longyou-power', role: 'liaison' },
  helper: { id: 'p-helper', unit: 'longyou-economy-it', role: 'liaison' },
  auditor: { id: 'p-audit', unit: 'qz-audit', role: 'auditor' },
  stranger: { id: 'p-stranger', unit: 'longyou-housing', role: 'liaison' },
} satisfies Record<string, Official>;
type Who = keyof typeof PEOPLE | 'e1';
const DAY = 86_400_000;

let site: TestSite;
const actorOf = (who: Who): Actor => (who === 'e1' ? enterpriseActor(E1) : officialOf(site.city, PEOPLE[who]));
const START = Date.parse('2026-09-07T09:00:00+08:00');

beforeAll(async () => {
  site = await createTestSite(Object.values(PEOPLE), START);
  await createRegistryStore(site.databases.system).change(TENANT, async (_snapshot, writer) => {
    await writer.putEnterprises([{ id: E1, name: '龙游甲纸业有限公司', region: '330825', attributes: {} }], START);
  });
});
afterAll(async () => {
  await site[Symbol.asyncDispose]();
});

const file = (more: object = {}, who: Who = 'e1') =>
  site.call<{ id: string; number: string }>(actorOf(who), 'appeals.file', {
    body: '厂区双回路供电两个月没有批复，影响投产',
    region: '330825',
    contactName: '欧阳春兰',
    contactPhone: '13800001234',
    ...more,
  });
const move = (who: Who, id: string, name: string, input: object = {}) =>
  site.call<MatterDetail>(actorOf(who), 'matters.move', { id, move: name, ...input });
const detail = (who: Who, id: string) => site.call<MatterDetail>(actorOf(who), 'matters.get', { id });
const fieldsOf = async (who: Who, id: string) =>
  Object.fromEntries((await detail(who, id)).fields.map((each) => [each.name, each]));
const log = async (act: string) => {
  const { rows } = await sql<{ actor: string; object: string; detail: Record<string, unknown> }>`
    select actor, object, detail from audit_log where act = ${act} order by id`.execute(site.databases.system);
  return rows;
};
const unmask = (who: Who, id: string, reason = '电话核实用电地址') =>
  site.call<{ fields: { name: string; value: string }[] }>(actorOf(who), 'matters.unmask', { id, reason });

async function closedAppeal(): Promise<string> {
  const { id } = await file();
  await move('county', id, 'assign', { unit: 'longyou-power' });
  await move('power', id, 'sign');
  await move('power', id, 'finish', { reply: '已批复，下周三送电' });
  await move('verifier', id, 'call-back', { result: 'reached' });
  await move('verifier', id, 'verify', { outcome: 'resolved' });
  return id;
}

describe('personal fields', () => {
  it('are masked for everybody but the subject', async () => {
    const { id } = await file();
    const shown = await fieldsOf('county', id);
    expect(shown['contact-name']).toMatchObject({ display: '欧***', value: '欧***', masked: true });
    expect(shown['contact-phone']).toMatchObject({ display: '138****1234', value: '138****1234', masked: true });
    expect(shown.body).toMatchObject({ masked: false });
    expect(JSON.stringify(await detail('auditor', id))).not.toContain('13800001234');
    expect((await fieldsOf('e1', id))['contact-phone']).toMatchObject({ display: '13800001234', masked: false });
  });

  it('are shown to the present holder and to whoever has the permission, with a reason, and it is logged', async () => {
    const { id } = await file();
    await move('county', id, 'assign', { unit: 'longyou-power' });
    await move('power', id, 'sign');
    const before = (await log('contents.unmask')).length;
    for (const who of ['power', 'head'] as const)
      expect((await unmask(who, id)).fields.map((each) => each.value)).toEqual(['欧阳春兰', '13800001234']);
    const logged = (await log('contents.unmask')).slice(before);
    expect(logged.map((each) => each.actor).sort()).toEqual(['p-head', 'p-power']);
    expect(logged[0]).toMatchObject({ object: id, detail: { reason: '电话核实用电地址' } });
    expect(JSON.stringify(logged)).not.toContain('13800001234');
  });

  it('are not shown to who holds it no more, co-handles, audits or has nothing to do with it', async () => {
    const { id } = await file();
    await move('county', id, 'assign', { unit: 'longyou-power' });
    await move('power', id, 'sign');
    await move('power', id, 'co-handle', { units: ['longyou-economy-it'], ask: '请说明指标' });
    for (const who of ['county', 'helper', 'auditor'] as const)
      await expect(unmask(who, id)).rejects.toThrow('您不能查看被遮盖的个人信息');
    await expect(unmask('stranger', id)).rejects.toThrow('没有这件事项');
    await expect(unmask('power', id, '')).rejects.toThrow('请写明理由');
  });

  it('of somebody who hides his identity are not shown to the unit that handles', async () => {
    const { id } = await file({ hideIdentity: true });
    await move('county', id, 'assign', { unit: 'longyou-power' });
    await move('power', id, 'sign');
    await expect(unmask('power', id)).rejects.toThrow('隐去身份');
    expect((await unmask('head', id)).fields).toHaveLength(2);
  });

  it('of somebody who hides his identity are not found by search either, nor the names of his firm', async () => {
    const { id } = await file({ hideIdentity: true, body: '龙游甲纸业的双回路至今未批，请致电13877776666' });
    await move('county', id, 'assign', { unit: 'longyou-power' });
    await move('e1', id, 'comment', { text: '龙游甲纸业再次反映：变压器也要更换' });
    const found = async (q: string) =>
      (await site.call<{ items: { id: string }[] }>(actorOf('power'), 'matters.list', { q })).items.map(
        (each) => each.id,
      );
    expect(await found('双回路 未批')).toContain(id);
    for (const q of ['甲纸业', '龙游甲纸业', '13877776666', '变压器']) expect(await found(q)).not.toContain(id);
  });

  it('that are corrected later never stand in an event', async () => {
    const { id } = await file();
    await move('county', id, 'amend', { fields: { 'contact-phone': '13911112222', body: '改为三回路供电' } });
    const { rows } = await sql<{ data: string }>`select data::text from events where matter_id = ${id}`.execute(
      site.databases.system,
    );
    expect(rows.some((each) => each.data.includes('13911112222') || each.data.includes('三回路'))).toBe(false);
    expect((await fieldsOf('e1', id))['contact-phone']?.display).toBe('13911112222');
    expect((await fieldsOf('county', id)).body?.display).toBe('改为三回路供电');
  });
});

describe('keeping and erasing', () => {
  const search = async (q: string) =>
    (await site.call<{ items: { id: string }[] }>(actorOf('county'), 'matters.list', { q })).items.map(
      (each) => each.id,
    );
  const sound = async () => {
    expect(await verifyChains(site.databases.system, TENANT)).toMatchObject({ ok: true });
    const directory = await site.wired.registry.directory(TENANT, site.clock.now);
    expect((await checkProjections(site.databases.system, TENANT, directory)).differing).toEqual([]);
  };

  it('erases personal data first and the rest later, and the audit still holds', async () => {
    const id = await closedAppeal();
    const open = (await file()).id;
    await site.wired.upkeep.retain(TENANT, site.clock.now);
    expect((await unmask('e1', id)).fields).toHaveLength(2);

    await site.wired.upkeep.retain(TENANT, START + 735 * DAY);
    expect((await fieldsOf('e1', id))['contact-phone']).toMatchObject({
      display: '（内容已按保存期限删除）',
      masked: false,
    });
    expect((await fieldsOf('e1', id)).body?.display).toContain('双回路');
    expect(await search('双回路')).toContain(id);
    expect((await fieldsOf('e1', open))['contact-phone']?.display).toBe('13800001234');
    await sound();

    await site.wired.upkeep.retain(TENANT, START + 3700 * DAY);
    const gone = await detail('county', id);
    expect(gone.title).toBe(gone.number);
    expect(gone.timeline.filter((each) => each.text === '（内容已按保存期限删除）').length).toBeGreaterThan(0);
    expect(JSON.stringify(gone)).not.toContain('双回路');
    expect(await search('双回路')).toEqual(expect.not.arrayContaining([id]));
    expect(await search('双回路')).toContain(open);
    expect(await search(gone.number)).toContain(id);
    const { rows } = await sql<{ n: number }>`select count(*) as n from contents
      where matter_id = ${id} and (cipher is not null or salt is not null or erased_at is null)`.execute(
      site.databases.system,
    );
    expect(rows[0]?.n).toBe(0);
    await sound();
    const logged = await log('contents.erase');
    expect(logged.filter((each) => each.object === id)).toHaveLength(2);
    expect(await site.wired.upkeep.retain(TENANT, START + 3700 * DAY)).toBe(0);
  });

  it('takes the date back when a matter is reopened', async () => {
    const id = await closedAppeal();
    await site.wired.upkeep.retain(TENANT, site.clock.now);
    await move('verifier', id, 'reopen', { reason: '企业反映没有送电' });
    await site.wired.upkeep.retain(TENANT, START + 3700 * DAY);
    expect((await fieldsOf('e1', id))['contact-phone']?.display).toBe('13800001234');
  });

  it('erases on request what is closed, and nothing of what is being handled', async () => {
    const id = await closedAppeal();
    const erase = (who: Who, input: object) => site.call(actorOf(who), 'contents.erase', input);
    expect(await erase('head', { matterId: id, kinds: ['contact-phone'], reason: '依企业申请' })).toEqual({
      contents: 1,
      files: 0,
    });
    expect((await fieldsOf('e1', id))['contact-phone']?.display).toContain('已按保存期限删除');
    expect((await fieldsOf('e1', id))['contact-name']?.display).toBe('欧阳春兰');
    const open = (await file()).id;
    await expect(erase('head', { matterId: open, reason: '依企业申请' })).rejects.toThrow('还在办理');
    await sound();
  });

  it('a text with its salt proves what was written, until it is erased', async () => {
    const { id } = await file();
    const { rows } = await sql<{ salt: Buffer; commitment: string }>`
      select salt, commitment from contents where matter_id = ${id} and kind = 'contact-phone'`.execute(
      site.databases.system,
    );
    const [row] = rows;
    if (!row) throw new Error('no content');
    expect(provesCommitment({ text: '13800001234', ...row })).toBe(true);
    expect(provesCommitment({ text: '13800001235', ...row })).toBe(false);
    expect(provesCommitment({ text: '13800001234', salt: new Uint8Array(16), commitment: row.commitment })).toBe(false);
  });
});
