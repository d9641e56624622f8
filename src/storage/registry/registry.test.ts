import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OpenAppeal, outreachOperations } from '#domains/outreach';
import { LEADS_BLOCK } from '#engines/registry';
import { type AnyOperation, type Call, day, idSource, instant, makeUscc } from '#kernel';
import { loadPacks } from '#platform/packs';
import { importOrganisation, type LiveDirectory, liveDirectory, registryOperations } from '#platform/registry';
import { createMigratedDatabase, type TestDatabase } from '#testing/database';
import { type Databases, openDatabases } from '../database.ts';
import { createOrganisationStore } from '../evaluation/index.ts';
import { createActionStore } from '../programme/index.ts';
import { createOutreachStore, createRegistryStore } from './index.ts';

const packs = fileURLToPath(new URL('../../../packs', import.meta.url));
const now = instant('2026-09-21T10:00');
const ids = idSource(
  () => now,
  (size) => randomBytes(size),
);
const seal = {
  seal: (text: string) => Buffer.from(`sealed ${text}`).reverse(),
  open: (cipher: Uint8Array) => Buffer.from(cipher).reverse().toString().slice(7),
};
const firm = makeUscc('9', '1', '330825', 'MA000001');
const other = makeUscc('9', '1', '330881', 'MA000002');

let database: TestDatabase;
let databases: Databases;
let live: LiveDirectory;
let operations: readonly AnyOperation[];
const appeals: OpenAppeal[] = [];
const told: { principal: string; text: string }[] = [];

const call: Call = {
  tenant: 'quzhou',
  actor: { kind: 'official', id: 'wang', unit: 'qz-biz-office', roles: [], permissions: ['registry.read'] },
  now,
  requestId: 'r',
};
// biome-ignore lint/suspicious/noExplicitAny: answers of many operations are looked into
const run = async (id: string, input: unknown, by: Partial<Call> = {}): Promise<any> => {
  const found = operations.find((each) => each.id === id);
  if (!found) throw new Error(`no operation ${id}`);
  return found.output.parse(await found.handle({ ...call, ...by }, found.input.parse(input)));
};

beforeAll(async () => {
  database = await createMigratedDatabase();
  databases = openDatabases({ url: database.url, connections: 4 });
  const store = createRegistryStore(databases.system);
  const outreach = createOutreachStore(databases.system, seal, ids);
  await importOrganisation(store, 'quzhou', await loadPacks(packs, ['base', 'quzhou']));
  live = liveDirectory(store, Date.now, 0);
  await store.change('quzhou', async (_before, writer) => {
    await writer.putPeople(
      ['wang', 'li', 'zhao', 'mayor'].map((id) => ({ id, name: `${id}某` })),
      now,
    );
    await writer.putPosts([
      { id: 'p1', person: 'wang', unit: 'qz-biz-office', role: 'dispatcher', validFrom: day('2024-01-01') },
    ]);
    await writer.putEnterprises(
      [
        { id: firm, name: '龙游示例纸业有限公司', region: '330825', attributes: {} },
        { id: other, name: '江山示例门业有限公司', region: '330881', attributes: {} },
      ],
      now,
    );
    await writer.putRelations([
      { id: 'l1', kind: LEADS_BLOCK, subject: 'mayor', object: '330825', validFrom: day('2024-01-01') },
      ...['city', 'paper'].map((grid) => ({
        id: `s-${grid}`,
        kind: 'serves-grid',
        subject: 'zhao',
        object: grid,
        role: 'grid-officer',
        validFrom: day('2024-01-01'),
      })),
    ]);
  });
  await outreach.change('quzhou', [], async (_before, writer) => {
    const grid = { parent: 'community', region: '330800', validFrom: day('2024-01-01') };
    await writer.putGrids([
      { id: 'community', name: '造纸社区', kind: 'community', ...grid, parent: null },
      { id: 'city', name: '其他企业网格', kind: 'grid', ...grid, catchAll: true },
      { id: 'paper', name: '特种纸网格', kind: 'grid', ...grid },
    ]);
  });
  operations = [
    ...registryOperations({
      store,
      organisation: live.organisation,
      forget: live.forget,
      ids,
      tell: async (_tenant, _key, messages) => {
        told.push(...messages);
      },
      roleTitle: (_tenant, role) => role,
    }),
    ...outreachOperations({
      store: outreach,
      ids,
      organisation: live.organisation,
      forget: live.forget,
      peopleNames: async (tenant, people) =>
        new Map((await store.findPeople(tenant, people)).map((each) => [each.id, each.name])),
      enterprises: async (tenant, wanted) =>
        new Map(
          (await store.listEnterprises(tenant, { ids: wanted, limit: 200 })).items.map((each) => [each.id, each]),
        ),
      openAppeal: async (_call, appeal) => {
        appeals.push(appeal);
        return { id: `matter-${appeal.key}`, number: 'SQ-2026-000001' };
      },
      matters: async (_call, wanted) =>
        wanted.map((id) => ({
          id,
          number: 'SQ-2026-000001',
          title: '题',
          status: { code: 'handling', title: '办理中' },
          lamp: 'normal',
        })),
      meetingInterval: () => 2,
      baseUrl: 'https://biz.example.cn',
    }),
  ];
}, 120_000);

afterAll(async () => {
  await databases?.close();
  await database?.drop();
});

describe('the organisation in the database', () => {
  test('importing a pack again changes nothing', async () => {
    const store = createRegistryStore(databases.system);
    const again = await importOrganisation(store, 'quzhou', await loadPacks(packs, ['base', 'quzhou']));
    expect(again).toMatchObject({ added: 0, changed: 0 });
    expect(again.same).toBeGreaterThan(180);
  });

  test('answers matters as the pack says', async () => {
    const directory = await live.directory('quzhou', now);
    expect(directory.officeFor('330825')).toBe('longyou-biz-office');
    expect(directory.unit('qz-power')).toMatchObject({ name: '衢州供电公司', needsReview: true });
    expect(directory.leadersOf('longyou-biz-office', '330825')).toEqual(['mayor']);
    expect(directory.serves('wang', 'qz-biz-office')).toBe(true);
  });

  test('finds units and shows the chart of a day', async () => {
    const { items } = await run('units.list', { q: '市人社局' });
    expect(items[0]).toMatchObject({ id: 'qz-labour', name: '市人力社保局' });
    const { nodes } = await run('units.tree', { root: 'longyou', people: true });
    expect(nodes[0].children.map((each: { id: string }) => each.id)).toContain('longyou-power');
    expect((await run('units.tree', { day: '2018-01-01' })).nodes).toEqual([]);
  });

  test('a person leaves a post only with a successor, who follows the next day', async () => {
    const end = { id: 'p1', lastDay: '2026-09-30' };
    await expect(run('posts.end', end)).rejects.toMatchObject({ code: 'registry.no-successor' });
    await run('posts.end', { ...end, successor: 'li' });
    expect(
      (await run('people.list', { unit: 'qz-biz-office', day: '2026-09-30' })).items.map(
        (each: { id: string }) => each.id,
      ),
    ).toEqual(['wang']);
    const after = await live.directory('quzhou', instant('2026-10-01T09:00'));
    expect([after.serves('wang', 'qz-biz-office'), after.serves('li', 'qz-biz-office')]).toEqual([false, true]);
  });

  test('whoever leaves is asked who takes over each thing he answers for by name', async () => {
    const store = createRegistryStore(databases.system);
    const post = { unit: 'qz-power', role: 'liaison', validFrom: day('2026-01-01') };
    await store.change('quzhou', async (_before, writer) => {
      await writer.putPeople(
        ['he', 'lu', 'ma'].map((id) => ({ id, name: `${id}某` })),
        now,
      );
      await writer.putPosts(['he', 'lu', 'ma'].map((person) => ({ id: `w-${person}`, person, ...post })));
    });
    const teamwork = createOrganisationStore(databases);
    const measure = { aim: 'national-power', unit: 'qz-power', person: 'he', due: null };
    for (const id of ['m1', 'm2'])
      await teamwork.addMeasure('quzhou', { ...measure, id, text: `措施${id}` }, 'wang', now);
    const actions = createActionStore(databases);
    const action = {
      title: '接电攻坚',
      leader: 'he',
      leadUnit: 'qz-power',
      summary: '',
      nodes: [],
      version: 1,
    } as const;
    const team = [{ unit: 'qz-power', person: 'he' }];
    const at = { createdAt: now, updatedAt: now };
    await actions.add('quzhou', { ...action, ...at, id: 'a1', team, status: 'running' }, null);

    expect(await run('posts.duties', { id: 'w-he' })).toMatchObject({ named: [{}, {}, {}], places: 0, stays: false });
    const end = { id: 'w-he', lastDay: '2026-09-30' };
    await expect(run('posts.end', end)).rejects.toMatchObject({ code: 'registry.no-taker' });
    const takes = [{ kind: 'aim-measure', object: 'm2', person: 'ma' }];
    const gone = [{ ...takes[0], person: 'nobody' }];
    await expect(run('posts.end', { ...end, successor: 'lu', takes: gone })).rejects.toMatchObject({
      code: 'registry.taker-not-serving',
    });
    expect(await run('posts.end', { ...end, successor: 'lu', takes })).toMatchObject({ handedOver: 3 });

    const holders = async (on: string) => (await teamwork.measures('quzhou', day(on))).map((each) => each.person);
    expect(await holders('2026-09-30')).toEqual(['he', 'he']);
    expect(await holders('2026-10-01')).toEqual(['lu', 'ma']);
    expect(await actions.get('quzhou', 'a1', day('2026-10-01'))).toMatchObject({
      leader: 'lu',
      team: [{ person: 'lu' }],
    });
    expect(told.map((each) => each.principal).toSorted()).toEqual(['person:lu', 'person:ma']);
    expect(told.find((each) => each.principal === 'person:ma')?.text).toContain('“措施m2”');
    expect(await store.namedDuties('quzhou', 'he', day('2026-10-01'))).toEqual([]);
  });

  test('whoever serves a grid or is linked to a block leaves only when somebody takes them over', async () => {
    const store = createRegistryStore(databases.system);
    await store.change('quzhou', async (_before, writer) => {
      await writer.putPeople(
        ['qian', 'sun'].map((id) => ({ id, name: `${id}某` })),
        now,
      );
      const officer = { unit: 'longyou-huzhen', role: 'grid-officer', validFrom: day('2029-01-01') };
      await writer.putPosts([
        { id: 'g1', person: 'qian', ...officer },
        { id: 'g2', person: 'sun', ...officer },
      ]);
      const link = { kind: LEADS_BLOCK, subject: 'qian', object: '330881', validFrom: day('2029-01-01') };
      await writer.putRelations([{ id: 'l-qian', ...link }]);
    });
    const end = { id: 'g1', lastDay: '2029-09-30' };
    // Another officer of the township covers the post, but nobody this block.
    await expect(run('posts.end', end)).rejects.toMatchObject({ code: 'registry.no-successor' });
    await run('posts.end', { ...end, successor: 'sun' });
    expect(await store.duties('quzhou', 'qian')).toMatchObject([{ object: '330881', validTo: '2029-09-30' }]);
    expect(await store.duties('quzhou', 'sun')).toMatchObject([{ object: '330881', validFrom: '2029-10-01' }]);
  });

  test('an enterprise with a wrong code is not taken in', async () => {
    const store = createRegistryStore(databases.system);
    const bad = { id: '91330825MA0000010A', name: '错码公司', attributes: {} };
    await expect(store.change('quzhou', (_before, writer) => writer.putEnterprises([bad], now))).rejects.toMatchObject({
      code: 'kernel.bad-uscc',
    });
  });

  test('enterprises are found by part of the name and by code, and are nobody else’s business', async () => {
    expect((await run('enterprises.list', { q: '纸业' })).items).toHaveLength(1);
    expect((await run('enterprises.list', { q: other.toLowerCase() })).items[0].name).toBe('江山示例门业有限公司');
    const stranger = { actor: { ...call.actor, kind: 'enterprise' as const, enterprise: other, permissions: [] } };
    await expect(run('enterprises.get', { id: firm }, stranger)).rejects.toMatchObject({ code: 'registry.not-found' });
  });
});

describe('grids and visits', () => {
  test('an enterprise moves to a grid; its officer leaves only when covered', async () => {
    await run('grids.take', { id: 'paper', enterprise: firm, fromDay: '2026-09-01' });
    const { communities, gaps } = await run('communities.list', {});
    expect(gaps).toEqual([]);
    expect(communities[0].grids.find((each: { id: string }) => each.id === 'paper')).toMatchObject({
      enterprises: 1,
      staff: [{ person: { name: 'zhao某' } }],
    });
    await expect(run('grids.leave', { id: 's-paper', lastDay: '2026-09-30' })).rejects.toMatchObject({
      code: 'registry.no-successor',
    });
    await run('grids.join', { id: 'paper', person: 'li', role: 'grid-officer', fromDay: '2026-10-01' });
    await run('grids.leave', { id: 's-paper', lastDay: '2026-09-30' });
  });

  test('a visit turns into one appeal, however often it is pressed, and its words lie sealed', async () => {
    const zhao = { actor: { ...call.actor, id: 'zhao' } };
    expect((await run('visits.today', {}, zhao)).items[0]).toMatchObject({ id: firm });
    const { id } = await run('visits.add', { enterprise: firm, mood: 'slow', note: '双回路迟迟未批' }, zhao);
    const opened = await run('visits.appeal', { id }, zhao);
    expect(await run('visits.appeal', { id }, zhao)).toEqual(opened);
    expect(appeals.every((each) => each.key === `visit/${id}` && each.region === '330825')).toBe(true);
    const { items } = await run('visits.list', { visitor: 'me' }, zhao);
    expect(items).toEqual([
      expect.objectContaining({
        note: '双回路迟迟未批',
        matter: opened.id,
        enterprise: { id: firm, name: '龙游示例纸业有限公司' },
      }),
    ]);
    await expect(run('visits.add', { enterprise: firm, at: now + 60_000 }, zhao)).rejects.toMatchObject({
      code: 'outreach.future-visit',
    });
  });

  test('a visit with a problem is an appeal at once', async () => {
    const { appeal } = await run('visits.add', {
      enterprise: other,
      problem: { body: '招工难', category: 'recruitment' },
    });
    expect(appeal.number).toBe('SQ-2026-000001');
    expect((await run('leaders.list', {})).items).toEqual([
      expect.objectContaining({ person: { id: 'mayor', name: 'mayor某' } }),
    ]);
  });
});

describe('the roundtable', () => {
  const plan = {
    title: '圆桌例会',
    startsAt: instant('2026-07-10T14:30'),
    endsAt: instant('2026-07-10T17:00'),
    place: '401',
  };

  test('does not close with a loose item; items become matters whose state the next session shows', async () => {
    expect((await run('meetings.list', {})).warnings[0].text).toContain('还没有安排过');
    const { id, session } = await run('meetings.plan', plan);
    expect(session).toBe(1);
    const added = await run('meetings.items.add', { id, text: '园区路灯不亮', enterprise: firm });
    await run('meetings.change', { id, minutes: '议定一事', status: 'held' });
    await expect(run('meetings.close', { id })).rejects.toMatchObject({ code: 'meeting.unassigned-items' });
    await run('meetings.items.assign', { id, item: added.items[0].id, unit: 'zz' });
    expect((await run('meetings.close', { id })).status).toBe('closed');
    await expect(run('meetings.items.add', { id, text: '再加一条' })).rejects.toMatchObject({
      code: 'meeting.not-open',
    });
    const next = await run('meetings.plan', { ...plan, startsAt: now + 86_400_000, endsAt: now + 90_000_000 });
    expect((await run('meetings.get', { id: next.id })).before[0]).toMatchObject({
      text: '园区路灯不亮',
      unit: { name: '智造新城管委会' },
      matter: { status: { title: '办理中' } },
    });
    expect((await run('meetings.list', {})).warnings).toEqual([expect.objectContaining({ dueDay: '2026-09-10' })]);
  });

  test('is numbered by the day on which it is held', async () => {
    const on = (day: number) => ({ ...plan, startsAt: now + day * 86_400_000, endsAt: now + day * 86_400_000 + 1 });
    const numbers = async () =>
      (await run('meetings.list', { kind: 'talk' })).items.map((each: { session: number }) => each.session);
    const later = await run('meetings.plan', { ...on(9), kind: 'talk' });
    const earlier = await run('meetings.plan', { ...on(5), kind: 'talk' });
    expect([later.session, earlier.session]).toEqual([1, 1]);
    expect(await numbers()).toEqual([2, 1]);
    const moved = await run('meetings.change', { id: earlier.id, ...on(12) });
    expect(moved.session).toBe(2);
    await run('meetings.change', { id: later.id, status: 'held' });
    await run('meetings.plan', { ...on(10), kind: 'talk' });
    expect(await numbers()).toEqual([3, 2, 1]);
  });

  test('goes out as a calendar file', async () => {
    const [first] = (await run('meetings.list', {})).items;
    const file = await run('meetings.calendar', { id: first.id });
    expect(new TextDecoder().decode(file.bytes)).toContain('BEGIN:VEVENT');
  });
});
