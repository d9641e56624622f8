import { expect, test } from 'vitest';
import { watchNodes } from '#domains/programme';
import { isRefusal } from '#kernel';
import { MatterDetail, type MatterRow } from '#platform/matters';
import { liaison, planner, programmeSite, supervisor, TENANT } from './programme.fixture.ts';

type View = {
  id: string;
  version: number;
  next?: { id: string; title: string; missed: boolean };
  leader: { name: string };
};

const input = {
  title: '预付卡消费治理',
  leader: 'leader-1',
  leadUnit: 'qz-commerce',
  team: [{ unit: 'qz-commerce', part: '组长单位' }, { unit: 'qz-market-regulation' }],
  nodes: [
    { title: '出台方案', day: '2026-10-16' },
    { title: '集中整治', day: '2026-12-31' },
  ],
};

test('a special action shows one leader, one team and its next node; a missed node tells the leader once', async () => {
  await using site = await programmeSite('2026-10-13T09:00');
  const added = await site.run<View>(planner, 'actions.add', input);
  expect(added).toMatchObject({ leader: { name: '张副市长' }, next: { title: '出台方案', missed: false } });

  const ports = { actions: site.ports.actions, notify: site.ports.notify };
  expect(await watchNodes(ports, TENANT, site.now())).toBe(0);
  site.at('2026-10-17T00:01');
  expect(await watchNodes(ports, TENANT, site.now())).toBe(1);
  await watchNodes(ports, TENANT, site.now());
  const told = [...site.messages.values()].flat();
  expect(told.map((each) => each.principal)).toEqual(['person:leader-1', 'unit:qz-commerce']);
  expect(told[0]?.text).toBe('专项行动“预付卡消费治理”的节点“出台方案”应于10月16日完成，至今未报完成');

  const { items } = await site.run<{ items: View[] }>(planner, 'actions.list');
  expect(items).toMatchObject([{ next: { title: '出台方案', missed: true } }]);
  const done = await site.run<View>(planner, 'actions.node-done', {
    id: added.id,
    node: added.next?.id,
    note: '已印发',
  });
  expect(done).toMatchObject({ next: { title: '集中整治', missed: false } });
  expect(await watchNodes(ports, TENANT, site.now())).toBe(0);
});

test('an action without a real leader is refused, and of two who edit at once the second is told', async () => {
  await using site = await programmeSite('2026-10-13T09:00');
  const nobody = await site
    .run(planner, 'actions.add', { ...input, leader: 'nobody' })
    .catch((error: unknown) => error);
  expect(isRefusal(nobody) && nobody.parts.at).toEqual([{ path: 'leader', message: '没有这位市领导' }]);
  const { id } = await site.run<View>(planner, 'actions.add', input);
  await site.run(planner, 'actions.save', { ...input, id, title: '甲' }, { ifMatch: '1' });
  const late = await site
    .run(planner, 'actions.save', { ...input, id, title: '乙' }, { ifMatch: '1' })
    .catch((error: unknown) => error);
  expect(isRefusal(late) && late.code).toBe('action.changed');
});

test('an entry of the problem list has a goal, a day and a name, and cannot be closed by the unit that did the work', async () => {
  await using site = await programmeSite('2026-10-13T09:00');
  const entry = { list: 'problem', title: '企业开办多头跑', text: '推进一网通办', target: '', lead: 'qz-commerce' };
  const no = await site.run(planner, 'lists.add', entry).catch((error: unknown) => error);
  expect(isRefusal(no) && no.code).toBe('list.entry');
  const good = { ...entry, target: '办理时间压缩至1个工作日以内', due: '2026-12-31', firstPerson: 'head-commerce' };
  const row = await site.run<MatterRow>(planner, 'lists.add', good, { idempotencyKey: 'e1' });
  const again = await site.run<MatterRow>(planner, 'lists.add', good, { idempotencyKey: 'e1' });
  expect(again.id).toBe(row.id);
  expect(row).toMatchObject({ tags: ['问题清单'], holder: { unit: { id: 'qz-commerce' } } });
  // What the page is told, through the schema of the answer: a date is no length in minutes.
  const told = MatterDetail.parse(await site.detail(planner, row.id));
  expect(told.clocks.find((each) => each.name === 'due')).toMatchObject({ until: true });
  const doer = { ...liaison('qz-commerce'), id: 'head-commerce' };
  await site.move(doer, row.id, 'sign');
  await site.move(doer, row.id, 'finish', { reply: '已实现', files: ['f1'] });
  const own = await site
    .move({ ...doer, permissions: ['plans.verify', 'plans.write'] }, row.id, 'verify', { outcome: 'resolved' })
    .catch((error: unknown) => error);
  expect(isRefusal(own)).toBe(true);
  await site.move(supervisor, row.id, 'verify', { outcome: 'resolved' });
  expect((await site.detail(planner, row.id)).status.code).toBe('done');
});
