import { expect, test } from 'vitest';
import type { PlanSheet } from '#domains/programme';
import type { MatterRow } from '#platform/matters';
import { liaison, planner, planText, programmeSite, savedPlan } from './programme.fixture.ts';

type Answer = {
  moved: number;
  dryRun: boolean;
  diff: { added: { text: string }[]; removed: { key: string }[]; changed: { key: string }[]; unchanged: number };
  proposed: { matter: string }[];
  failed: unknown[];
  publication?: { opened: number };
};
type Detail = {
  version: number;
  tree: { measures: { id: string; key: string; text: string; matter?: MatterRow }[] }[];
  draft: PlanSheet;
};

/** The corrected document: 1-(2) is gone, task 1 is led by 市财政局 and due in June, 2-(1) says more. */
async function corrected(): Promise<string> {
  const text = await planText('quzhou-2021-最优城市.txt');
  const at = text.indexOf('（2）探索政策即申即享');
  const cells = '\t市营商办\n\t市财政局、市经信局';
  const found = text.indexOf(cells, at);
  if (at < 0 || found < 0) throw new Error('the first task');
  const due = text.indexOf('\t全年', found);
  return [
    text.slice(0, at),
    text.slice(text.indexOf('（3）', at), found),
    '\t市财政局\n\t市经信局',
    text.slice(found + cells.length, due),
    '\t6月底前',
    text.slice(due + '\t全年'.length).replace('防止减税降费红利被截留', '防止减税降费红利被截留，每季度公布检查结果'),
  ].join('');
}

test('a corrected document becomes transfers and amendments on the same matters; what is gone is only proposed', async () => {
  await using site = await programmeSite();
  const { id } = await savedPlan(site);
  await site.run(planner, 'plans.publish', { id });
  const before = await site.run<Detail>(planner, 'plans.get', { id });
  const matterOf = (detail: Detail, key: string) =>
    detail.tree.flatMap((task) => task.measures).find((each) => each.key === key)?.matter;
  const kept = matterOf(before, '1-(4)');
  const gone = matterOf(before, '1-(2)');
  if (!kept || !gone) throw new Error('published');
  await site.move(liaison('qz-biz-office'), kept.id, 'sign');

  const text = await corrected();
  const dry = await site.run<Answer>(planner, 'plans.reimport', { id, text });
  expect(dry).toMatchObject({ dryRun: true, moved: 0, diff: { removed: [{ key: '1-(2)' }] } });
  expect(dry.diff.changed.map((each) => each.key)).toEqual(['1-(1)', '1-(3)', '1-(4)', '1-(5)', '2-(1)']);
  expect(dry.diff.unchanged).toBe(117);
  expect((await site.run<Detail>(planner, 'plans.get', { id })).version).toBe(before.version);

  const done = await site.run<Answer>(planner, 'plans.reimport', { id, text, apply: true, reason: '按更正文件' });
  // Four transfers, five amendments, one remark.
  expect(done).toMatchObject({ dryRun: false, moved: 10, failed: [], proposed: [{ matter: gone.id }] });
  const after = await site.run<Detail>(planner, 'plans.get', { id });
  const same = await site.detail(planner, kept.id);
  expect(same.fields.find((each) => each.name === 'due')?.value).toBe('2021-06-30');
  expect(same).toMatchObject({ holder: { unit: { id: 'qz-finance' } } });
  expect(same.timeline.map((each) => each.type)).toEqual(
    expect.arrayContaining(['opened', 'assign', 'sign', 'transfer', 'amend']),
  );
  const left = await site.detail(planner, gone.id);
  expect(left.status.code).toBe('assigned');
  expect(left.timeline.at(-1)).toMatchObject({ type: 'comment' });
  expect(after.tree[0]?.measures.some((each) => each.matter?.id === gone.id)).toBe(false);
  const { items } = await site.run<{ items: { reason: string }[] }>(planner, 'plans.revisions', { id });
  expect(items).toMatchObject([{ reason: '按更正文件' }]);

  const again = await site.run<Answer>(planner, 'plans.reimport', { id, text, apply: true });
  expect(again).toMatchObject({ moved: 0, diff: { added: [], removed: [], changed: [] }, publication: { opened: 0 } });
});
