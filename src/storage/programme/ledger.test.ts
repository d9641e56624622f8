import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import type { FileValue } from '#kernel';
import { official, planner, programmeSite, savedPlan } from './programme.fixture.ts';

type Report = {
  rows: number;
  applied: number;
  changes: { row: number; number: string; says: string[] }[];
  errors: { row: number; column: string; message: string }[];
};

async function opened(bytes: Uint8Array): Promise<ExcelJS.Worksheet> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(new Uint8Array(bytes).buffer as unknown as ExcelJS.Buffer);
  const [sheet] = workbook.worksheets;
  if (!sheet) throw new Error('no sheet');
  return sheet;
}

const fileOf = async (sheet: ExcelJS.Worksheet): Promise<FileValue> => ({
  name: '台账.xlsx',
  type: '',
  bytes: new Uint8Array(await sheet.workbook.xlsx.writeBuffer()),
});

const columnOf = (sheet: ExcelJS.Worksheet, title: string): number => {
  let found = 0;
  sheet.getRow(1).eachCell((cell, at) => {
    if (cell.value === title) found = at;
  });
  if (found === 0) throw new Error(`no column ${title}`);
  return found;
};
const cell = (sheet: ExcelJS.Worksheet, row: number, title: string): ExcelJS.Cell =>
  sheet.getRow(row).getCell(columnOf(sheet, title));

async function exported() {
  const site = await programmeSite('2021-04-20T09:00');
  const { id } = await savedPlan(site);
  await site.run(planner, 'plans.publish', { id });
  const file = await site.run<FileValue>(planner, 'matters.export', { plan: id });
  return Object.assign(site, { plan: id, file, sheet: await opened(file.bytes) });
}

const rowWhere = (sheet: ExcelJS.Worksheet, title: string, value: string): number => {
  for (let row = 2; row <= sheet.rowCount; row += 1) if (cell(sheet, row, title).value === value) return row;
  throw new Error(`no row with ${value}`);
};

describe('the ledger', () => {
  test('goes out with frozen, filtered headings, dates as dates, units by name, and a trace of who took it', async () => {
    await using site = await exported();
    const { sheet, file } = site;
    expect(file.name).toBe('计划任务台账2021-04-20.xlsx');
    expect(sheet.rowCount).toBe(124);
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
    expect(sheet.autoFilter).toBeTruthy();
    expect(sheet.headerFooter.oddFooter).toContain('市营商办 p-qz-biz-office');
    const row = rowWhere(sheet, '序号', '1-(4)');
    expect(cell(sheet, row, '牵头单位').value).toBe('市营商办');
    expect(String(cell(sheet, row, '责任单位').value)).toContain('市财政局、市经信局');
    expect(cell(sheet, row, '完成期限').value).toEqual(new Date('2021-12-31T00:00:00Z'));
    expect(site.audited).toContainEqual(expect.objectContaining({ act: 'matters.export' }));
  });

  test('read back unchanged it changes nothing', async () => {
    await using site = await exported();
    const report = await site.run<Report>(planner, 'matters.import', { file: site.file, dryRun: false });
    expect(report).toMatchObject({ rows: 123, applied: 0, changes: [], errors: [] });
  });

  test('edited cells become the moves that a person would make', async () => {
    await using site = await exported();
    const { sheet } = site;
    const row = rowWhere(sheet, '序号', '1-(4)');
    cell(sheet, row, '完成期限').value = '2021.11.30';
    cell(sheet, row, '承办单位').value = '市财政局';
    cell(sheet, row, '标签').value = '重点、短板';
    const file = await fileOf(sheet);
    const dry = await site.run<Report>(planner, 'matters.import', { file });
    expect(dry).toMatchObject({ applied: 0, errors: [] });
    expect(dry.changes).toMatchObject([
      {
        row,
        says: ['完成期限：2021-12-31 → 2021.11.30', '承办单位：市营商办 → 市财政局', '标签：（空） → 重点、短板'],
      },
    ]);
    const done = await site.run<Report>(planner, 'matters.import', { file, dryRun: 'false' });
    expect(done).toMatchObject({ applied: 1, errors: [] });
    const detail = await site.detail(planner, String(cell(sheet, row, '内部编号（勿改）').value));
    expect(detail).toMatchObject({ holder: { unit: { id: 'qz-finance' } }, tags: ['重点', '短板'] });
    expect(detail.fields.find((each) => each.name === 'lead')?.value).toBe('qz-finance');
    expect(detail.fields.find((each) => each.name === 'due')?.value).toBe('2021-11-30');
    expect(new Date(detail.clocks.find((each) => each.name === 'due')?.fireAt ?? 0).toISOString()).toContain(
      '2021-11-30',
    );
  });

  test('a group stays as printed and is read back as whoever belongs to it; who leads is changed by giving it away', async () => {
    await using site = await exported();
    const { sheet } = site;
    const isGroup = (row: number) => /市级(?:各)?有关部门/.test(String(cell(sheet, row, '责任单位').value));
    const group = [...Array(sheet.rowCount - 1).keys()].map((at) => at + 2).find(isGroup) ?? 0;
    const id = String(cell(sheet, group, '内部编号（勿改）').value);
    const printed = String(cell(sheet, group, '责任单位').value);
    expect(printed.length).toBeLessThan(60);
    const field = async (name: string) => (await site.detail(planner, id)).fields.find((each) => each.name === name);
    const members = (await field('responsible'))?.value as string[];
    expect(members.length).toBeGreaterThan(10);
    expect(await field('responsible')).toMatchObject({
      display: printed,
      means: expect.stringContaining('市财政局、'),
    });

    cell(sheet, group, '责任单位').value = '市财政局、各县（市、区）';
    cell(sheet, group, '牵头单位').value = '市大数据局';
    const done = await site.run<Report>(planner, 'matters.import', { file: await fileOf(sheet), dryRun: 'false' });
    expect(done).toMatchObject({ applied: 1, errors: [] });
    expect(await field('responsible')).toMatchObject({ display: '市财政局、各县（市、区）' });
    expect((await field('responsible'))?.value).toContain('qz-finance');
    expect(((await field('responsible'))?.value as string[] | undefined)?.length).toBeGreaterThan(4);
    const again = await opened((await site.run<FileValue>(planner, 'matters.export', { plan: site.plan })).bytes);
    const row = rowWhere(again, '内部编号（勿改）', id);
    expect(cell(again, row, '牵头单位').value).toBe('市大数据局');
    expect(cell(again, row, '承办单位').value).toBe('市大数据局');
    expect(cell(again, row, '原牵头单位').value).toBeTruthy();
    const twice = await site.run<Report>(planner, 'matters.import', { file: await fileOf(again), dryRun: 'false' });
    expect(twice).toMatchObject({ changes: [], errors: [] });
  });

  test('errors name row and column; nothing goes in unless the rest may', async () => {
    await using site = await exported();
    const { sheet } = site;
    const [good, bad, worse] = ['1-(1)', '1-(2)', '1-(3)'].map((each) => rowWhere(sheet, '序号', each));
    cell(sheet, good ?? 0, '标签').value = '特色';
    cell(sheet, bad ?? 0, '完成期限').value = '六月底';
    cell(sheet, bad ?? 0, '环节').value = '已完成';
    cell(sheet, worse ?? 0, '承办单位').value = '市某某局';
    const file = await fileOf(sheet);
    const none = await site.run<Report>(planner, 'matters.import', { file, dryRun: 'false' });
    expect(none.applied).toBe(0);
    expect(none.errors).toMatchObject([
      { row: bad, column: '完成期限', message: '“六月底”不是日期，请写成 2026-06-30' },
      { row: bad, column: '环节', message: '“环节”不能在台账里修改' },
      { row: worse, column: '承办单位', message: expect.stringContaining('没有名为“市某某局”的单位') },
    ]);
    const rest = await site.run<Report>(planner, 'matters.import', { file, dryRun: 'false', partial: 'true' });
    expect(rest).toMatchObject({ applied: 1 });
  });

  test('a row that somebody worked on since is refused, and so is one that the reader may not change', async () => {
    await using site = await exported();
    const { sheet } = site;
    const row = rowWhere(sheet, '序号', '1-(4)');
    const id = String(cell(sheet, row, '内部编号（勿改）').value);
    await site.move(planner, id, 'comment', { text: '先看一下' });
    cell(sheet, row, '标签').value = '重点';
    const late = await site.run<Report>(planner, 'matters.import', { file: await fileOf(sheet) });
    expect(late.errors).toMatchObject([{ row, message: '导出之后有人办理过这件事项，请重新导出后再改' }]);

    const liaison = official('qz-commerce', ['liaison'], ['matters.read', 'matters.export']);
    const own = await opened((await site.run<FileValue>(liaison, 'matters.export', { plan: site.plan })).bytes);
    expect(own.rowCount).toBe(7);
    cell(own, 2, '完成期限').value = '2022-12-31';
    const no = await site.run<Report>(liaison, 'matters.import', { file: await fileOf(own), dryRun: 'false' });
    expect(no).toMatchObject({ applied: 0, errors: [{ row: 2, column: '完成期限' }] });
  });

  test('a text that looks like a formula leaves as text and comes back as it was', async () => {
    await using site = await exported();
    const { sheet } = site;
    const row = rowWhere(sheet, '序号', '1-(4)');
    cell(sheet, row, '标签').value = '=HYPERLINK("http://x")';
    await site.run(planner, 'matters.import', { file: await fileOf(sheet), dryRun: 'false' });
    const again = await opened((await site.run<FileValue>(planner, 'matters.export', { plan: site.plan })).bytes);
    const same = cell(again, rowWhere(again, '序号', '1-(4)'), '标签');
    expect(same.type).toBe(ExcelJS.ValueType.String);
    expect(same.value).toBe('=HYPERLINK("http://x")');
    // The text format: it stays a text when somebody types in it.
    expect(same.numFmt).toBe('@');
    const signed = again.getSheetValues().flatMap((each) => (Array.isArray(each) ? each : []));
    expect(signed.filter((each) => typeof each === 'string' && each.startsWith("'"))).toEqual([]);
    const back = await site.run<Report>(planner, 'matters.import', { file: await fileOf(again) });
    expect(back.changes).toEqual([]);
  });
});
