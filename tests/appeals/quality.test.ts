import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reportOperations } from '#domains/appeals';
import { followRatings, openFoundCauses, qualityOperations } from '#domains/quality';
import { type DrawRecord, verifyDraw } from '#engines/draws';
import type { Call } from '#kernel';
import { type AppealsSite, actors, appealsSite } from '#testing/appeals-site';
import { qualityPorts, reportPorts } from '../../src/main/ports/quality.ts';

const DAY = 86_400_000;
let site: AppealsSite;
const numbers: string[] = [];
const { enterprise, longyou, city, power } = actors;
// Longyou's office verifies and reopens what it keeps; quality work is its supervisor's.
const quality = {
  ...longyou,
  id: 'p-ly-2',
  permissions: [...longyou.permissions, 'quality.read', 'quality.manage', 'supervision.read'],
};

beforeAll(async () => {
  site = await appealsSite((made) => [
    ...qualityOperations(qualityPorts(made)),
    ...reportOperations(reportPorts(made)),
  ]);
  for (let n = 0; n < 8; n += 1) numbers.push(await closed(`第${n}件：申请双回路用电，变压器增容未批`));
  const refused = await site.does('appeals.file', enterprise, {
    body: '本件属于民事纠纷，请求处理货款',
    region: '330825',
  });
  await site.move(longyou, refused.id, 'refuse', { ground: 'civil' });
  await site.does('appeals.file', enterprise, {
    body: '还在办理的一件：厂区停电',
    region: '330825',
    category: 'power-supply',
  });
});
afterAll(() => site[Symbol.asyncDispose]());

async function closed(body: string): Promise<string> {
  const { id, number } = await site.does('appeals.file', enterprise, {
    body,
    region: '330825',
    category: 'power-supply',
    affected: 1,
  });
  await site.move(longyou, id, 'assign', { unit: 'longyou-power' });
  await site.move(power, id, 'sign');
  await site.move(power, id, 'finish', { reply: '已安排' });
  await site.move(longyou, id, 'call-back', { result: 'reached' });
  await site.move(longyou, id, 'verify', { outcome: 'resolved' });
  return number;
}

const REQUEST = {
  kind: 'look-back',
  purpose: '2026年3月诉求回头看',
  from: '2026-03-01',
  to: '2026-03-02',
  strata: 'unit',
  size: { total: 3 },
  substitutes: 1,
};
const SEED = { kind: 'public', source: '福彩3D 第2026060期', value: '4 1 7' };

test('a frame is frozen only when its period is over, and says who is left out and why', async () => {
  await expect(site.does('quality.announce-draw', quality, REQUEST)).rejects.toThrow('还没有结束');
  site.wait(DAY);
  const draw = await site.does('quality.announce-draw', quality, REQUEST);
  expect(draw).toMatchObject({
    number: 1,
    announcement: { frameCount: 8, excludedCount: 1 },
    strata: [],
    selected: [],
  });
  expect(draw.exclusions).toEqual([{ code: expect.stringContaining('SQ-2026-'), reason: '不予受理' }]);
});

test('what was published cannot be changed even by the database role that writes', async () => {
  const { system } = site.databases;
  await expect(sql`update draws set units = '[]' where number = 1`.execute(system)).rejects.toThrow('cannot change');
  await expect(sql`delete from draws`.execute(system)).rejects.toThrow('permission denied');
});

test('the seed draws once; anyone verifies the record, and a matter closed meanwhile is not in it', async () => {
  await closed('名册冻结以后才办结的一件：变压器增容');
  const draw = await site.does('quality.seed-draw', quality, { number: 1, seed: SEED });
  expect(draw.strata).toEqual([
    { stratum: '龙游县供电公司', size: 8, drawn: 3, probability: 3 / 8, selected: expect.any(Array) },
  ]);
  expect(draw.units.map((each: { code: string }) => each.code).toSorted()).toEqual(numbers.toSorted());
  await expect(
    site.does('quality.seed-draw', quality, { number: 1, seed: { ...SEED, value: '9 9 9' } }),
  ).rejects.toThrow('已经抽取');
  const { rows } = await sql<{ record: DrawRecord }>`select record from draws where number = 1`.execute(
    site.databases.system,
  );
  const [first] = rows;
  if (!first) throw new Error('no record');
  expect(verifyDraw(first.record)).toMatchObject({ ok: true });
  const tampered = { ...first.record, units: first.record.units.slice(1) };
  expect(verifyDraw(tampered)).toMatchObject({ ok: false });
  const page = await site.does('quality.draw-page', actors.anonymous, { number: 1 });
  expect(page.name).toBe('抽取验证-1.html');
  expect(new TextDecoder().decode(page.bytes)).toContain(draw.announcement.frameRoot);
});

test('a failed look-back reopens its matter with its history; the result stands, and saying it again changes nothing', async () => {
  const { selected } = await site.does('quality.draw', quality, { number: 1 });
  const [bad, good] = selected;
  const before = await site.detail(longyou, bad.matter);
  const give = (passed: boolean, code = bad.code) =>
    site.does('quality.draw-result', quality, { number: 1, code, passed, note: '现场查看，变压器仍未更换' });
  expect(await give(false)).toMatchObject({ passed: false, reopened: true });
  expect(await give(false)).toMatchObject({ reopened: true });
  await expect(give(true)).rejects.toThrow('已经登记为“未通过”');
  expect(await give(true, good.code)).toMatchObject({ passed: true, reopened: false });
  await expect(give(true, 'SQ-2026-999999')).rejects.toThrow('不在第 1 号的抽中名单内');
  const after = await site.detail(longyou, bad.matter);
  expect(after.status.code).toBe('filed');
  expect(after.timeline.map((each) => each.seq)).toEqual(
    expect.arrayContaining(before.timeline.map((each) => each.seq)),
  );
  expect(after.timeline.filter((each) => each.type === 'reopen')).toHaveLength(1);
  // Reopened, it must go to a higher level.
  const told = await site.does('appeals.suggestion', longyou, { id: bad.matter });
  expect(told.path.map((each: { id: string }) => each.id)).toEqual(['qz-biz-office', 'qz-power']);
});

test('a redraw needs a reason, gets the next number, and leaves the first as it was', async () => {
  const again = { ...REQUEST, replaces: { number: 1, reason: '名册漏列两件' } };
  expect(await site.does('quality.announce-draw', quality, again)).toMatchObject({
    number: 2,
    replaces: { number: 1 },
  });
  await expect(
    site.does('quality.announce-draw', quality, { ...again, replaces: { number: 9, reason: '没有这一次' } }),
  ).rejects.toThrow('没有第 9 号');
  const { items } = await site.does('quality.draws', quality, {});
  expect(items.map((each: { number: number }) => each.number)).toEqual([2, 1]);
});

test('several parties commit before and reveal after; one who is missing or changed his number is named', async () => {
  const { commitmentOf } = await import('#engines/draws');
  const secrets = { 市营商办: 'office-secret-0123456789', 市工商联: 'chamber-secret-0123456789' };
  const commitments = Object.entries(secrets).map(([party, secret]) => ({
    party,
    commitment: commitmentOf(party, secret),
  }));
  const { number } = await site.does('quality.announce-draw', quality, { ...REQUEST, commitments });
  const reveal = (given: Record<string, string>) =>
    site.does('quality.seed-draw', quality, {
      number,
      seed: { kind: 'ceremony', contributions: Object.entries(given).map(([party, secret]) => ({ party, secret })) },
    });
  await expect(site.does('quality.seed-draw', quality, { number, seed: SEED })).rejects.toThrow('承诺');
  await expect(reveal({ 市营商办: secrets.市营商办 })).rejects.toThrow('市工商联');
  await expect(reveal({ ...secrets, 市工商联: 'another-secret-0123456789' })).rejects.toThrow('与其承诺不符');
  expect((await reveal(secrets)).recordHash).toHaveLength(64);
});

test('the digest counts the month’s causes with their records', async () => {
  const digest = await site.does('quality.digest', quality, { month: '2026-03' });
  expect(digest.lines[0]).toMatchObject({
    cause: '用电保障',
    count: 10,
    units: expect.arrayContaining([{ unit: { id: 'longyou-power', name: '龙游县供电公司' }, count: 9 }]),
  });
  expect(digest.lines[0].members).toHaveLength(10);
  const causes = await site.does('quality.causes', quality, { month: '2026-03' });
  // What nobody has given to a unit yet is no cause of any unit.
  expect(causes).toMatchObject({ records: 9, found: [] });
});

test('the month’s zeroing names for each matter left who must explain it, and its sums agree', async () => {
  const report = await site.does('appeals.monthly', quality, { month: '2026-03' });
  for (const { carriedIn, opened, reopened, closed: done, carriedOver, left } of report.units) {
    expect(carriedIn + opened + reopened - done).toBe(carriedOver);
    for (const each of left) expect(each.explain.unit.name).toBe('龙游县营商办');
  }
  const power3 = report.units.find((each: { unit: { id: string } }) => each.unit.id === 'longyou-power');
  expect(power3).toMatchObject({ opened: 9, reopened: 1, closed: 9, carriedOver: 1 });
  const rate = (name: string) => report.rates.find((each: { name: string }) => each.name === name);
  expect(rate('resolvedAtOnce')).toMatchObject({ numerator: 8, denominator: 8, rate: 1 });
  expect(rate('finished')).toMatchObject({ numerator: 8, denominator: 8 });
});

test('every look-back is a matter of its own, which ends with the finding', async () => {
  const { selected } = await site.does('quality.draw', quality, { number: 1 });
  const found = await Promise.all(
    selected.map(async ({ code, matter }: { code: string; matter: string }) => {
      const children = await qualityPorts(site).children(site.call(quality), matter, 'look-back');
      const child = children.find((each) => each.fields.draw === '1');
      return [code, child?.status, child?.parent === matter];
    }),
  );
  expect(found).toEqual([
    [selected[0].code, 'relapsed', true],
    [selected[1].code, 'held', true],
    [selected[2].code, 'filed', true],
  ]);
});

test('a post-mortem must name what is to be changed before it is handed in', async () => {
  const { selected } = await site.does('quality.draw', quality, { number: 1 });
  const open = () =>
    site.does('quality.post-mortem', quality, { id: selected[0].matter, reason: '回头看未通过，须查清成因' });
  const { id } = await open();
  expect((await open()).id).toBe(id);
  await site.move(longyou, id, 'assign', { unit: 'longyou-power' });
  await site.move(power, id, 'sign');
  const finding = { id, cause: 'process', kind: 'process', target: '有关流程', change: '进一步优化流程，加强管理' };
  await expect(site.does('quality.submit-post-mortem', power, finding)).rejects.toThrow('具体的制度、政策或流程');
  expect((await site.detail(longyou, id)).status.code).toBe('writing');
  await site.does('quality.submit-post-mortem', power, {
    ...finding,
    target: '双回路用电报装审批',
    change: '县市两级串联审批改为县级一次审批、市级备案',
  });
  expect((await site.detail(longyou, id)).status.code).toBe('submitted');
});

test('the generic page of a post-mortem asks the same', async () => {
  const { selected } = await site.does('quality.draw', quality, { number: 1 });
  const { id } = await site.does('quality.post-mortem', quality, {
    id: selected[1].matter,
    reason: '典型案例，须查清成因',
  });
  await site.move(longyou, id, 'assign', { unit: 'longyou-power' });
  await site.move(power, id, 'sign');
  const said = { cause: 'process', change: 'process', target: '有关流程', proposal: '进一步优化流程，加强管理' };
  await expect(site.move(power, id, 'finish', said)).rejects.toThrow('具体的制度、政策或流程');
  const meant = { ...said, target: '双回路用电报装审批', proposal: '两级串联审批改为县级一次审批、市级备案' };
  await site.move(power, id, 'finish', meant);
  expect((await site.detail(longyou, id)).status.code).toBe('submitted');
});

test('a look-back concluded on its own page reopens the original, tells the draw, and asks for a post-mortem', async () => {
  const { selected } = await site.does('quality.draw', quality, { number: 1 });
  const { matter, code } = selected[2];
  const [child] = await qualityPorts(site).children(site.call(quality), matter, 'look-back');
  if (!child) throw new Error('no follow-up');
  await site.move(longyou, child.id, 'conclude', { outcome: 'relapsed', note: '变压器仍未更换' });
  await site.deliver();
  expect((await site.detail(longyou, matter)).status.code).toBe('filed');
  const { selected: after } = await site.does('quality.draw', quality, { number: 1 });
  expect(after[2]).toMatchObject({ code, passed: false, reopened: true });
  const asked = await qualityPorts(site).children(site.call(quality), matter, 'post-mortem');
  expect(asked).toMatchObject([{ status: 'filed', parent: matter }]);
  await site.deliver();
  expect((await site.detail(longyou, matter)).timeline.filter((each) => each.type === 'reopen')).toHaveLength(1);
});

test('two reports of one cause become one common problem with both linked; doing it again makes no second', async () => {
  const digest = await site.does('quality.digest', quality, { month: '2026-03' });
  const given = {
    title: '龙游双回路报装审批久拖',
    cause: '两级串联审批，来回退件',
    category: 'power-supply',
    members: digest.lines[0].members.slice(0, 2).map((each: { id: string }) => each.id),
  };
  const first = await site.does('quality.open-class', quality, given);
  expect(await site.does('quality.open-class', quality, given)).toEqual(first);
  const detail = await site.detail(quality, first.id);
  expect(detail.links.map((each) => each.matter.id).toSorted()).toEqual(given.members.toSorted());
  await expect(
    site.does('quality.open-class', quality, { ...given, members: [given.members[0], 'no-such-matter'] }),
  ).rejects.toThrow('不存在');
  await expect(site.does('quality.open-class', quality, { ...given, members: [given.members[0]] })).rejects.toThrow(
    '至少要有两件',
  );
});

const system = (): Call => site.call({ kind: 'system', id: 'system', roles: [], permissions: [] });

test('a bad rating reopens the matter by itself, once for each rating, and after the last reopening the office above hears', async () => {
  const { id } = await site.does('appeals.file', enterprise, {
    body: '变压器容量不足，申请增容',
    region: '330825',
    affected: 1,
  });
  const rounds: string[] = [];
  // Each time one level higher: the county's company, the city's, the city office itself.
  for (const [n, to] of ['longyou-power', 'qz-power', 'qz-biz-office'].entries()) {
    const unit = { ...power, id: `p-${to}`, unit: to };
    const desk = n === 0 ? longyou : city;
    if (n > 0) await expect(site.move(desk, id, 'assign', { unit: 'longyou-power' })).rejects.toThrow('不满意');
    await site.move(desk, id, 'assign', { unit: to });
    await site.move(unit, id, 'sign');
    const { needsReview } = (await site.matters.directory('quzhou', site.now())).unit(to) ?? {};
    if (needsReview) {
      await site.move(unit, id, 'draft', { text: '已安排' });
      await site.move({ ...unit, id: 'p-reviewer', roles: ['reviewer', 'head'] }, id, 'review', { verdict: 'pass' });
    }
    await site.move(unit, id, 'finish', { reply: '已安排' });
    expect(await followRatings(qualityPorts(site), system())).toBe(0);
    site.wait(60_000);
    await site.move(enterprise, id, 'rate', { grade: 1 });
    rounds.push(`${await followRatings(qualityPorts(site), system())} ${(await site.detail(longyou, id)).status.code}`);
    expect(await followRatings(qualityPorts(site), system())).toBe(0);
  }
  expect(rounds).toEqual(['1 filed', '1 filed', '0 answered']);
  expect((await site.detail(city, id)).holder?.unit.id).toBe('qz');
  expect((await site.letters('unit:qz')).filter((each) => each.includes('仍不满意'))).toHaveLength(1);
});

test('another office sees nothing of Longyou’s matters in frames and digests', async () => {
  const kaihua = { ...quality, id: 'p-kh', unit: 'kaihua-biz-office' };
  await expect(site.does('quality.announce-draw', kaihua, REQUEST)).rejects.toThrow('名册为空');
  expect((await site.does('quality.digest', kaihua, { month: '2026-03' })).lines).toEqual([]);
  expect((await site.does('quality.digest', city, { month: '2026-03' })).lines.length).toBeGreaterThan(0);
});

test('a cause that stands out becomes one matter by the system, with its cases linked, and no second', async () => {
  const ports = qualityPorts(site);
  site.wait(100 * DAY);
  const file = async (n: number, category: string, unit: string, cause: string) => {
    const { id } = await site.does('appeals.file', enterprise, {
      body: `${category} 第${n}件`,
      region: '330825',
      category,
      affected: 1,
    });
    const handler = { ...power, id: `h-${unit}`, unit };
    await site.move(longyou, id, 'assign', { unit });
    await site.move(handler, id, 'sign');
    await site.move(handler, id, 'finish', { reply: '已办', cause });
    return id;
  };
  for (let n = 0; n < 24; n += 1) await file(n, 'arrears', 'longyou-power', 'contract');
  site.wait(40 * DAY);
  const planted: string[] = [];
  for (let n = 0; n < 12; n += 1) planted.push(await file(n, 'power-supply', 'longyou-power', 'process-long'));
  for (let n = 0; n < 12; n += 1) await file(n, 'arrears', 'longyou-power', 'contract');
  await expect(site.move(power, planted[0] ?? '', 'finish', { reply: 'x', cause: 'no-such' })).rejects.toThrow();
  site.wait(60_000);
  expect(await openFoundCauses(ports, 'quzhou', site.now())).toBe(1);
  expect(await openFoundCauses(ports, 'quzhou', site.now())).toBe(0);
  site.wait(DAY);
  const later = await file(99, 'power-supply', 'longyou-power', 'process-long');
  site.wait(60_000);
  expect(await openFoundCauses(ports, 'quzhou', site.now())).toBe(0);
  const { found } = await site.does('quality.causes', city, {});
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({
    cause: '流程过长',
    causeCode: 'process-long',
    count: 13,
    unit: { id: 'longyou-power' },
  });
  expect(found[0].members.map((each: { id: string }) => each.id).toSorted()).toEqual([...planted, later].toSorted());
  expect(found[0].members[0]).toMatchObject({
    number: expect.stringContaining('SQ-2026-'),
    title: expect.stringContaining('第'),
  });
  const detail = await site.detail(longyou, found[0].classMatter.id);
  expect(detail.links).toHaveLength(13);
  expect(detail).toMatchObject({ status: { code: 'filed' }, holder: { unit: { id: 'longyou-biz-office' } } });
  // The code of a category is not taken for a cause of the same code.
  expect(detail.fields.find((each) => each.name === 'cause')?.display).toBe('流程过长');
  // Whoever opens it by hand takes the same one further.
  const given = {
    title: '龙游报装流程过长',
    cause: '两级串联审批',
    category: 'power-supply',
    code: 'process-long',
    unit: 'longyou-power',
  };
  const again = await site.does('quality.open-class', quality, { ...given, members: planted.slice(0, 2) });
  expect(again.id).toBe(found[0].classMatter.id);
});
