import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gridDirectory, gridGaps, organisationOn } from '#engines/registry';
import { day, isUscc, parseUscc } from '#kernel';
import type { MatterDetail } from '#platform/matters';
import { createOutreachStore, createRegistryStore } from '#storage';
import { createTestSite, officialOf, TENANT, type TestSite } from '#testing/site';
import { loadCity, PACKS } from '../../main/city.ts';
import { type DemoCity, installDemo, makeDemoCity, type Seeded, scenario, seedDemo } from './index.ts';

const NOW = Date.parse('2026-09-18T10:00:00+08:00');
const size = { appeals: Number(process.env.DEMO_APPEALS ?? 110), visits: 40 };

describe('the demo city', () => {
  let city: DemoCity;
  beforeAll(async () => {
    city = makeDemoCity((await loadCity(PACKS, TENANT, true)).pack);
  });

  test('is the same city whenever it is made', async () => {
    const again = makeDemoCity((await loadCity(PACKS, TENANT, true)).pack);
    expect(again.enterprises).toEqual(city.enterprises);
    expect(again.people).toEqual(city.people);
  });

  test('has some 400 firms, plainly synthetic, each with a code that is right and its own', () => {
    expect(city.enterprises.length).toBeGreaterThan(390);
    expect(city.enterprises.every((each) => isUscc(each.id) && parseUscc(each.id).warnings.length === 0)).toBe(true);
    expect(new Set(city.enterprises.map((each) => each.id)).size).toBe(city.enterprises.length);
    expect(new Set(city.enterprises.map((each) => each.name)).size).toBe(city.enterprises.length);
    expect(city.enterprises.every((each) => each.name.includes('示例'))).toBe(true);
  });

  test('gives every firm one grid with a named officer: 33 communities, 65 grids', async () => {
    const { pack } = await loadCity(PACKS, TENANT, true);
    const { regionsAround } = organisationOn({ ...city, units: pack.units, regions: pack.regions }, day('2026-09-18'));
    const directory = gridDirectory(city, day('2026-09-18'), regionsAround);
    for (const { id, region } of city.enterprises)
      expect(directory.gridOf(id, region)).toMatchObject({ named: true, officers: [expect.any(String)] });
    expect(city.grids.filter((each) => each.kind === 'community')).toHaveLength(33);
    expect(city.grids.filter((each) => each.kind === 'grid')).toHaveLength(65);
    expect(gridGaps(city, day('2024-01-01'))).toEqual([]);
  });

  test('has somebody in every unit that the dispatch table names, and an account for every role but the follower', async () => {
    const { pack } = await loadCity(PACKS, TENANT, true);
    const units = Object.values(city.seeds.dispatch.functions).flatMap((each) => Object.values(each.units));
    for (const unit of units) expect(city.official(unit, 'liaison'), unit).toBeDefined();
    const roles = new Set(city.seeds.accounts.officials.map((each) => each.role));
    const wanted = pack.roles.map((each) => each.id).filter((each) => !['enterprise', 'follower'].includes(each));
    expect([...roles].sort()).toEqual(wanted.sort());
  });
});

describe('two months of work, through the operations that users use', () => {
  let site: TestSite;
  let seeded: Seeded;

  beforeAll(async () => {
    const { pack, calendar } = await loadCity(PACKS, TENANT, true);
    const city = makeDemoCity(pack);
    const steps = scenario(city, { now: NOW, calendar, ...size });
    site = await createTestSite([], steps[0]?.at ?? NOW);
    const { databases, wired, clock } = site;
    const registry = createRegistryStore(databases.system);
    const seal = {
      seal: (text: string) => Buffer.from(text),
      open: (bytes: Uint8Array) => Buffer.from(bytes).toString(),
    };
    const outreach = createOutreachStore(databases.system, seal, wired.matters.ids);
    await installDemo(city, TENANT, clock.now, {
      registry,
      putGrids: (tenant, grids) => outreach.change(tenant, [], (_before, writer) => writer.putGrids(grids)),
      addAccount: async () => undefined,
    });
    wired.registry.forget(TENANT);
    seeded = await seedDemo(steps, {
      run: ({ at, actor, operation, input }) => {
        clock.now = at;
        return site.call(actor, operation, input);
      },
      sweep: async (at) => {
        clock.now = at;
        await wired.sweep(TENANT, at);
      },
    });
    clock.now = NOW;
    await wired.sweep(TENANT, NOW);
  }, 600_000);
  afterAll(async () => {
    await site?.[Symbol.asyncDispose]();
  });

  test('nothing that the story tells is refused', () => {
    expect(seeded.refused).toEqual([]);
    expect(seeded.steps).toBeGreaterThan(size.appeals * 4);
  });

  test('gives those on the sign-in page something to do', async () => {
    const city = makeDemoCity((await loadCity(PACKS, TENANT, true)).pack);
    const waiting = async (unit: string, role: string, queue: string) => {
      const actor = city.official(unit, role);
      if (!actor) throw new Error(`nobody is ${role} of ${unit}`);
      return (await site.call<{ items: MatterDetail[] }>(actor, 'matters.list', { queue })).items.length;
    };
    const mayDo = async (role: string, name: string) => {
      const actor = city.official('qz-housing', role);
      if (!actor) throw new Error(`nobody is ${role}`);
      const { items } = await site.call<{ items: MatterDetail[] }>(actor, 'matters.list', {
        holder: 'myUnit',
        closed: false,
      });
      const details = await Promise.all(items.map(({ id }) => site.call<MatterDetail>(actor, 'matters.get', { id })));
      return details.filter((each) => each.moves.some((one) => one.move === name)).length;
    };
    expect(await waiting('qz-biz-office', 'dispatcher', 'dispatch')).toBeGreaterThanOrEqual(10);
    expect(await waiting('longyou-biz-office', 'dispatcher', 'dispatch')).toBeGreaterThanOrEqual(4);
    expect(await waiting('qz-housing', 'liaison', 'todo')).toBeGreaterThanOrEqual(5);
    expect(await mayDo('reviewer', 'review')).toBeGreaterThanOrEqual(2);
    expect(await mayDo('head', 'approve')).toBeGreaterThanOrEqual(2);
    expect(await waiting('longyou-power', 'liaison', 'todo')).toBeGreaterThanOrEqual(2);
  });

  test('leaves matters in every state, near their limits, overdue and done', async () => {
    const auditor = {
      kind: 'official' as const,
      id: 'demo-shenji',
      unit: 'qz-audit',
      roles: ['auditor'],
      permissions: ['matters.read'],
    };
    const rows: MatterDetail[] = [];
    for (let after: string | undefined, more = true; more; ) {
      const page: { items: MatterDetail[]; next?: string } = await site.call(auditor, 'matters.list', {
        sort: 'opened',
        limit: 100,
        ...(after && { after }),
      });
      rows.push(...page.items);
      after = page.next;
      more = after !== undefined;
    }
    const count = (of: (row: MatterDetail) => string) =>
      Object.fromEntries([...Map.groupBy(rows, of)].map(([key, found]) => [key, found.length]));
    const states = count((each) => each.status.code);
    if (process.env.DEMO_APPEALS)
      console.log(
        seeded.steps,
        rows.length,
        states,
        count((each) => each.lamp),
        count((each) => each.channel?.code ?? ''),
        count((each) => each.holder?.unit.name ?? ''),
      );
    for (const state of ['filed', 'handling', 'answered', 'verified', 'shelved', 'refused', 'merged'])
      expect(states[state], state).toBeGreaterThan(0);
    const lamps = count((each) => each.lamp);
    for (const lamp of ['overdue', 'done', 'suspended']) expect(lamps[lamp], lamp).toBeGreaterThan(0);
  });

  test('tells of what happens only now and then: an instruction, a repudiated agency, a raised reopening, look-backs', async () => {
    const head = officialOf(site.city, { id: 'demo-zhuren', unit: 'qz-biz-office', role: 'office-head' });
    const list = async (query: object) =>
      (await site.call<{ items: MatterDetail[] }>(head, 'matters.list', { limit: 50, ...query })).items;
    const [instructed] = await list({ flag: 'instructed' });
    const detail = await site.call<MatterDetail>(head, 'matters.get', { id: instructed?.id ?? '' });
    expect(detail.files.map((each) => each.name)).toEqual(['批示扫描件.pdf']);
    expect(detail.obligations.map((each) => each.answer !== undefined)).toEqual([true, false]);
    expect(await list({ flag: 'repudiated' })).toHaveLength(1);
    expect((await list({ status: ['supplementing'] })).length).toBeGreaterThan(0);
    const [raised] = await list({ q: '双电源切换装置' });
    expect(raised).toMatchObject({ status: { code: 'filed' }, holder: { unit: { id: 'qz-biz-office' } } });
    const found = await list({ loop: ['look-back', 'post-mortem'] });
    expect(new Set(found.map((each) => each.status.code))).toEqual(
      new Set(['relapsed', 'held', 'filed', 'adopted', 'writing']),
    );
    const accused = makeDemoCity((await loadCity(PACKS, TENANT, true)).pack).official(
      'longyou-market-regulation',
      'liaison',
    );
    const [complaint] = await list({ q: '窗口人员推诿' });
    if (!accused || !complaint) throw new Error('nobody complains');
    await expect(site.call(accused, 'matters.get', { id: complaint.id })).rejects.toThrow('没有这件事项');
  });
});
