import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor, FileValue } from '#kernel';
import { readTable, writeTable } from '#platform/documents';
import type { MatterDetail } from '#platform/matters';
import { createTestSite, type Official, officialOf, TENANT, type TestSite } from '#testing/site';

// Filling an indicator is a matter: asked, stated by the source, checked by another office, corrected with a reason.
const PEOPLE = {
  planner: { id: 'p-planner', unit: 'qz-biz-office', role: 'planner' },
  tax: { id: 'p-tax', unit: 'qz-tax', role: 'liaison' },
  finance: { id: 'p-finance', unit: 'qz-finance', role: 'liaison' },
  leader: { id: 'p-leader', unit: 'qz', role: 'leader' },
} satisfies Record<string, Official>;
const SCHEME = 'quzhou-targets';
const unproven = '系统直接取数';
// What the tax bureau states is counts; the share of the plan is worked out from them.
const CELL = { indicator: 'tax-phone-filings', subject: '330800', period: '2026' };
const [WHOLE, SHARE] = ['tax-filings', 'tax-by-phone'];

let site: TestSite;
const as = (who: keyof typeof PEOPLE): Actor => officialOf(site.city, PEOPLE[who]);
const ask = () =>
  site.call<{ opened: number; kept: number; unassigned: string[] }>(as('planner'), 'collect.ask', {
    scheme: SCHEME,
    period: '2026',
    due: '2026-09-30',
  });
type Task = { id: string; number: string; indicator: string; title: string };
const tasks = async (who: keyof typeof PEOPLE): Promise<readonly Task[]> =>
  (await site.call<{ items: Task[] }>(as(who), 'collect.mine', {})).items;
const later = async (hours: number) => {
  site.clock.now += hours * 3_600_000;
  await site.wired.sweep(TENANT, site.clock.now);
};
const move = (who: keyof typeof PEOPLE, id: string, name: string, input: object = {}) =>
  site.call<MatterDetail>(as(who), 'matters.move', { id, move: name, ...input });
type Opened = {
  value: number | null;
  missing: string | null;
  recomputed: number | null;
  history: { status: string; value: number | null; why?: string; by: { id: string } }[];
  formula?: string;
};
const opened = (more: object = {}) => site.call<Opened>(as('planner'), 'collect.value', { ...CELL, ...more });
type League = {
  lines: {
    unit: { id: string };
    score: number | null;
    coverage: number;
    parts: { node: string; value: number | null; score: number | null }[];
  }[];
};
const league = (more: object = {}) =>
  site.call<League>(as('planner'), 'schemes.league', { id: SCHEME, period: 'year', ...more });

let asked: Awaited<ReturnType<typeof ask>>;
let task: Task;
beforeAll(async () => {
  site = await createTestSite(Object.values(PEOPLE));
  asked = await ask();
  const found = (await tasks('tax')).find((each) => each.indicator === CELL.indicator);
  if (!found) throw new Error('the tax bureau was not asked');
  task = found;
});
afterAll(async () => {
  await site[Symbol.asyncDispose]();
});

describe('rounds of filling', () => {
  type Schedule = { active: boolean; next: { period: string; opens: string; cells: number }[]; history: object[] };
  const schedule = () => site.call<Schedule>(as('planner'), 'collect.schedule', { scheme: SCHEME });
  const set = (input: object) => site.call(as('planner'), 'collect.set-schedule', { scheme: SCHEME, ...input });
  const run = (at: string) =>
    site.wired.jobs.find((each) => each.name === 'ask-due-fills')?.run(TENANT, Date.parse(at));
  const asked = async (period: string) =>
    (
      await site.call<{ cells: { status: string }[] }>(as('planner'), 'collect.board', { scheme: SCHEME, period })
    ).cells.filter((each) => each.status !== 'unasked').length;

  it('open by themselves when their period is over, once, and not before nor for a scheme that nobody switched on', async () => {
    expect(await schedule()).toMatchObject({ active: false, next: [{ period: '2026' }] });
    await run('2027-01-20T01:00:00Z');
    expect(await asked('2025')).toBe(0);
    await set({ active: true, opensAfter: 4 });
    expect(await schedule()).toMatchObject({ active: true, next: [{ period: '2026', opens: '2027-01-05' }] });
    // 2026 was asked for by hand; the year after waits for its day.
    await run('2028-01-04T01:00:00Z');
    expect(await asked('2027')).toBe(0);
    await run('2028-01-05T01:00:00Z');
    await run('2028-01-06T01:00:00Z');
    expect(await asked('2027')).toBe(await asked('2026'));
    expect(await asked('2025')).toBe(0);
    await set({ active: false });
    await run('2029-02-01T01:00:00Z');
    expect(await asked('2028')).toBe(0);
    expect((await schedule()).history).toHaveLength(2);
  });
});

describe('collected values', () => {
  it('are asked of the unit that the scheme names, once', async () => {
    expect(asked.opened).toBeGreaterThan(15);
    expect(asked.unassigned).toEqual([]);
    expect(await ask()).toMatchObject({ opened: 0, kept: asked.opened });
  });

  it('are a value or a reason, never both and never neither', async () => {
    const reply = '电子税务局后台统计，9 月 5 日取数';
    const fill = (said: object) =>
      site.call(as('tax'), 'collect.fill', { id: task.id, reply, unproven: '系统取数', ...said });
    await expect(fill({})).rejects.toThrow('没有填数值，也没有选缺数原因');
    await expect(fill({ value: 1, missing: 'unpublished' })).rejects.toThrow('既有数值又选了缺数原因');
    await expect(fill({ value: -1 })).rejects.toThrow('不应小于 0笔');
    await expect(fill({ value: 1, unproven: '' })).rejects.toThrow('没有附佐证材料，也没有写理由');
    await expect(site.call(as('finance'), 'collect.fill', { id: task.id, value: 1, reply })).rejects.toThrow(
      '没有这件填报',
    );
  });

  it('count only when another office has checked them, and raise the coverage of the scheme', async () => {
    const before = (await league()).lines[0];
    expect(before).toMatchObject({ score: null, coverage: 0 });
    await site.call(as('tax'), 'collect.fill', { id: task.id, value: 9_650, reply: '电子税务局后台统计', unproven });
    await later(1);
    expect(await opened()).toMatchObject({ value: null, history: [{ status: 'reported', value: 9_650 }] });
    await expect(move('tax', task.id, 'verify', { outcome: 'resolved' })).rejects.toThrow();
    await expect(move('finance', task.id, 'take-back', { reason: '少了一处' })).rejects.toThrow();
    await move('tax', task.id, 'take-back', { reason: '少了一处' });
    await later(1);
    expect((await opened()).history.map((each) => each.status)).toEqual(['reported', 'withdrawn']);
    await site.call(as('tax'), 'collect.fill', { id: task.id, value: 9_660, reply: '电子税务局后台统计', unproven });
    await move('planner', task.id, 'rework', { reason: '口径应含自然人' });
    await site.call(as('tax'), 'collect.fill', { id: task.id, value: 9_725, reply: '已含自然人办税', unproven });
    await move('planner', task.id, 'verify', { outcome: 'resolved' });
    await later(1);
    const now = await opened();
    expect(now).toMatchObject({ value: 9_725, recomputed: 9_725 });
    expect(now.history.map((each) => each.status)).toEqual([
      ...['reported', 'withdrawn', 'reported', 'rejected', 'reported', 'checked'],
    ]);
    expect((await league()).lines[0]?.coverage).toBe(0);
  });

  it('make the share that is asked for nowhere: missing while one of them is, with the numbers put in', async () => {
    const share = () => site.call<Opened>(as('planner'), 'collect.value', { ...CELL, indicator: SHARE });
    expect((await tasks('tax')).map((each) => each.indicator)).not.toContain(SHARE);
    expect(await share()).toMatchObject({ value: null, missing: 'not-collected' });
    const whole = (await tasks('tax')).find((each) => each.indicator === WHOLE);
    await site.call(as('tax'), 'collect.fill', { id: whole?.id, value: 10_000, reply: '电子税务局后台统计', unproven });
    await move('planner', whole?.id ?? '', 'verify', { outcome: 'resolved' });
    await later(1);
    expect(await share()).toMatchObject({
      ...{ value: 97.25, missing: null, recomputed: 97.25 },
      formula: '掌上办理的办税缴费 ÷ 全部办税缴费',
      worked: '9,725笔 ÷ 10,000笔',
      inputs: [{ value: 9_725, from: 'collected' }, { value: 10_000 }],
    });
    expect(await opened()).toMatchObject({ feeds: [{ id: SHARE, title: '办税缴费掌上办比例' }] });
    const [line] = (await league()).lines;
    expect(line?.coverage).toBeGreaterThan(0);
    // One of the scheme's nodes is the share itself: 97.25 of goalposts 0 and 100.
    expect(line?.parts.find((each) => each.node === SHARE)).toMatchObject({ value: 97.25, score: 97.25 });
  });

  it('may be missing for a reason that is kept', async () => {
    const [first] = await tasks('finance');
    await site.call(as('finance'), 'collect.fill', { id: first?.id, missing: 'unpublished', reply: '年度决算后公布' });
    await move('planner', first?.id ?? '', 'verify', { outcome: 'resolved' });
    await later(1);
    const held = await site.call<Opened>(as('planner'), 'collect.value', { ...CELL, indicator: first?.indicator });
    expect(held).toMatchObject({ value: null, missing: 'unpublished' });
  });

  it('are put right by a matter of its own; what was known on a day stays', async () => {
    const before = site.clock.now;
    const why = '9 月取数漏了掌上 App';
    const { id } = await site.call<{ id: string }>(as('planner'), 'collect.correct', {
      ...CELL,
      why,
      due: '2026-10-31',
    });
    await later(1);
    await site.call(as('tax'), 'collect.fill', { id, value: 9_800, reply: '补上掌上 App', unproven });
    await move('planner', id, 'verify', { outcome: 'resolved' });
    await later(1);
    const now = await opened();
    expect(now.value).toBe(9_800);
    expect(now.history.at(-1)).toMatchObject({ status: 'checked', value: 9_800, why, by: { id: 'p-planner' } });
    expect((await opened({ asOf: before })).value).toBe(9_725);
    expect((await opened({ indicator: SHARE })).value).toBe(98);
    expect((await opened({ indicator: SHARE, asOf: before })).value).toBe(97.25);
  });

  it('never change once stated: the database refuses', async () => {
    const { sql } = await import('kysely');
    await expect(sql`update indicator_values set value = 1`.execute(site.databases.system)).rejects.toThrow(
      'permission',
    );
    await expect(sql`delete from indicator_values`.execute(site.databases.system)).rejects.toThrow('permission');
  });
});

describe('the table that is filled in', () => {
  const headings = ['编号', '数值', '缺数原因', '来源和口径说明', '没有佐证的理由'];
  const sheet = (rows: readonly (readonly (string | number)[])[]): Promise<FileValue> =>
    writeTable({ kind: 'xlsx', name: '填报表', headings, rows, mark: '' });
  type Imported = { taken: number; faults: { row: number; column: string; what: string }[] };
  const send = (who: keyof typeof PEOPLE, file: FileValue, dryRun = 'false') =>
    site.call<Imported>(as(who), 'collect.import', { file, dryRun });

  it('names each fault by row and column, takes the rest, and gives the faulty rows back', async () => {
    for (const each of await tasks('finance')) await move('planner', each.id, 'stop', { reason: '测试里不要' });
    await site.call(as('planner'), 'collect.ask', {
      scheme: 'national-18',
      period: '2026',
      due: '2026-09-30',
      unit: 'qz-finance',
    });
    // The base pack says “财政部门”; the city says who that is.
    expect((await tasks('tax')).map((each) => each.indicator)).toContain('n06-2');
    const open = await tasks('finance');
    const [a, b, c] = open;
    const template = await site.call<FileValue>(as('finance'), 'collect.template', {});
    const rows = (await readTable(template, headings)) ?? [];
    expect(rows.filter((each) => each.cells.get('编号'))).toHaveLength(open.length);
    const file = await sheet([
      [a?.number ?? '', 3, '', '系统统计', '系统直接取数'],
      [b?.number ?? '', '约 5 个', '', '系统统计'],
      [c?.number ?? '', '', '没统计', '系统统计'],
      ['TB-2026-999999', 1, '', '系统统计'],
    ]);
    const tried = await send('finance', file, 'true');
    expect(tried.taken).toBe(1);
    const done = await send('finance', file);
    expect(done.taken).toBe(1);
    expect(done.faults.map(({ row, column }) => `${row} ${column}`)).toEqual(['3 数值', '4 缺数原因', '5 编号']);
    const back = await site.call<FileValue>(as('finance'), 'collect.faults', { file });
    const faulty = (await readTable(back, headings)) ?? [];
    expect(faulty.map((each) => each.cells.get('编号'))).toContain(b?.number);
    // Another unit of count, or rows moved against their numbers, say so.
    const printed = {
      headings: ['编号', '指标', '计量单位', '数值', '缺数原因', '来源和口径说明'],
      mark: '',
      name: '填报表',
    };
    const moved = await writeTable({
      ...printed,
      kind: 'xlsx',
      rows: [[b?.number ?? '', '别的指标', '万家', 5, '', '系统统计']],
    });
    const { taken, faults } = await send('finance', moved, 'true');
    expect({ taken, columns: faults.map((each) => each.column) }).toEqual({ taken: 0, columns: ['指标', '计量单位'] });
    const corrected = await sheet([
      [b?.number ?? '', 5, '', '系统统计', ''],
      [c?.number ?? '', '', '未统计', '没有这项制度'],
    ]);
    // What shows a value comes with the table, put to its row by the name of the file.
    const stored = [
      { id: '01975f00-0000-7000-8000-000000000001', name: `${b?.number} 统计表.pdf` },
      { id: '01975f00-0000-7000-8000-000000000002', name: '会议照片.png' },
    ];
    const dry = await site.call<Imported & { shown: number }>(as('finance'), 'collect.import', {
      ...{ file: corrected, dryRun: 'true', evidence: JSON.stringify(stored) },
    });
    expect(dry).toMatchObject({ taken: 2, shown: 1, faults: [{ row: 0, column: '佐证' }] });
    expect(dry.faults[0]?.what).toBe('“会议照片.png”没有对上哪一行');
    // Without that file the row has neither evidence nor a reason why there is none.
    expect(await send('finance', corrected)).toMatchObject({
      ...{ taken: 1, faults: [{ row: 2, column: '没有佐证的理由' }] },
    });
  });
});
