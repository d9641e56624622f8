import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#kernel';
import { createTestSite, enterpriseActor, officialOf, type TestSite } from '#testing/site';
import { codeOf } from './enterprises.fixture.ts';

type Row = {
  no: number;
  enterprise: { id: string; name: string };
  registered: boolean;
  changes: { name: string; from?: string; to?: string }[];
  department: { id: string };
  state: string;
  matter: { id: string; number: string };
  note?: string;
};
type Page = { items: Row[]; next?: string };

const posts = [
  { id: 'registrar', unit: 'qz-market-regulation', role: 'liaison' },
  { id: 'taxman', unit: 'qz-tax', role: 'liaison' },
  { id: 'labour', unit: 'qz-labour', role: 'liaison' },
  { id: 'office', unit: 'qz-biz-office', role: 'dispatcher' },
] as const;

let site: TestSite;
const actors = new Map<string, Actor>();
const actor = (id: string): Actor => {
  const found = actors.get(id);
  if (!found) throw new Error(id);
  return found;
};
const one = codeOf(1);

beforeAll(async () => {
  site = await createTestSite(posts);
  for (const each of posts) actors.set(each.id, officialOf(site.city, each));
}, 120_000);
afterAll(async () => {
  await site?.[Symbol.asyncDispose]();
});

/** What the registrar enters, as any register's interface sends it. */
async function register(asOf: string, rows: readonly [id: string, facts: object][], more: object = {}): Promise<void> {
  const source = { kind: 'department', department: 'market-regulation', title: '市场主体登记', asOf, ...more };
  await site.call(actor('registrar'), 'facts.state', { source, rows: rows.map(([id, facts]) => ({ id, facts })) });
}

async function push(): Promise<void> {
  const job = site.wired.jobs.find((each) => each.name === 'push-changes');
  for (let left = 10; left > 0; left -= 1) if ((await job?.run('quzhou', site.clock.now)) === 0) return;
}

const listed = (filter: object = {}, by = 'office') => site.call<Page>(actor(by), 'changes.list', filter);
const departments = (page: Page): string[] => page.items.map((each) => each.department.id).sort();

describe('a change of an enterprise’s record', () => {
  test('as a new enterprise goes to the departments that want to hear of new ones', async () => {
    await register('2026-09-01', [
      [one, { enterpriseName: '示例一公司', registrationStatus: '存续', registeredAddress: '旧址' }],
    ]);
    await push();
    const page = await listed();
    expect(departments(page)).toEqual(['labour', 'tax']);
    expect(page.items[0]).toMatchObject({ registered: true, state: 'waiting' });
    expect(page.items[0]?.changes.find((each) => each.name === '企业名称')).toEqual({
      key: 'enterpriseName',
      name: '企业名称',
      to: '示例一公司',
    });
  });

  test('of its name goes to every subscribed department, each with a matter and a clock of its own', async () => {
    await register('2026-09-05', [[one, { enterpriseName: '示例新公司' }]]);
    await push();
    const { items } = await listed({ enterprise: one });
    const fresh = items.filter((each) => !each.registered);
    expect(fresh.map((each) => each.department.id).sort()).toEqual([
      'economy-it',
      'labour',
      'law-enforcement',
      'power',
      'tax',
    ]);
    expect(new Set(fresh.map((each) => each.matter.id)).size).toBe(5);
    for (const each of fresh)
      expect(each.changes).toEqual([{ key: 'enterpriseName', name: '企业名称', from: '示例一公司', to: '示例新公司' }]);
    const matter = await site.call<{ title: string; clocks: unknown[] }>(actor('taxman'), 'matters.get', {
      id: fresh.find((each) => each.department.id === 'tax')?.matter.id,
    });
    expect(matter).toMatchObject({ title: '示例新公司企业名称变更' });
    expect(matter.clocks).toHaveLength(1);
  });

  test('is told once: what is pushed again, stated again or is nobody’s business goes nowhere', async () => {
    const before = (await listed({ limit: 200 })).items.length;
    await push();
    await register('2026-09-05', [[one, { enterpriseName: '示例新公司', branchCount: '3' }]]);
    await push();
    expect((await listed({ limit: 200 })).items).toHaveLength(before);
  });

  test('is acknowledged line by line through the interface, and the matter closes with the last line', async () => {
    await register('2026-09-06', [
      [one, { registeredAddress: '新址' }],
      [codeOf(2), { enterpriseName: '示例二公司' }],
    ]);
    await push();
    const mine = (await listed({ department: 'tax', state: 'waiting' }, 'taxman')).items.filter((each) =>
      [one, codeOf(2)].includes(each.enterprise.id),
    );
    const [newest] = mine;
    const together = mine.filter((each) => each.matter.id === newest?.matter.id);
    expect(together).toHaveLength(2);
    const [first, last] = together.map((each) => each.no);
    expect(await site.call(actor('labour'), 'changes.acknowledge', { numbers: [9_999_999] })).toEqual({
      acknowledged: 0,
    });
    await site.call(actor('taxman'), 'changes.acknowledge', { numbers: [first], note: '征管系统已更新' });
    const statusOf = async () =>
      (await site.call<{ status: { code: string } }>(actor('taxman'), 'matters.get', { id: newest?.matter.id })).status
        .code;
    expect(await statusOf()).toBe('sent');
    await site.call(actor('taxman'), 'changes.acknowledge', { numbers: [last] });
    expect(await statusOf()).toBe('acknowledged');
    const done = (await listed({ department: 'tax', state: 'acknowledged' })).items;
    expect(done.find((each) => each.no === first)).toMatchObject({ note: '征管系统已更新', state: 'acknowledged' });
  });

  test('is acknowledged whole by signing the matter', async () => {
    const [waiting] = (await listed({ department: 'labour', enterprise: one, state: 'waiting' })).items;
    await site.call(actor('labour'), 'matters.move', { id: waiting?.matter.id, move: 'acknowledge', input: {} });
    const after = (await listed({ matter: waiting?.matter.id })).items;
    expect(after.every((each) => each.state === 'acknowledged')).toBe(true);
  });

  test('that nobody acknowledges is overdue when its clock runs out, counted first, and its enterprise sees it', async () => {
    site.clock.now += 10 * 86_400_000;
    await site.wired.sweep('quzhou', site.clock.now);
    const late = await listed({ department: 'law-enforcement', state: 'overdue' });
    expect(late.items).not.toHaveLength(0);
    expect((await listed({ department: 'law-enforcement', state: 'waiting' })).items).toHaveLength(0);
    const { departments: counted } = await site.call<{ departments: { id: string; overdue: number }[] }>(
      actor('office'),
      'changes.summary',
      {},
    );
    expect(counted[0]?.overdue).toBeGreaterThan(0);
    const own = await site.call<Page>(enterpriseActor(one), 'enterprise-records.changes', { id: one });
    expect(own.items.map((each) => each.state)).toContain('overdue');
    await expect(site.call(enterpriseActor(codeOf(2)), 'enterprise-records.changes', { id: one })).rejects.toThrow(
      '没有找到',
    );
  });

  test('of many enterprises is one matter for each department; pages neither lose nor repeat a line', async () => {
    const many = Array.from({ length: 30 }, (_, at): [string, object] => [
      codeOf(100 + at),
      { enterpriseName: `示例${at}公司` },
    ]);
    await register('2026-09-10', many, { announce: 'none' });
    await push();
    const before = (await listed({ limit: 200 })).items.length;
    await register(
      '2026-09-11',
      many.map(([id], at) => [id, { enterpriseName: `示例${at}新公司` }]),
    );
    await push();
    const seen: Row[] = [];
    let after: string | undefined;
    do {
      const page = await listed({ limit: 40, ...(after && { after }) });
      seen.push(...page.items);
      after = page.next;
    } while (after);
    expect(new Set(seen.map((each) => `${each.no} ${each.department.id}`)).size).toBe(seen.length);
    expect(seen).toHaveLength(before + 30 * 5);
    expect(new Set(seen.slice(0, 150).map((each) => each.matter.id)).size).toBe(5);
  });
});
