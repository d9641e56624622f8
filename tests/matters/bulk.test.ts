import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BulkMove, MatterDetail, MatterRow } from '#platform/matters';
import { createTestSite, enterpriseActor, type Official, officialOf, type TestSite } from '#testing/site';

const DESK: Official = { id: 'p-desk', unit: 'longyou-biz-office', role: 'dispatcher' };
const CHECK: Official = { id: 'p-check', unit: 'longyou-biz-office', role: 'supervisor' };
const HAND: Official = { id: 'p-hand', unit: 'longyou-power', role: 'liaison', name: '陈承办' };
const MATE: Official = { id: 'p-mate', unit: 'longyou-power', role: 'liaison' };
const FIRM = '91330825MA000000XX';

let site: TestSite;
beforeAll(async () => {
  site = await createTestSite([DESK, CHECK, HAND, MATE], Date.parse('2026-09-07T09:30:00+08:00'));
});
afterAll(async () => {
  await site[Symbol.asyncDispose]();
});

const as = (who: Official) => officialOf(site.city, who);
const move = (who: Official, id: string, name: string, input: object = {}) =>
  site.call<MatterDetail>(as(who), 'matters.move', { id, move: name, ...input });
const file = () =>
  site.call<MatterDetail>(enterpriseActor(FIRM), 'matters.open', {
    loop: 'appeal',
    channel: 'portal',
    region: '330825',
    enterprise: FIRM,
    fields: { title: '厂区停电', body: '请尽快安排检修。' },
  });
const movesFor = async (who: Official, ids: readonly string[]) =>
  (await site.call<{ moves: readonly BulkMove[] }>(as(who), 'matters.bulk-moves', { ids })).moves;
const readyFor = (moves: readonly BulkMove[], name: string) => moves.find((each) => each.move === name)?.ids.toSorted();

/** One waits for the desk, one is in hand, one is answered. */
async function three() {
  const [filed, handled, answered] = [(await file()).id, (await file()).id, (await file()).id];
  for (const id of [handled, answered]) {
    await move(DESK, id, 'assign', { unit: HAND.unit });
    await move(HAND, id, 'sign');
  }
  await move(HAND, answered, 'finish', { reply: '已恢复供电' });
  return { filed, handled, answered, all: [filed, handled, answered] };
}

test('a supervisor sees what the chosen matters stand ready for, and which; not what ends a matter or is its own', async () => {
  const { filed, handled, answered, all } = await three();
  const moves = await movesFor(CHECK, all);
  expect(readyFor(moves, 'urge')).toEqual([filed, handled].toSorted());
  expect(readyFor(moves, 'supervise')).toEqual([filed, handled].toSorted());
  expect(readyFor(moves, 'call-back')).toEqual([answered]);
  expect(moves.map((each) => each.move)).not.toEqual(
    expect.arrayContaining(['comment', 'instruct', 'close-unreached']),
  );
  expect(moves[0]?.ids).toHaveLength(2);
  expect(moves.find((each) => each.move === 'supervise')?.needs.map((need) => need.name)).toEqual(['note', 'due']);
});

test('each has its own result: done, or why not, whatever becomes of the others', async () => {
  const { filed, handled, answered, all } = await three();
  const { results } = await site.call<{ results: { id: string; ok: boolean; problem?: string }[] }>(
    as(CHECK),
    'matters.bulk',
    { ids: [...all, 'm-unknown'], move: 'urge', input: { note: '请抓紧' } },
    { idempotencyKey: 'bulk-1' },
  );
  expect(results.map(({ id, ok }) => [id, ok])).toEqual([
    [filed, true],
    [handled, true],
    [answered, false],
    ['m-unknown', false],
  ]);
  expect(results[2]?.problem).toContain('不能“催办”');
  const { flags } = await site.call<MatterRow>(as(CHECK), 'matters.get', { id: handled });
  expect(flags.map((each) => each.code)).toContain('urged');
});

test('nobody is offered a move on what he may not see', async () => {
  const { filed } = await three();
  expect(await movesFor(HAND, [filed])).toEqual([]);
});

test('a matter that was reopened says so in its row, without the flags of the round before', async () => {
  const { answered } = await three();
  expect((await site.call<MatterRow>(as(CHECK), 'matters.get', { id: answered })).reopenings).toBeUndefined();
  const again = await move(CHECK, answered, 'rework', { reason: '没有修好' });
  expect(again).toMatchObject({ reopenings: 1, status: { code: 'handling' } });
  expect(again.clocks.map((each) => each.name)).toEqual(['respond', 'progress', 'answer', 'confirm']);
});

test('a colleague is told who has it', async () => {
  const { handled } = await three();
  await move(HAND, handled, 'pass', { person: HAND.id });
  await expect(move(MATE, handled, 'sign')).rejects.toThrow(/现在由“龙游县供电公司 陈承办”办理/);
});
