import { expect, test } from 'vitest';
import type { MatterRow } from '#platform/matters';
import { liaison, official, planner, programmeSite, savedPlan } from './programme.fixture.ts';

type Board = {
  today: number;
  overdue: number;
  within3days: number;
  units: {
    unit: { id: string; name: string };
    overdue: number;
    within3days: number;
    today: number;
    more: number;
    explains?: { name: string };
    rows: MatterRow[];
  }[];
  plans: { plan: { id: string; title: string }; overdue: number; today: number }[];
};

test('the board says what is due in three days, today, and overdue, by the unit that must explain', async () => {
  await using site = await programmeSite('2021-04-20T09:00');
  const { id } = await savedPlan(site);
  await site.run(planner, 'plans.publish', { id });
  const board = (filter = {}) => site.run<Board>(planner, 'board.supervision', filter);

  // Two working days to sign: until the close of 22 April.
  expect(await board()).toMatchObject({ today: 0, overdue: 0, within3days: 123 });
  site.at('2021-04-22T10:00');
  expect(await board()).toMatchObject({ today: 123, overdue: 0, within3days: 123 });

  const before = await board({ unit: 'qz-commerce' });
  expect(before.units).toHaveLength(1);
  const doer = liaison('qz-commerce');
  for (const row of before.units[0]?.rows ?? []) await site.move(doer, row.id, 'sign');
  site.at('2021-04-26T10:00');
  const after = await board();
  expect(after).toMatchObject({ today: 0, overdue: 117, within3days: 0 });
  expect(after.units.some((each) => each.unit.id === 'qz-commerce')).toBe(false);
  expect(after.units[0]?.unit).toMatchObject({ id: 'qz-biz-office', name: '市营商办' });
  expect(after.units.map((each) => each.overdue)).toEqual(
    after.units.map((each) => each.overdue).toSorted((a, b) => b - a),
  );
  expect(after.units.reduce((total, each) => total + each.rows.length + each.more, 0)).toBe(117);
  expect(after.plans).toMatchObject([{ plan: { id }, overdue: 117 }]);

  const housing = after.units.find((each) => each.unit.id === 'qz-housing');
  expect(housing?.explains).toEqual({ id: 'head-housing', name: '王建设' });
  const row = housing?.rows[0];
  expect(row).toMatchObject({ lamp: 'overdue', holder: { unit: { id: 'qz-housing' } } });
  // Held since the morning of Tuesday 20 April: four working days and an hour; Sunday the 25th was worked.
  expect(row?.heldWorkingMinutes).toBeGreaterThan(4 * 480);
  expect(row?.remainingMinutes).toBeLessThan(0);

  expect(await board({ plan: 'another' })).toMatchObject({ overdue: 0, units: [] });
  expect(await board({ stage: 'doing' })).toMatchObject({ overdue: 0 });
});

test('a unit sees its own part of the board and nobody else’s', async () => {
  await using site = await programmeSite('2021-04-20T09:00');
  const { id } = await savedPlan(site);
  await site.run(planner, 'plans.publish', { id });
  const own = await site.run<Board>(liaison('qz-housing'), 'board.supervision');
  // Its own measures, and the one that it leads together with 市发改委.
  expect(new Map(own.units.map((each) => [each.unit.id, each.within3days]))).toEqual(
    new Map([
      ['qz-housing', 1],
      ['qz-development-reform', 1],
    ]),
  );
  const stranger = official('qz-education', [], ['supervision.read']);
  expect(await site.run(stranger, 'board.supervision')).toMatchObject({ within3days: 0, units: [] });
});

test('plans show their lamps in the list', async () => {
  await using site = await programmeSite('2021-04-20T09:00');
  const { id } = await savedPlan(site);
  await site.run(planner, 'plans.publish', { id });
  site.at('2021-04-26T10:00');
  const { items } = await site.run<{ items: { id: string; lamps?: Record<string, number> }[] }>(planner, 'plans.list');
  expect(items).toMatchObject([{ id, lamps: { overdue: 123, near: 0, normal: 0, done: 0 } }]);
});
