import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import type { PlanSheet } from '#domains/programme';
import type { FileValue } from '#kernel';
import type { MatterRow } from '#platform/matters';
import { planner, planText, programmeSite, type Saved, savedPlan } from './programme.fixture.ts';

async function ledger(rows: readonly (readonly string[])[], headings: readonly string[]): Promise<FileValue> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('任务');
  sheet.addRow(headings);
  for (const row of rows) sheet.addRow(row);
  return { name: '台账.xlsx', type: '', bytes: new Uint8Array(await workbook.xlsx.writeBuffer()) };
}

const HEADINGS = ['哪一条', '干什么', '谁来干', '啥时候'];
const first = [
  ['1', '推进涉企政策网办快办，实现资金100%网上兑现', '市财政局', '2026.6.30'],
  ['2', '开展涉企收费专项检查', '市市场监管局', '2026-09-30'],
];
const second = [['1', '搭建企业空间，细化标签管理', '市大数据局', '10月底前']];
const columns = JSON.stringify({ number: '哪一条', measure: '干什么', lead: '谁来干', due: '啥时候' });
const rowsOf = (sheet: PlanSheet) =>
  sheet.tasks.flatMap((task) => task.measures.map((each) => [each.text, each.lead.join(), each.due.date]));

describe('plans', () => {
  test('columns pointed out by hand once are known the next time', async () => {
    await using site = await programmeSite('2026-03-02T09:00');
    const parse = (file: FileValue, more = {}) =>
      site.run<PlanSheet>(planner, 'plans.parse', { file, year: 2026, ...more });
    const blind = await parse(await ledger(second, HEADINGS)).catch(() => undefined);
    expect(blind ? rowsOf(blind) : []).not.toEqual([['搭建企业空间，细化标签管理', '市大数据局', '2026-10-31']]);
    const shown = await parse(await ledger(first, HEADINGS), { columns });
    expect(rowsOf(shown)).toEqual([
      ['推进涉企政策网办快办，实现资金100%网上兑现', '市财政局', '2026-06-30'],
      ['开展涉企收费专项检查', '市市场监管局', '2026-09-30'],
    ]);
    expect(rowsOf(await parse(await ledger(second, HEADINGS)))).toEqual([
      ['搭建企业空间，细化标签管理', '市大数据局', '2026-10-31'],
    ]);
  });

  test('a plan is flagged on its last day', async () => {
    await using site = await programmeSite('2026-06-29T09:00');
    const { sheet } = await savedPlan(site);
    const { id } = await site.run<Saved>(planner, 'plans.add', { ...sheet, validUntilDay: '2026-06-30' });
    expect(await site.run(planner, 'plans.get', { id })).not.toHaveProperty('expired');
    site.at('2026-06-30T08:00');
    expect(await site.run(planner, 'plans.get', { id })).toMatchObject({ expired: true });
  });

  test('the demonstration copy of an old plan is live in this year, with lists as tags', async () => {
    await using site = await programmeSite('2026-03-02T09:00');
    const read = await site.run<PlanSheet>(planner, 'plans.parse', {
      text: await planText('quzhou-2021-最优城市.txt'),
    });
    const old = await site.run<Saved>(planner, 'plans.add', { ...read, status: 'history' });
    const { id } = await site.run<Saved>(planner, 'plans.copy', { id: old.id, years: 5 });
    const { draft } = await site.run<{ draft: PlanSheet }>(planner, 'plans.get', { id });
    const measure = draft.tasks[0]?.measures[0]?.id;
    const patch = { tags: ['短板'], action: '护航行动' };
    await site.run(planner, 'plans.edit', { id, edits: [{ edit: 'change', measure, patch }] });
    await site.run(planner, 'plans.publish', { id });
    const plan = await site.run<{ demo: boolean; title: string; tree: { measures: { matter?: MatterRow }[] }[] }>(
      planner,
      'plans.get',
      { id },
    );
    expect(plan).toMatchObject({ demo: true, title: '【演示】衢州市打造中国营商环境最优城市2026年实施方案' });
    expect(plan.tree[0]?.measures[0]?.matter?.tags).toEqual(['短板', '专项:护航行动']);
    expect(plan.tree.flatMap((each) => each.measures).every((each) => each.matter?.lamp !== 'overdue')).toBe(true);
  });

  test('two leads: the first holds it, the other is asked at once', async () => {
    await using site = await programmeSite();
    const { id } = await savedPlan(site);
    await site.run(planner, 'plans.publish', { id });
    const plan = await site.run<{ tree: { measures: { lead: string[]; matter?: MatterRow }[] }[] }>(
      planner,
      'plans.get',
      { id },
    );
    const joint = plan.tree.flatMap((each) => each.measures).find((each) => each.lead.join() === '市发改委,市住建局');
    const detail = await site.detail(planner, joint?.matter?.id ?? '');
    expect(detail.holder?.unit.id).toBe('qz-development-reform');
    expect(detail.obligations).toMatchObject([{ unit: { id: 'qz-housing' } }]);
  });
});
