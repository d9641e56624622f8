import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MatterDetail, MatterRow } from '#platform/matters';
import { createTestSite, enterpriseActor, type Official, officialOf, TENANT, type TestSite } from '#testing/site';

const DESK: Official = { id: 'p-desk', unit: 'longyou-biz-office', role: 'dispatcher' };
const CHECK: Official = { id: 'p-check', unit: 'longyou-biz-office', role: 'supervisor' };
const HAND: Official = { id: 'p-hand', unit: 'longyou-power', role: 'liaison' };
const FIRM = '91330825MA000000XX';
const LAMPS = ['normal', 'near', 'overdue', 'suspended', 'done'] as const;
const at = (when: string) => Date.parse(`${when}:00+08:00`);

let site: TestSite;
beforeAll(async () => {
  site = await createTestSite([DESK, CHECK, HAND], at('2026-09-07T09:30'));
});
afterAll(async () => {
  await site[Symbol.asyncDispose]();
});

const as = (who: Official) => officialOf(site.city, who);
const file = (when: string) => {
  site.clock.now = at(when);
  return site.call<MatterDetail>(enterpriseActor(FIRM), 'matters.open', {
    loop: 'appeal',
    channel: 'portal',
    region: '330825',
    enterprise: FIRM,
    fields: { title: '厂区停电', body: '请尽快安排检修。' },
  });
};
const move = (who: Official, id: string, name: string, input: object = {}) =>
  site.call<MatterDetail>(as(who), 'matters.move', { id, move: name, ...input });

test('a fresh appeal is not near: it becomes so when its clock reminds, and the reason says when', async () => {
  const filed = await file('2026-09-07T10:00');
  expect(filed.lamp).toBe('normal');
  expect(filed.lampWhy).toContain('为临期');
  const reminder = filed.clocks.find((each) => each.name === 'respond')?.rungs.find((each) => each.name === 'remind');
  const lampAt = async (now: number) => {
    site.clock.now = now;
    return site.call<MatterDetail>(as(DESK), 'matters.get', { id: filed.id });
  };
  expect((await lampAt((reminder?.at ?? 0) - 1)).lamp).toBe('normal');
  const near = await lampAt(reminder?.at ?? 0);
  expect([near.lamp, near.lampWhy]).toEqual(['near', expect.stringContaining('起为临期')]);
  expect((await lampAt(near.dueAt ?? 0)).lamp).toBe('near');
  expect((await lampAt((near.dueAt ?? 0) + 1)).lamp).toBe('overdue');
});

test('rows, filters, counts and the board say the same at every hour', async () => {
  for (const [nth, when] of [
    '2026-09-08T09:00',
    '2026-09-08T16:00',
    '2026-09-09T11:00',
    '2026-09-10T20:00',
  ].entries()) {
    for (const step of [0, 1, 2, 3, 4]) {
      const { id } = await file(when);
      if (step === 0) continue;
      await move(DESK, id, 'assign', { unit: HAND.unit });
      if (step === 1) continue;
      await move(HAND, id, 'sign');
      if (step === 2) await move(HAND, id, 'request-supplement', { ask: '请补充材料' });
      if (step === 3) await move(HAND, id, 'progress', { note: '已勘查' });
      if (step === 4) {
        await move(HAND, id, 'finish', { reply: '已安排' });
        await move(CHECK, id, 'call-back', { result: 'reached' });
        if (nth % 2 === 0) await move(CHECK, id, 'verify', { outcome: 'resolved' });
      }
    }
  }
  for (let now = at('2026-09-10T21:00'); now < at('2026-09-19T00:00'); now += 7 * 3_600_000) {
    site.clock.now = now;
    await site.wired.sweep(TENANT, now);
    const list = async (query: object) =>
      (await site.call<{ items: MatterRow[] }>(as(CHECK), 'matters.list', { limit: 100, ...query })).items;
    const rows = await list({});
    const counts = await site.call<Record<string, number>>(as(CHECK), 'matters.counts', {});
    expect(counts.total).toBe(rows.length);
    for (const lamp of LAMPS) {
      const wanted = rows.filter((each) => each.lamp === lamp).map((each) => each.id);
      expect((await list({ lamp })).map((each) => each.id).toSorted()).toEqual(wanted.toSorted());
      expect([lamp, counts[lamp]]).toEqual([lamp, wanted.length]);
    }
    const due = (test: (at: number) => boolean) =>
      rows.filter((each) => each.dueAt !== undefined && test(each.dueAt)).length;
    expect((await list({ due: 'overdue' })).length).toBe(counts.overdue);
    expect((await list({ due: 'today' })).length).toBe(counts.dueToday);
    expect((await list({ due: '3days' })).length).toBe(counts.dueIn3Days);
    const board = await site.call<{ overdue: number; within3days: number; today: number }>(
      as(CHECK),
      'board.supervision',
      {},
    );
    expect(board).toMatchObject({ overdue: due((each) => each < now), within3days: counts.dueIn3Days });
    expect(board.today).toBe(counts.dueToday);
  }
});

test('what is refused takes no number, and a retry takes none either', async () => {
  const open = (fields: object, key?: string) =>
    site.call<MatterDetail>(
      enterpriseActor(FIRM),
      'matters.open',
      { loop: 'appeal', channel: 'portal', region: '330825', enterprise: FIRM, fields },
      key ? { idempotencyKey: key } : {},
    );
  const good = { title: '停电', body: '请检修' };
  const seq = (matter: MatterDetail) => Number(matter.number.slice(-6));
  const first = await open(good);
  await expect(open({ title: '没有正文' })).rejects.toThrow('请填写');
  await expect(open({ ...good, nonsense: 'x' })).rejects.toThrow('没有字段');
  const second = await open(good, 'twice');
  expect((await open(good, 'twice')).number).toBe(second.number);
  expect([seq(second), seq(await open(good))]).toEqual([seq(first) + 1, seq(first) + 2]);
});
