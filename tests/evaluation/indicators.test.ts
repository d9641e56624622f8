import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sums } from '#domains/evaluation';
import { type Actor, addDays, day, dayOf, type FileValue, makeUscc, startOfDay, toInstant } from '#kernel';
import { readTable } from '#platform/documents';
import type { MatterDetail } from '#platform/matters';
import { createMarkReader, createRegistryStore } from '#storage';
import { createTestSite, enterpriseActor, type Official, officialOf, TENANT, type TestSite } from '#testing/site';

// Indicators from events: the numbers of the cockpit are those of 月月清零, on any day, and open their records.
const E1 = makeUscc('9', '1', '330825', 'MA000001');
const PEOPLE = {
  county: { id: 'p-county', unit: 'longyou-biz-office', role: 'dispatcher' },
  supervisor: { id: 'p-super', unit: 'longyou-biz-office', role: 'supervisor' },
  city: { id: 'p-city', unit: 'qz-biz-office', role: 'office-head' },
  power: { id: 'p-power', unit: 'longyou-power', role: 'liaison' },
  leader: { id: 'p-leader', unit: 'qz', role: 'leader' },
  deputy: { id: 'p-deputy', unit: 'qz-biz-office', role: 'office-head' },
} satisfies Record<string, Official>;
const HOUR = 3_600_000;

let site: TestSite;
const as = (who: keyof typeof PEOPLE | 'e1'): Actor =>
  who === 'e1' ? enterpriseActor(E1) : officialOf(site.city, PEOPLE[who]);
const move = (who: Parameters<typeof as>[0], id: string, name: string, input: object = {}) =>
  site.call<MatterDetail>(as(who), 'matters.move', { id, move: name, ...input });
const file = async () =>
  (
    await site.call<{ id: string }>(as('e1'), 'appeals.file', {
      body: '厂区双回路供电两个月没有批复，影响投产',
      category: 'power-supply',
      region: '330825',
    })
  ).id;
const later = async (hours: number) => {
  site.clock.now += hours * HOUR;
  await site.wired.sweep(TENANT, site.clock.now);
};
const follow = async (job = 'follow-events') => {
  const found = site.wired.jobs.find((each) => each.name === job);
  return found ? found.run(TENANT, site.clock.now) : -1;
};
type Item = { id: string; now: { value: number | null; counted: number; meets: number } };
const read = async (query: object = {}): Promise<ReadonlyMap<string, Item['now']>> => {
  const { items } = await site.call<{ items: Item[] }>(as('city'), 'indicators.list', query);
  return new Map(items.map((each) => [each.id, each.now]));
};
type Rates = { rates: { name: string; numerator: number; denominator: number; rate: number | null }[] };
const SAME = {
  responded: 'appeal-responded',
  finished: 'appeal-finished',
  resolved: 'appeal-resolved',
  satisfied: 'appeal-satisfied',
  rated: 'appeal-rated',
  resolvedAtOnce: 'appeal-at-once',
} as const;

/** What is read from tallies and from what was kept is what the marks themselves say. */
async function agree(): Promise<void> {
  const marks = createMarkReader(site.databases);
  const order = (sums: readonly Sums[]) =>
    sums
      .filter((each) => each.counted > 0)
      .map(({ sum, squares, ...each }) => ({ ...each, sum: sum.toFixed(6), squares: squares.toFixed(6) }))
      .sort((a, b) => (`${a.indicator} ${a.group}` < `${b.indicator} ${b.group}` ? -1 : 1));
  const today = dayOf(toInstant(site.clock.now));
  for (const source of site.city.evaluation.sources)
    for (const on of [today, halfway])
      for (const by of ['none', 'region', 'category', 'unit'] as const) {
        const to = startOfDay(addDays(day(on), 1));
        const window = { from: startOfDay(day('2026-07-01')), to, asOf: Math.min(to, site.clock.now + 1) };
        // Nothing lies outside of no regions: asked so, the marks are read.
        const narrow =
          by === 'category' ? {} : { regions: ['330825', '330802'], unit: by === 'none' ? 'longyou-power' : undefined };
        const asked = [{}, { outside: [] }, narrow, { ...narrow, outside: [] }];
        const [quick, plain, few, fewer] = asked.map((filter) => marks.sums(TENANT, source, window, by, filter));
        expect(order((await few) ?? []), `${source.id} ${on} ${by}, narrowed`).toEqual(order((await fewer) ?? []));
        const [kept, read] = [order((await quick) ?? []), order((await plain) ?? [])];
        expect(kept, `${source.id} ${on} ${by}`).toEqual(read);
        expect(order(await marks.sums(TENANT, source, window, by, {}))).toEqual(read);
      }
  const { rows } = await sql<{ live: number; past: number }>`select
    (select count(*) from indicator_tallies where counted <> '{}') as live,
    (select count(*) from indicator_past_sums) as past`.execute(site.databases.system);
  expect(rows[0]?.live).toBeGreaterThan(0);
  expect(rows[0]?.past).toBeGreaterThan(0);
}

let [good, slow, open] = ['', '', ''];
let halfway = '';

beforeAll(async () => {
  site = await createTestSite(Object.values(PEOPLE));
  await createRegistryStore(site.databases.system).change(TENANT, (_snapshot, writer) =>
    writer.putEnterprises([{ id: E1, name: '龙游甲纸业有限公司', region: '330825', attributes: {} }], site.clock.now),
  );
  [good, slow, open] = [await file(), await file(), await file()];
  await later(1);
  for (const id of [good, slow]) await move('county', id, 'assign', { unit: 'longyou-power' });
  await later(2);
  for (const id of [good, slow]) await move('power', id, 'sign');
  await move('power', good, 'finish', { reply: '已为贵厂接通双回路供电，当天送电' });
  await follow();
  await later(1);
  await move('e1', good, 'rate', { grade: 5 });
  await move('supervisor', good, 'verify', { outcome: 'resolved' });
  halfway = '2026-09-07';
  await later(24 * 9);
  await move('power', slow, 'finish', { reply: '受线路走廊限制，今年内排上计划' });
  await move('supervisor', slow, 'rework', { reason: '没有说明时间' });
  await move('power', slow, 'sign');
  await move('power', slow, 'finish', { reply: '已列入十月停电计划，届时接通' });
  await move('e1', slow, 'rate', { grade: 2 });
  await move('supervisor', slow, 'verify', { outcome: 'resolved' });
  await follow();
});
afterAll(async () => {
  await site[Symbol.asyncDispose]();
});

describe('indicators from events', () => {
  it('say what 月月清零 says of the same month', async () => {
    const [mine, monthly] = [await read(), await site.call<Rates>(as('city'), 'appeals.monthly', { month: '2026-09' })];
    for (const { name, numerator, denominator } of monthly.rates) {
      const { counted, meets } = mine.get(SAME[name as keyof typeof SAME]) ?? {};
      expect({ name, counted, meets }).toEqual({ name, counted: denominator, meets: numerator });
    }
    expect(mine.get('appeal-at-once')).toMatchObject({ counted: 2, meets: 1, value: 50 });
    expect(mine.get('appeal-reopened')).toMatchObject({ counted: 2, meets: 1 });
  });
  it('say what they said on a past day', async () => {
    const then = await read({ on: halfway });
    expect(then.get('appeal-satisfied')).toMatchObject({ counted: 1, meets: 1 });
    expect(then.get('appeal-resolved')).toMatchObject({ counted: 1, meets: 1 });
    expect(then.get('appeal-open')).toMatchObject({ value: 2 });
    expect((await read()).get('appeal-satisfied')).toMatchObject({ counted: 2, meets: 1 });
  });
  it('count each breach, urging and closing when it happened', async () => {
    const all = await read();
    expect(all.get('appeal-closed')?.value).toBe(2);
    expect(all.get('appeal-breaches')?.value).toBeGreaterThan(2);
    expect((await read({ on: halfway })).get('appeal-breaches')?.value).toBe(0);
  });
  it('are empty, not zero, where nothing counts', async () => {
    expect((await read({ period: 'month', on: '2026-08-15' })).get('appeal-resolved')?.value).toBeNull();
    expect((await read({ region: '330802' })).get('appeal-resolved')?.value).toBeNull();
    expect((await read({ region: '330825' })).get('appeal-resolved')?.counted).toBe(2);
  });
  it('open their records: as many as they count', async () => {
    const door = (part: string, query: object = {}) =>
      site.call<{ total: number; hidden: number; items: { id: string }[] }>(as('city'), 'indicators.records', {
        id: 'appeal-satisfied',
        part,
        ...query,
      });
    expect((await door('counted')).items.map((each) => each.id).sort()).toEqual([good, slow].sort());
    expect((await door('meets')).items.map((each) => each.id)).toEqual([good]);
    expect((await door('rest')).items.map((each) => each.id)).toEqual([slow]);
    expect((await door('counted', { on: halfway })).items.map((each) => each.id)).toEqual([good]);
  });
  it('open their records page by page, in one order, and take them out as a workbook that is noted', async () => {
    type Page = { total: number | null; items: { id: string; at: number }[]; next?: string };
    const asked = { id: 'appeal-breaches', period: 'year' };
    const page = (query: object) => site.call<Page>(as('city'), 'indicators.records', { ...asked, ...query });
    const whole = await page({ limit: 200 });
    expect(whole.total).toBe(whole.items.length);
    expect(whole.total).toBeGreaterThan(2);
    const found: Page['items'] = [];
    let next: string | undefined;
    do {
      const each: Page = await page({ limit: 1, ...(next ? { after: next } : {}) });
      expect(each.total).toBe(next === undefined ? whole.total : null);
      found.push(...each.items);
      next = each.next;
    } while (next !== undefined);
    expect(found).toEqual(whole.items);
    const file = await site.call<FileValue>(as('city'), 'indicators.records-export', asked);
    const book = await readTable(file, ['编号', '标题']);
    expect(book?.map((each) => each.cells.get('编号'))).toHaveLength(whole.items.length);
    const { rows } = await sql<{ object: string }>`select object from audit_log
      where act = 'indicators.records-export'`.execute(site.databases.owner);
    expect(rows).toEqual([{ object: 'appeal-breaches' }]);
    await expect(site.call(as('e1'), 'indicators.records-export', asked)).rejects.toThrow('您不能查看指标');
  });
  it('follow only what is new, and are the same when built anew', async () => {
    expect(await follow()).toBe(0);
    const rows = async () => ({
      marks: (
        await sql`select * from indicator_marks order by source, record, at, place`.execute(site.databases.system)
      ).rows,
      shares: (
        await sql`select * from held_shares order by source, record, clock, cycle, unit`.execute(site.databases.system)
      ).rows,
    });
    const [before, written] = [await read(), await rows()];
    await agree();
    await site.databases.system.deleteFrom('indicator_sources' as never).execute();
    expect(await follow()).toBeGreaterThan(0);
    expect([...(await read())]).toEqual([...before]);
    expect(await rows()).toEqual(written);
    await agree();
    expect(await follow('compare-events')).toBe(0);
  });
  it('are not for everybody', () => {
    const permissions = site.city.pack.roles.find((each) => each.id === 'grid-officer')?.permissions;
    expect(permissions).not.toContain('indicators.read');
  });
});

describe('the cockpit', () => {
  type View = {
    breaking: { overdue: number; today: number; open: number; items: { id: string }[]; hidden: number };
    tiles: { region: { code: string }; open: number; overdue: number; tier: number | null }[];
    units: { unit: { id: string }; overdue: number }[];
    index: { lines: { unit: { id: string }; score: number | null; rank: number | null }[] } | null;
    headline: { id: string; value: number | null }[];
  };
  it('shows where the city stands, and each number opens as many records', async () => {
    const view = await site.call<View>(as('city'), 'cockpit.get', {});
    expect(view.breaking).toMatchObject({ open: 1, overdue: 1 });
    expect(view.tiles.find((each) => each.region.code === '330825')).toMatchObject({ open: 1, overdue: 1 });
    expect(view.headline.find((each) => each.id === 'appeal-filed')?.value).toBe(3);
    const door = await site.call<{ total: number; items: { id: string }[] }>(as('city'), 'cockpit.records', {
      what: 'overdue',
      region: '330825',
    });
    expect(door.items.map((each) => each.id)).toEqual([open]);
    expect(view.index?.lines.find((each) => each.unit.id === '330825')?.score).toBeTypeOf('number');
  });
  it('travels to any day', async () => {
    const view = await site.call<View>(as('city'), 'cockpit.get', { on: halfway });
    expect(view.breaking).toMatchObject({ open: 2, overdue: 0 });
    const empty = await site.call<View>(as('city'), 'cockpit.get', { on: '2026-08-01' });
    expect(empty.breaking.open).toBe(0);
    expect(empty.index?.lines.every((each) => each.score === null && each.rank === null)).toBe(true);
  });
  it('counts what a leader may not open, and says how many', async () => {
    const view = await site.call<View>(as('leader'), 'cockpit.get', {});
    expect(view.breaking.overdue).toBe(1);
    expect(view.breaking.items.length + view.breaking.hidden).toBe(1);
  });
});

describe('the monthly score of departments', () => {
  type Month = {
    status: string;
    run: string;
    mayFreeze: boolean;
    lines: {
      unit: { id: string };
      score: number | null;
      few?: true;
      tier: number | null;
      rank: number | null;
      parts: { indicator: string; points: number | null; of: number }[];
    }[];
  };
  const month = (who: keyof typeof PEOPLE = 'city') =>
    site.call<Month>(as(who), 'appraisal.month', { month: '2026-09' });
  const check = () =>
    site.call<{ same: boolean; moved: { unit: { id: string }; items: object[] }[] }>(as('city'), 'appraisal.check', {
      month: '2026-09',
    });

  it('is made of events, item by item: the points sum to the score', async () => {
    const { lines, status } = await month();
    expect(status).toBe('running');
    const power = lines.find((each) => each.unit.id === 'longyou-power');
    const points = power?.parts.reduce((sum, each) => sum + (each.points ?? 0), 0);
    expect(power?.score).toBeGreaterThan(0);
    expect(points).toBeCloseTo(power?.score ?? 0, 9);
    // Two appeals place nobody.
    expect(power).toMatchObject({ few: true, tier: null, rank: null });
    // It led no plan measure: that item leaves its points to the others.
    expect(power?.parts.find((each) => each.indicator === 'measure-reworked')).toMatchObject({ of: 0, points: null });
    expect(power?.parts.reduce((sum, each) => sum + each.of, 0)).toBeCloseTo(100, 9);
  });
  it('is not handed in before the month is over, and not signed by who handed it in', async () => {
    const propose = () => site.call<Month>(as('supervisor'), 'appraisal.propose', { month: '2026-09' });
    await expect(propose()).rejects.toThrow('这个月还没有过完');
    site.clock.now = Date.parse('2026-10-09T09:00:00+08:00');
    const { run, status, mayFreeze } = await propose();
    expect({ status, mayFreeze }).toEqual({ status: 'proposed', mayFreeze: false });
    const freeze = (who: keyof typeof PEOPLE, seen: string) =>
      site.call<Month>(as(who), 'appraisal.freeze', { month: '2026-09', run: seen });
    await expect(freeze('supervisor', run)).rejects.toThrow('不能签发自己提交的结果');
    await expect(freeze('city', 'f'.repeat(64))).rejects.toThrow('提交的结果已经变了');
    expect((await freeze('city', run)).status).toBe('frozen');
    await expect(propose()).rejects.toThrow('已经冻结');
  });
  it('stays as it was frozen, recomputes to the same bytes, and tells which late record would move whom', async () => {
    const before = await month();
    expect(await check()).toEqual({ same: true, moved: [] });
    site.clock.now += HOUR;
    await site.call(as('e1'), 'matters.move', { id: slow, move: 'rate', grade: 5 });
    await follow();
    expect((await month()).lines).toEqual(before.lines);
    const { same, moved } = await check();
    expect({ same, units: moved.map((each) => each.unit.id) }).toEqual({ same: true, units: ['longyou-power'] });
    // The record that did it is named.
    expect(moved[0]?.items).toMatchObject([{ indicator: 'appeal-satisfied', records: [{ record: slow }] }]);
  });

  type Item = {
    indicator: string;
    points: number | null;
    of: number;
    lost: number;
    records: { record: string; points: number; number?: string; clock?: { title: string; share: number } }[];
  };
  const unit = (who: keyof typeof PEOPLE = 'power') =>
    site.call<{ items: Item[]; line: { score: number } }>(as(who), 'appraisal.unit', { month: '2026-09' });

  it('walks from every point down to the records that cost it, and they sum to what was lost', async () => {
    const { items, line } = await unit();
    const won = items.reduce((sum, each) => sum + (each.points ?? 0), 0);
    expect(won).toBeCloseTo(line.score, 9);
    const costly = items.filter((each) => each.lost > 0 && each.records.length > 0);
    expect(costly.map((each) => each.indicator)).toContain('held-on-time');
    for (const each of costly) expect(each.records.reduce((sum, one) => sum + one.points, 0)).toBeCloseTo(each.lost, 4);
    const late = items.find((each) => each.indicator === 'held-on-time')?.records[0];
    expect(late).toMatchObject({ record: slow, number: expect.any(String), clock: { title: expect.any(String) } });
    expect(late?.clock?.share).toBeLessThanOrEqual(1);
  });
  it('shows a department its own account only', async () => {
    const other = site.call(as('power'), 'appraisal.unit', { month: '2026-09', unit: 'qz-biz-office' });
    await expect(other).rejects.toThrow('只能查看本单位');
  });
  it('is corrected after the freeze by an objection that somebody else than the scorers upholds', async () => {
    const before = await unit();
    const object = () =>
      site.call<{ id: string }>(as('power'), 'appraisal.object', {
        month: '2026-09',
        indicator: 'appeal-satisfied',
        record: slow,
        text: '评价人误点了不满意，另有书面说明',
      });
    const { id } = await object();
    expect((await object()).id).toBe(id);
    const uphold = (who: keyof typeof PEOPLE) =>
      move(who, id, 'uphold', { outcome: 'resolved', note: '经核实属实，这一条不计' });
    await expect(uphold('power')).rejects.toThrow();
    // It goes to whoever has the right and did not score: never back to who did, who is told before any form.
    const seen = await site.call<{ moves: { move: string }[]; blocked: { move: string; why: string }[] }>(
      as('city'),
      'matters.get',
      { id },
    );
    expect(seen.moves.map((each) => each.move)).not.toContain('uphold');
    expect(seen.blocked.find((each) => each.move === 'uphold')?.why).toContain('不能裁定对自己所打分数的异议');
    await expect(uphold('city')).rejects.toThrow(/不能裁定对自己所打分数的异议.*请由市营商办/);
    await uphold('deputy');
    await site.wired.sweep(TENANT, site.clock.now);
    const after = await unit();
    const item = after.items.find((each) => each.indicator === 'appeal-satisfied');
    expect(item?.records).toEqual([]);
    expect(after.line.score).toBeGreaterThan(before.line.score);
    const { lines, status } = await month();
    expect(status).toBe('frozen');
    expect(lines.find((each) => each.unit.id === 'longyou-power')).toMatchObject({
      score: after.line.score,
      frozenScore: before.line.score,
    });
    // What was frozen is still the same bytes.
    expect((await check()).same).toBe(true);
  });
  it('is no quarter by itself: what lacks months or scores is neither put forward nor published', async () => {
    type Period = {
      hash: string;
      status: string;
      missing: string[];
      lines: { unit: { id: string }; score: number | null; counted: number }[];
    };
    const { hash, missing, lines } = await site.call<Period>(as('city'), 'appraisal.period', { period: '2026-Q3' });
    expect(missing).toEqual(['2026-07', '2026-08']);
    // One month of three is too little to be a quarter, and a month of few records is none.
    expect(lines.find((each) => each.unit.id === 'longyou-power')).toMatchObject({ score: null, counted: 0 });
    const ask = (name: string, period = '2026-Q3') => site.call<Period>(as('city'), name, { period, hash });
    for (const name of ['appraisal.put-forward', 'appraisal.publish'])
      await expect(ask(name)).rejects.toThrow('7月、8月还没有冻结');
    await expect(ask('appraisal.publish', '2026')).rejects.toThrow('还没有过完');
  });
  it('makes a year that one puts forward, another publishes, and whoever withdraws it says why', async () => {
    const year = (who: keyof typeof PEOPLE, name: string, more: object = {}) =>
      site.call<{ hash: string; status: string; same?: boolean; withdrawn?: { reason: string } }>(as(who), name, {
        period: '2026',
        ...more,
      });
    // The frozen month stands for half a year and more, as if there had been records enough.
    await sql`insert into indicator_runs
      select tenant_id, id || m, scheme, '2026-' || m, text_hash,
        (select jsonb_agg(line - 'few') from jsonb_array_elements(body) line), input, proposed_by, proposed_at, frozen_by, frozen_at
      from indicator_runs, unnest(array['03', '04', '05', '06', '07', '08', '10', '11', '12']) m
      where scheme = 'department-month' and period = '2026-09' and frozen_at is not null`.execute(
      site.databases.system,
    );
    const then = site.clock.now;
    site.clock.now = Date.parse('2027-01-05T09:00:00+08:00');
    const { hash, status } = await year('city', 'appraisal.period');
    expect(status).toBe('open');
    await expect(year('deputy', 'appraisal.publish', { hash })).rejects.toThrow('还没有提交');
    await expect(year('city', 'appraisal.put-forward', { hash: '0'.repeat(64) })).rejects.toThrow('结果已经变了');
    expect((await year('city', 'appraisal.put-forward', { hash })).status).toBe('proposed');
    await expect(year('city', 'appraisal.publish', { hash })).rejects.toThrow('不能公布自己提交的结果');
    expect(await year('deputy', 'appraisal.publish', { hash })).toMatchObject({ status: 'published', same: true });
    await expect(year('deputy', 'appraisal.publish', { hash })).rejects.toThrow('已经公布');
    const withdrawn = await year('deputy', 'appraisal.withdraw', { reason: '有两件异议还没有裁定' });
    expect(withdrawn).toMatchObject({ status: 'open', withdrawn: { reason: '有两件异议还没有裁定' } });
    site.clock.now = then;
  });
  it('leaves the house as a workbook and as a Word file', async () => {
    type File = { name: string; bytes: Uint8Array };
    const book = await site.call<File>(as('city'), 'appraisal.export', { month: '2026-09' });
    const paper = await site.call<File>(as('power'), 'appraisal.paper', { month: '2026-09' });
    for (const { bytes } of [book, paper]) expect(Buffer.from(bytes.slice(0, 2)).toString()).toBe('PK');
    expect(paper.name).toContain('龙游');
  });
});
