import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MatterDetail } from '#platform/matters';
import { checkProjections, rebuildProjections, takeRoot, verifyChains } from '#storage';
import { createTestSite, enterpriseActor, type Official, officialOf, TENANT, type TestSite } from '#testing/site';

const DISPATCHER: Official = { id: 'p-dispatch', unit: 'longyou-biz-office', role: 'dispatcher' };
const VERIFIER: Official = { id: 'p-verify', unit: 'longyou-biz-office', role: 'supervisor' };
const HANDLER: Official = { id: 'p-handle', unit: 'longyou-power', role: 'liaison' };
const STRANGER: Official = { id: 'p-other', unit: 'kecheng-biz-office', role: 'dispatcher' };
const ENTERPRISE = '91330825MA000000XX';

describe('the life of an appeal, in the database', () => {
  let site: TestSite;
  const as = (who: Official) => officialOf(site.city, who);
  const enterprise = enterpriseActor(ENTERPRISE);
  const move = (actor: Parameters<TestSite['call']>[0], id: string, name: string, input: object = {}, key?: string) =>
    site.call<MatterDetail>(actor, 'matters.move', { id, move: name, ...input }, key ? { idempotencyKey: key } : {});

  beforeAll(async () => {
    site = await createTestSite([DISPATCHER, VERIFIER, HANDLER, STRANGER]);
  });
  afterAll(async () => {
    await site[Symbol.asyncDispose]();
  });

  it('goes from filing to closing, each step seen by those entitled and by nobody else', async () => {
    const filed = await site.call<MatterDetail>(enterprise, 'matters.open', {
      loop: 'appeal',
      channel: 'portal',
      region: '330825',
      enterprise: ENTERPRISE,
      fields: { title: '厂区双回路用电迟迟未批', body: '我公司申请双回路供电已两个月，至今没有答复，影响投产。' },
    });
    expect(filed.title).toBe('厂区双回路用电迟迟未批');
    expect(filed.holder?.unit.id).toBe('longyou-biz-office');
    expect(filed.clocks.map((each) => each.name).sort()).toEqual(['answer', 'progress', 'respond']);

    const queue = await site.call<{ items: MatterDetail[] }>(as(DISPATCHER), 'matters.list', { queue: 'dispatch' });
    expect(queue.items.map((each) => each.id)).toContain(filed.id);
    await expect(site.call(as(STRANGER), 'matters.get', { id: filed.id })).rejects.toThrow('没有这件事项');
    await expect(move(as(STRANGER), filed.id, 'assign', { unit: 'longyou-biz-office' })).rejects.toThrow(
      '没有这件事项',
    );

    const assigned = await move(
      as(DISPATCHER),
      filed.id,
      'assign',
      { unit: HANDLER.unit, note: '请尽快办理' },
      'key-1',
    );
    const again = await move(as(DISPATCHER), filed.id, 'assign', { unit: HANDLER.unit, note: '请尽快办理' }, 'key-1');
    expect(again.seq).toBe(assigned.seq);
    expect(assigned.holder?.unit.id).toBe(HANDLER.unit);

    const handler = as(HANDLER);
    const todo = await site.call<{ items: MatterDetail[] }>(handler, 'matters.list', { queue: 'todo' });
    expect(todo.items[0]?.next?.move).toBe('sign');
    await move(handler, filed.id, 'sign');
    await move(handler, filed.id, 'progress', { note: '已到现场勘查' });
    const found = await site.call<{ items: MatterDetail[] }>(handler, 'matters.list', { q: '双回路' });
    expect(found.items.map((each) => each.id)).toEqual([filed.id]);

    await site.call(as(DISPATCHER), 'matters.get', { id: filed.id });
    site.clock.now = Date.parse('2026-09-15T09:00:00+08:00');
    expect(await site.wired.sweep(TENANT, site.clock.now)).toBe(1);
    expect(await site.wired.sweep(TENANT, site.clock.now)).toBe(0);
    const late = await site.call<MatterDetail>(handler, 'matters.get', { id: filed.id });
    expect(late.lamp).toBe('overdue');
    expect(late.timeline.some((each) => each.type === 'breached')).toBe(true);
    const unread = async (who: Official): Promise<number> => {
      const inbox = await site.call<{ items: { title: string }[] }>(as(who), 'inbox.list', { unread: true });
      return inbox.items.filter((each) => each.title.includes(filed.number)).length;
    };
    const overdue = { dispatcher: await unread(DISPATCHER), handler: await unread(HANDLER) };
    expect(Math.min(overdue.dispatcher, overdue.handler)).toBeGreaterThan(0);

    await move(handler, filed.id, 'finish', { reply: '已批复，下周送电' });
    expect(await unread(HANDLER)).toBe(0);
    expect(await unread(DISPATCHER)).toBe(overdue.dispatcher);
    await move(enterprise, filed.id, 'rate', { grade: 5 });
    const closed = await move(as(VERIFIER), filed.id, 'verify', { outcome: 'resolved' });
    expect(closed.lamp).toBe('done');
    expect(await unread(DISPATCHER)).toBe(0);
    const total = closed.heldBy.reduce((sum, each) => sum + ((each.to ?? 0) - each.from), 0);
    expect(total).toBe((closed.closedAt ?? 0) - closed.openedAt);
  });

  it('keeps chains that verify, and finds a rewritten event', async () => {
    const { owner } = site.databases;
    const root = await takeRoot(site.databases.system, TENANT, '2026-09-07');
    expect(await verifyChains(site.databases.system, TENANT, root)).toMatchObject({ ok: true });
    const directory = await site.wired.registry.directory(TENANT, site.clock.now);
    expect(await checkProjections(site.databases.system, TENANT, directory)).toEqual({ matters: 1, differing: [] });
    const { sql } = await import('kysely');
    await sql`update matters set holder_unit = 'nobody'`.execute(site.databases.system);
    await sql`delete from access where principal like 'unit:%'`.execute(site.databases.system);
    expect((await checkProjections(site.databases.system, TENANT, directory)).differing).toHaveLength(1);
    await rebuildProjections(site.databases.system, TENANT, directory);
    expect((await checkProjections(site.databases.system, TENANT, directory)).differing).toEqual([]);
    await sql`update events set data = data || '{"move":"forged"}' where seq = 4`.execute(owner);
    const report = await verifyChains(site.databases.system, TENANT, root);
    expect(report.ok).toBe(false);
    expect(report.findings.map((each) => each.what).join()).toContain('被改写');
  });

  it('does not let the application role change an event', async () => {
    const { sql } = await import('kysely');
    await expect(sql`update events set actor = 'x'`.execute(site.databases.system)).rejects.toThrow(
      'permission denied',
    );
    await expect(sql`delete from events`.execute(site.databases.system)).rejects.toThrow('permission denied');
    await expect(sql`select * from accounts`.execute(site.databases.app)).rejects.toThrow('permission denied');
  });
});
