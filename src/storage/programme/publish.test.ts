import { describe, expect, test } from 'vitest';
import { type PlanSheet, programmeOperations } from '#domains/programme';
import { isRefusal, type Refusal } from '#kernel';
import type { MatterRow } from '#platform/matters';
import {
  liaison,
  official,
  planner,
  planText,
  programmeSite,
  type Saved,
  savedPlan,
  supervisor,
} from './programme.fixture.ts';

type Published = {
  total: number;
  opened: number;
  existing: number;
  remaining: number;
  reports: number;
  failed: unknown[];
};
type Detail = {
  status: string;
  published: number;
  tree: { measures: { key: string; text: string; matter?: MatterRow }[] }[];
};

const refusal = async (work: Promise<unknown>): Promise<Refusal> => {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isRefusal(error)) throw new Error(`expected a Refusal, got ${String(error)}`);
  return error;
};

describe('a published plan becomes owned work', () => {
  test('the 2021 plan of Quzhou opens 123 matters, each with the right lead and limit, and a second publication none', async () => {
    await using site = await programmeSite();
    const { id, sheet } = await savedPlan(site);
    expect(sheet.names.filter((each) => !each.unit)).toEqual([]);
    const first = await site.run<Published>(planner, 'plans.publish', { id });
    expect(first).toMatchObject({ total: 123, opened: 123, existing: 0, remaining: 0, failed: [] });

    const detail = await site.run<Detail>(planner, 'plans.get', { id });
    expect(detail).toMatchObject({ status: 'published', published: 123 });
    const measures = detail.tree.flatMap((task) => task.measures);
    const sheetMeasures = sheet.tasks.flatMap((task) => task.measures);
    const names = new Map(sheet.names.map((each) => [each.name, each.unit?.id]));
    expect(measures).toHaveLength(123);
    measures.forEach((measure, i) => {
      const expected = sheetMeasures[i];
      expect(measure.matter?.holder?.unit.id, measure.key).toBe(names.get(expected?.lead[0] ?? ''));
      // Every measure is due at the close of its day; the sign-in clock, two working days, fires first.
      expect(measure.matter?.dueAt).toBeDefined();
    });

    const again = await site.run<Published>(planner, 'plans.publish', { id });
    expect(again).toMatchObject({ total: 123, opened: 0, existing: 123, remaining: 0 });
    const { rows } = await site.read.reader.list(
      { tenant: 'quzhou', principals: ['unit:qz-biz-office'] },
      { filter: { plan: id }, sort: 'due', limit: 200, now: 0 },
    );
    expect(rows).toHaveLength(123);
    const dues = Map.groupBy(rows, ({ state }) => String(state.fields.due));
    expect(Object.fromEntries([...dues].map(([day, each]) => [day, each.length]))).toEqual({
      '2021-12-31': 79,
      '2021-10-31': 17,
      '2021-06-30': 13,
      '2021-08-31': 13,
      '2021-09-30': 1,
    });
  });

  test('publishing goes on where it stopped, and two at once do not meet', async () => {
    await using site = await programmeSite();
    const { id } = await savedPlan(site);
    const part = await site.run<Published>(planner, 'plans.publish', { id, limit: 30 });
    expect(part).toMatchObject({ opened: 30, remaining: 93 });
    expect(await site.run(planner, 'plans.get', { id })).toMatchObject({ published: 30 });
    const both = await Promise.allSettled([
      site.run<Published>(planner, 'plans.publish', { id }),
      site.run<Published>(planner, 'plans.publish', { id }),
    ]);
    expect(both.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await site.run(planner, 'plans.get', { id })).toMatchObject({ published: 123 });
  });

  test('a publication cut off in the middle of a measure goes on after its time, and loses and doubles nothing', async () => {
    await using site = await programmeSite();
    const { id } = await savedPlan(site);
    // The process dies after the 47th measure was opened and before it was given to its lead.
    let assigned = 0;
    const dying = {
      ...site.ports,
      moveMatter: async (...given: Parameters<typeof site.ports.moveMatter>) => {
        assigned += 1;
        if (assigned === 47) throw new Error('killed');
        return site.ports.moveMatter(...given);
      },
      plans: { ...site.ports.plans, release: async () => {} },
    };
    const publishing = programmeOperations(dying).find((each) => each.id === 'plans.publish');
    await expect(publishing?.handle(site.callAs(planner), { id })).rejects.toThrow('killed');
    const held = await refusal(site.run(planner, 'plans.publish', { id }));
    expect(held.code).toBe('plan.publishing');
    expect(held.parts.what).toContain('已立 40');
    expect(held.parts.todo).toContain('接着发布');
    site.at('2021-04-20T09:02');
    expect(await site.run<Published>(planner, 'plans.publish', { id })).toMatchObject({ existing: 46, opened: 77 });
    const { published, tree } = await site.run<Detail>(planner, 'plans.get', { id });
    const matters = tree.flatMap((task) => task.measures.map((each) => each.matter?.id));
    expect([published, new Set(matters).size, matters.includes(undefined)]).toEqual([123, 123, false]);
  });

  test('a plan with a nameless lead or an unknown unit is not published, and every place is named', async () => {
    await using site = await programmeSite();
    const sheet = await site.run<PlanSheet>(planner, 'plans.parse', {
      text: await planText('quzhou-2021-最优城市.txt'),
    });
    const [first, second] = sheet.tasks[0]?.measures ?? [];
    if (!first || !second) throw new Error('the plan has measures');
    first.lead = [];
    second.responsible = ['市某某局', ...second.responsible];
    const { id } = await site.run<Saved>(planner, 'plans.add', sheet);
    const no = await refusal(site.run(planner, 'plans.publish', { id }));
    expect(no.code).toBe('plan.not-ready');
    expect(no.parts.at).toEqual([
      { path: '1-(1)', message: '1-(1) 没有牵头单位' },
      { path: '1-(2)', message: '1-(2) 的单位“市某某局”没有识别' },
    ]);
    // Nothing was dropped, and the reviewer may say who is meant.
    const { draft } = await site.run<{ draft: PlanSheet }>(planner, 'plans.get', { id });
    const unknown = draft.names.find((each) => each.name === '市某某局');
    expect(unknown).toMatchObject({ candidates: expect.any(Array) });
    first.lead = ['市营商办'];
    const names = draft.names.map((each) =>
      each.name === '市某某局' ? { ...each, unit: { id: 'qz-finance', name: '市财政局' }, chosen: true } : each,
    );
    const saved = {
      ...draft,
      names,
      tasks: draft.tasks.map((task, i) =>
        i === 0
          ? { ...task, measures: [{ ...task.measures[0], lead: ['市营商办'] }, ...task.measures.slice(1)] }
          : task,
      ),
    };
    await site.run(planner, 'plans.save', { ...saved, id, version: 1 });
    expect(await site.run(planner, 'plans.publish', { id })).toMatchObject({ opened: 123, failed: [] });
  });

  test('a historical plan is kept with its tree and opens nothing', async () => {
    await using site = await programmeSite('2026-10-13T09:00');
    const sheet = await site.run<PlanSheet>(planner, 'plans.parse', {
      text: await planText('quzhou-2021-最优城市.txt'),
    });
    const { id } = await site.run<Saved>(planner, 'plans.add', { ...sheet, status: 'history' });
    expect((await refusal(site.run(planner, 'plans.publish', { id }))).code).toBe('plan.history');
    expect(await site.run(planner, 'plans.get', { id })).toMatchObject({ status: 'history', measures: 123 });
  });

  test('two who edit at once: the second is told, and a retried save makes one plan', async () => {
    await using site = await programmeSite();
    const sheet = await site.run<PlanSheet>(planner, 'plans.parse', {
      text: await planText('quzhou-2021-最优城市.txt'),
    });
    const one = await site.run<Saved>(planner, 'plans.add', sheet, { idempotencyKey: 'once' });
    const two = await site.run<Saved>(planner, 'plans.add', sheet, { idempotencyKey: 'once' });
    expect(two.id).toBe(one.id);
    await site.run(planner, 'plans.save', { ...sheet, id: one.id, title: '甲' }, { ifMatch: '1' });
    const no = await refusal(site.run(planner, 'plans.save', { ...sheet, id: one.id, title: '乙' }, { ifMatch: '1' }));
    expect(no.parts).toMatchObject({ code: 'plan.changed', kind: 'conflict', why: '现在是第 2 版，您看到的是第 1 版' });
    const blind = await refusal(site.run(planner, 'plans.save', { ...sheet, id: one.id, title: '丙' }));
    expect(blind.code).toBe('plan.version');
    const stale = await refusal(site.run(planner, 'plans.save', { ...sheet, id: one.id, title: '丁', version: 99 }));
    expect(stale.code).toBe('plan.changed');
    expect(await site.run(planner, 'plans.get', { id: one.id })).toMatchObject({ title: '甲', version: 2 });
  });

  test('a draft is seen by those who review it only, and goes with a reason', async () => {
    await using site = await programmeSite();
    const sheet = await site.run<PlanSheet>(planner, 'plans.parse', {
      text: await planText('quzhou-2022-推进机制.txt'),
    });
    const { id } = await site.run<Saved>(planner, 'plans.add', sheet);
    const reader = official('qz-commerce', ['liaison'], ['matters.read', 'plans.read']);
    const list = async (who: typeof planner) =>
      (await site.run<{ items: { id: string }[] }>(who, 'plans.list', {})).items.map((each) => each.id);
    expect(await list(planner)).toEqual([id]);
    expect(await list(reader)).toEqual([]);
    expect((await refusal(site.run(reader, 'plans.get', { id }))).code).toBe('plan.not-found');

    expect(await site.run(planner, 'plans.discard', { id, reason: '传错了文件' })).toEqual({ id });
    expect(await list(planner)).toEqual([]);
    expect((await refusal(site.run(planner, 'plans.get', { id }))).parts).toMatchObject({
      code: 'plan.discarded',
      why: '传错了文件',
    });
    expect((await refusal(site.run(planner, 'plans.publish', { id }))).code).toBe('plan.discarded');
  });

  test('recurring duties owe a report for each period that is left', async () => {
    await using site = await programmeSite('2022-07-01T09:00');
    const text = await planText('quzhou-2022-推进机制.txt');
    const sheet = await site.run<PlanSheet>(planner, 'plans.parse', { text });
    for (const task of sheet.tasks)
      for (const measure of task.measures) if (measure.lead.length === 0) measure.lead = ['市营商办'];
    const { id } = await site.run<Saved>(planner, 'plans.add', sheet);
    const published = await site.run<Published>(planner, 'plans.publish', { id });
    // 月月清零: July to December; 每两月: three of the six are left.
    expect(published).toMatchObject({ opened: 14, reports: 9, failed: [] });
    expect(await site.run(planner, 'plans.publish', { id })).toMatchObject({ opened: 0, reports: 0 });
  });

  test('signed, reported, claimed and verified by another: the measure is done', async () => {
    await using site = await programmeSite();
    const { id } = await savedPlan(site);
    await site.run(planner, 'plans.publish', { id });
    const detail = await site.run<Detail>(planner, 'plans.get', { id });
    const row = detail.tree
      .flatMap((task) => task.measures)
      .find((each) => each.matter?.holder?.unit.id === 'qz-commerce')?.matter;
    if (!row) throw new Error('市商务局 leads measures');
    const doer = liaison('qz-commerce');
    await site.move(doer, row.id, 'sign');
    await site.move(doer, row.id, 'progress', { note: '已完成方案' });
    await site.move(doer, row.id, 'finish', { reply: '全部完成', files: ['f1'] });
    expect((await refusal(site.move(doer, row.id, 'verify', { outcome: 'resolved' }))).parts.kind).toBe('forbidden');
    await site.move(supervisor, row.id, 'verify', { outcome: 'resolved' });
    expect(await site.detail(planner, row.id)).toMatchObject({ status: { code: 'done' }, lamp: 'done' });
  });
});
