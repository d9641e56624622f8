import { expect, test } from 'vitest';
import type { PlanSheet } from '#domains/programme';
import type { MatterRow } from '#platform/matters';
import { liaison, planner, programmeSite, savedPlan } from './programme.fixture.ts';

type Tree = { tree: { title: string; measures: { key: string; matter?: MatterRow }[] }[]; draft: PlanSheet };

const rowOf = ({ tree }: Tree, wanted: (matter: MatterRow) => boolean): MatterRow => {
  const found = tree.flatMap((task) => task.measures).find(({ matter }) => matter && wanted(matter))?.matter;
  if (!found) throw new Error('no such matter');
  return found;
};

test('after 延期 and 变更牵头 a measure says who leads and by when today, with what the plan said beside it', async () => {
  await using site = await programmeSite('2021-04-20T09:00');
  const { id } = await savedPlan(site);
  await site.run(planner, 'plans.publish', { id });
  const ofCommerce = ({ holder }: MatterRow) => holder?.unit.id === 'qz-commerce';
  const matter = rowOf(await site.run<Tree>(planner, 'plans.get', { id }), ofCommerce).id;
  const leader = liaison('qz-commerce');
  const field = async (name: string) => (await site.detail(planner, matter)).fields.find((each) => each.name === name);
  expect(await field('lead')).not.toHaveProperty('was');

  await site.move(leader, matter, 'sign');
  await site.move(leader, matter, 'request-extension', { amount: 10, reason: '评审未完成' });
  await site.move(planner, matter, 'decide-extension', { verdict: 'agree' });
  await site.move(planner, matter, 'change-lead', { unit: 'qz-finance', note: '职能调整' });
  expect(await field('lead')).toMatchObject({ value: 'qz-finance', display: '市财政局', was: '市商务局' });
  expect(await field('due')).toMatchObject({ value: '2021-09-10', was: '2021年8月31日' });
  const row = rowOf(await site.run<Tree>(planner, 'plans.get', { id }), (each) => each.id === matter);
  expect(row.changed).toMatchObject([
    { of: 'holder', title: '牵头单位', display: '市财政局', was: '市商务局' },
    { of: 'due', title: '完成期限', display: '2021年9月10日', was: '2021年8月31日' },
  ]);

  await expect(
    site.move(planner, matter, 'amend', { fields: { lead: 'qz-biz-office' }, reason: '改' }),
  ).rejects.toMatchObject({ parts: { what: '“牵头单位”随承办单位走，不能单独更正' } });
  await site.move(planner, matter, 'amend', { fields: { due: '2022-03-31' }, reason: '更正' });
  expect(await field('due')).toMatchObject({ value: '2022-03-31' });
  expect(await field('due')).not.toHaveProperty('was');
});

test('an item of a plan without an annex is called by its own title, also after the title was corrected', async () => {
  await using site = await programmeSite('2023-06-01T09:00');
  const text = (heading: string) =>
    `关于提升政务服务的方案\n一、重点任务\n1.${heading}。推进“一网通办”，年底前网办率达到90%以上。（牵头单位：市数据局；完成时限：2023年12月31日）\n2.规范中介服务。清理中介事项，压减时限。（牵头单位：市营商办；完成时限：2023年12月31日）\n`;
  const sheet = await site.run<PlanSheet>(planner, 'plans.parse', { text: text('推进政务服务数字化建设') });
  expect(sheet).toMatchObject({ basis: 'items', tasks: [{ title: '推进政务服务数字化建设' }, {}] });
  const { id } = await site.run<{ id: string }>(planner, 'plans.add', sheet);
  await site.run(planner, 'plans.publish', { id });
  const before = rowOf(await site.run<Tree>(planner, 'plans.get', { id }), (each) => each.title.startsWith('推进'));
  expect(before.title).toBe('推进政务服务数字化建设');

  const again = { id, text: text('推进政务服务数智化建设') };
  const dry = await site.run<{ diff: object }>(planner, 'plans.reimport', again);
  const task = { before: '推进政务服务数字化建设', after: '推进政务服务数智化建设' };
  expect(dry.diff).toMatchObject({ changed: [{ task }], added: [], removed: [], unchanged: 1 });
  expect(await site.run(planner, 'plans.reimport', { ...again, apply: true })).toMatchObject({ moved: 1, failed: [] });
  const detail = await site.detail(planner, before.id);
  expect(detail.title).toBe('推进政务服务数智化建设');
  expect(detail.fields.find((each) => each.name === 'task')?.display).toBe('推进政务服务数智化建设');
  expect(detail.timeline.map((each) => each.type)).toContain('amend');
});
