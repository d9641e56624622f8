import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, day, makeUscc } from '#kernel';
import type { MatterDetail, MatterRow } from '#platform/matters';
import { createRegistryStore } from '#storage';
import { createTestSite, enterpriseActor, type Official, officialOf, TENANT, type TestSite } from '#testing/site';

// Who sees a matter, asked of the operations that people use: lists, detail, counts, search, similar ones, inbox.
const E1 = makeUscc('9', '1', '330825', 'MA000001');
const E2 = makeUscc('9', '1', '330825', 'MA000002');
const PEOPLE = {
  county: { id: 'p-county', unit: 'longyou-biz-office', role: 'dispatcher' },
  city: { id: 'p-city', unit: 'qz-biz-office', role: 'office-head' },
  power: { id: 'p-power', unit: 'longyou-power', role: 'liaison' },
  powerHead: { id: 'p-power-head', unit: 'longyou-power', role: 'head' },
  helper: { id: 'p-helper', unit: 'longyou-economy-it', role: 'liaison' },
  government: { id: 'p-gov', unit: 'longyou', role: 'head' },
  stranger: { id: 'p-stranger', unit: 'longyou-housing', role: 'liaison' },
  otherCounty: { id: 'p-kecheng', unit: 'kecheng-biz-office', role: 'dispatcher' },
  leader: { id: 'p-leader', unit: 'qz-gov-office', role: 'leader' },
  otherLeader: { id: 'p-leader-2', unit: 'qz-gov-office', role: 'leader' },
  auditor: { id: 'p-audit', unit: 'qz-audit', role: 'auditor' },
  insideAuditor: { id: 'p-audit-2', unit: 'longyou-power', role: 'auditor' },
  officeAuditor: { id: 'p-audit-3', unit: 'longyou-biz-office', role: 'auditor' },
} satisfies Record<string, Official>;
type Who = keyof typeof PEOPLE | 'e1' | 'e2';

let site: TestSite;
const actorOf = (who: Who): Actor =>
  who === 'e1' ? enterpriseActor(E1) : who === 'e2' ? enterpriseActor(E2) : officialOf(site.city, PEOPLE[who]);
const everybody = [...(Object.keys(PEOPLE) as (keyof typeof PEOPLE)[]), 'e1', 'e2'] as const;

beforeAll(async () => {
  site = await createTestSite(Object.values(PEOPLE));
  await createRegistryStore(site.databases.system).change(TENANT, async (_snapshot, writer) => {
    const firm = (id: string, name: string) => ({ id, name, region: '330825', attributes: {} });
    await writer.putEnterprises([firm(E1, '龙游甲纸业有限公司'), firm(E2, '龙游乙机械有限公司')], site.clock.now);
    const link = (id: string, subject: string, object: string) => ({
      ...{ id, kind: 'leads-block', subject, object, validFrom: day('2020-01-01') },
    });
    await writer.putRelations([link('l1', 'p-leader', '330825'), link('l2', 'p-leader-2', '330802')]);
  });
});
afterAll(async () => {
  await site[Symbol.asyncDispose]();
});

const file = async (more: object = {}, who: Who = 'e1') =>
  site.call<{ id: string; number: string }>(actorOf(who), 'appeals.file', {
    body: '厂区双回路供电两个月没有批复，影响投产',
    region: '330825',
    contactName: '欧阳春兰',
    contactPhone: '13800001234',
    ...more,
  });
const move = (who: Who, id: string, name: string, input: object = {}) =>
  site.call<MatterDetail>(actorOf(who), 'matters.move', { id, move: name, ...input });
const detail = (who: Who, id: string) => site.call<MatterDetail>(actorOf(who), 'matters.get', { id });
type Page = { items: (typeof MatterRow)['_output'][] };
const listed = async (who: Who, query: object = {}): Promise<readonly string[]> =>
  (await site.call<Page>(actorOf(who), 'matters.list', { limit: 200, ...query })).items.map((each) => each.id);

/** Who finds the matter by each way of looking; they must all say the same. */
async function seers(id: string, q: string): Promise<readonly Who[]> {
  const found: Who[] = [];
  for (const who of everybody) {
    const opened = await detail(who, id).then(
      () => true,
      (error: Error) => {
        expect(error.message).toContain('没有这件事项');
        return false;
      },
    );
    expect({ who, listed: (await listed(who)).includes(id) }).toEqual({ who, listed: opened });
    expect({ who, searched: (await listed(who, { q })).includes(id) }).toEqual({ who, searched: opened });
    if (!opened) {
      await expect(move(who, id, 'note', { text: '看看' })).rejects.toThrow('没有这件事项');
      await expect(site.call(actorOf(who), 'appeals.similar', { id })).rejects.toThrow('没有这件事项');
    }
    if (opened) found.push(who);
  }
  return found.sort();
}

describe('who sees an appeal', () => {
  it('the enterprise, the office and what stands above it, its leaders, auditors; then who handles or co-handles', async () => {
    const { id } = await file();
    const always = ['auditor', 'city', 'county', 'e1', 'government', 'insideAuditor', 'leader', 'officeAuditor'];
    expect(await seers(id, '双回路')).toEqual(always);
    await move('county', id, 'assign', { unit: 'longyou-power' });
    expect(await seers(id, '双回路')).toEqual([...always, 'power', 'powerHead'].sort());
    await move('power', id, 'sign');
    await move('power', id, 'co-handle', { units: ['longyou-economy-it'], ask: '请说明指标' });
    expect(await seers(id, '双回路')).toEqual([...always, 'helper', 'power', 'powerHead'].sort());
  });

  it('another enterprise cannot file in its name', async () => {
    const open = site.call(actorOf('e2'), 'matters.open', {
      ...{ loop: 'appeal', channel: 'portal', enterprise: E1, fields: { title: '冒名', body: '冒名提交的内容' } },
    });
    await expect(open).rejects.toThrow('不能以其他企业的名义提交');
  });

  it('an auditor reads all and changes nothing, even one who works in the office', async () => {
    const { id } = await file();
    for (const who of ['auditor', 'insideAuditor', 'officeAuditor'] as const) {
      const seen = await detail(who, id);
      expect(seen.moves).toEqual([]);
      expect(seen.blocked).toEqual([]);
      await expect(move(who, id, 'note', { text: '我来改改' })).rejects.toThrow();
      await expect(move(who, id, 'comment', { text: '我来改改' })).rejects.toThrow();
    }
  });

  it('the enterprise does not see notes inside the government, nor who sat at the desk', async () => {
    const { id } = await file();
    await move('county', id, 'note', { text: '此企业曾多次反映' });
    const seen = await detail('e1', id);
    expect(JSON.stringify(seen)).not.toContain('曾多次反映');
    expect(JSON.stringify(seen)).not.toContain('p-county');
    expect((await detail('county', id)).timeline.some((each) => each.text?.includes('曾多次反映'))).toBe(true);
  });
});

describe('when the organisation changes', () => {
  it('a leader who takes over a block sees what is open there, and no more once it is over', async () => {
    const { id } = await file();
    const registry = createRegistryStore(site.databases.system);
    const change = async (work: Parameters<typeof registry.change>[1]) => {
      await registry.change(TENANT, work);
      site.wired.registry.forget(TENANT);
      return site.wired.upkeep.entitle(TENANT, site.clock.now);
    };
    await site.wired.upkeep.entitle(TENANT, site.clock.now);
    await expect(detail('otherLeader', id)).rejects.toThrow('没有这件事项');
    const link = {
      id: 'l3',
      kind: 'leads-block',
      subject: 'p-leader-2',
      object: '330825',
      validFrom: day('2020-01-01'),
    };
    expect(await change(async (_now, writer) => writer.putRelations([link]))).toBeGreaterThan(0);
    expect((await detail('otherLeader', id)).id).toBe(id);
    expect(await site.wired.upkeep.entitle(TENANT, site.clock.now)).toBe(0);
    await change(async (_now, writer) => writer.endRelation('l3', day('2026-09-06')));
    await expect(detail('otherLeader', id)).rejects.toThrow('没有这件事项');
  });
});

describe('a hidden identity', () => {
  it('is hidden from the units that handle and kept by the offices', async () => {
    const { id } = await file({ hideIdentity: true });
    await move('county', id, 'assign', { unit: 'longyou-power' });
    await move('power', id, 'sign');
    for (const who of ['power', 'powerHead', 'government', 'leader'] as const) {
      const said = JSON.stringify([await detail(who, id), await listed(who)]);
      for (const secret of [E1, '龙游甲纸业', '欧阳春兰', '13800001234', '138****1234', `account-${E1}`])
        expect({ who, secret, said: said.includes(secret) }).toEqual({ who, secret, said: false });
    }
    for (const who of ['county', 'city', 'auditor', 'e1'] as const)
      expect((await detail(who, id)).enterprise).toEqual({ id: E1, name: '龙游甲纸业有限公司' });
  });

  it('is not told by the holder while the matter waits for the enterprise', async () => {
    const { id } = await file({ hideIdentity: true });
    await move('county', id, 'assign', { unit: 'longyou-power' });
    await move('power', id, 'sign');
    const asked = await move('power', id, 'request-supplement', { ask: '请补充用电报装申请' });
    expect(asked.holder?.unit).toEqual({ id: 'subject', name: '反映人' });
    expect(JSON.stringify(asked)).not.toContain(E1);
    expect((await detail('county', id)).holder?.unit.name).toBe('龙游甲纸业有限公司');
  });

  it('is not found out by asking for the matters of an enterprise, nor by searching for its people', async () => {
    const { id } = await file({ hideIdentity: true });
    const open = await file();
    for (const each of [id, open.id]) await move('county', each, 'assign', { unit: 'longyou-power' });
    const own = await listed('power', { enterprise: E1 });
    expect(own).toContain(open.id);
    expect(own).not.toContain(id);
    expect(await listed('county', { enterprise: E1 })).toContain(id);
    expect(await listed('e1', { enterprise: E1 })).toContain(id);
    for (const q of ['欧阳春兰', '13800001234']) expect(await listed('power', { q })).toEqual([]);
  });
});

describe('a complaint', () => {
  it('never reaches the unit complained of: lists, detail, search, inbox, likeness, dispatch', async () => {
    const { id, number } = await file({
      complainedOf: ['longyou-power'],
      body: '供电公司人员吃拿卡要，双回路供电无故拖延',
    });
    expect(await seers(id, '吃拿卡要')).toEqual(
      ['auditor', 'city', 'county', 'e1', 'government', 'leader', 'officeAuditor'].sort(),
    );
    await expect(move('county', id, 'assign', { unit: 'longyou-power' })).rejects.toThrow('被反映的单位');
    await move('county', id, 'assign', { unit: 'longyou-economy-it' });
    await expect(move('helper', id, 'co-handle', { units: ['longyou-power'] })).rejects.toThrow();
    await move('helper', id, 'sign');
    await expect(move('helper', id, 'co-handle', { units: ['longyou-power'], ask: '请说明' })).rejects.toThrow(
      '被反映的单位',
    );
    site.clock.now += 30 * 86_400_000;
    await site.wired.sweep(TENANT, site.clock.now);
    for (const who of ['power', 'powerHead', 'insideAuditor'] as const) {
      const inbox = await site.call<{ items: { title: string }[] }>(actorOf(who), 'inbox.list', {});
      expect(inbox.items.filter((each) => each.title.includes(number))).toEqual([]);
      const counts = await site.call<{ total?: number }>(actorOf(who), 'matters.counts', { q: '吃拿卡要' });
      if (who !== 'insideAuditor') expect(counts.total).toBe(0);
    }
    const like = await site.call<{ similar?: { id: string }[] }>(actorOf('power'), 'appeals.understand', {
      body: '供电公司人员吃拿卡要，双回路供电无故拖延',
    });
    expect(JSON.stringify(like)).not.toContain(id);
  });

  it('about the office itself is taken in by the one above it', async () => {
    const { id } = await file({ complainedOf: ['longyou-biz-office'], body: '县营商办推诿扯皮，三次上门无人受理' });
    const seen = await seers(id, '推诿扯皮');
    expect(seen).not.toContain('county');
    expect(seen).not.toContain('officeAuditor');
    expect(seen).toContain('city');
  });

  it('does not reach a linked leader who serves in the unit complained of', async () => {
    const { id } = await file({ complainedOf: ['qz-gov-office'], body: '市府办督查走过场，只看台账不看实效' });
    expect(await seers(id, '走过场')).not.toContain('leader');
  });
});
