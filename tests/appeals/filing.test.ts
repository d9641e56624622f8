import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readAs } from '#storage';
import { type AppealsSite, actors, appealsSite, E1, E2, TENANT } from '#testing/appeals-site';

let site: AppealsSite;
beforeAll(async () => {
  site = await appealsSite();
});
afterAll(() => site[Symbol.asyncDispose]());

const { anonymous, enterprise, other, longyou, city, power, grid } = actors;
const BODY = '您好！我厂在龙游湖镇镇，申请双回路供电已两个月，变压器增容方案至今没有回复，影响新线投产。';

test('a problem filed from a phone without an account gets a number, a code, three deadlines and an office', async () => {
  const told = await site.does('appeals.file', anonymous, {
    body: BODY,
    contactName: '张三',
    contactPhone: '13800000001',
  });
  expect(told).toMatchObject({
    number: expect.stringMatching(/2026-\d{6}$/),
    code: expect.stringMatching(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/),
    holder: { unit: { id: 'longyou-biz-office', name: '龙游县营商办' } },
    region: '330825',
  });
  expect(told.clocks.map((each: { title: string }) => each.title)).toEqual(['响应时限', '进展时限', '办结时限']);
  const follower = { kind: 'enterprise', id: `follow:${told.id}`, roles: ['follower'], permissions: [] } as const;
  expect((await site.detail(follower, told.id)).title).toBe(
    '我厂在龙游湖镇镇，申请双回路供电已两个月，变压器增容方案至今没有回复',
  );
  await expect(site.detail(other, told.id)).rejects.toThrow('没有这件事项');
});

test('nobody can read the code out of the database, and the one who has it is found', async () => {
  const told = await site.does('appeals.file', anonymous, { body: BODY, contactPhone: '13800000002' });
  const { rows } = await sql<{ code_hash: string }>`select * from follow_codes where matter_id = ${told.id}`.execute(
    site.databases.system,
  );
  expect(JSON.stringify(rows)).not.toContain(told.code.replace('-', ''));
  expect(rows[0]?.code_hash).toHaveLength(64);
  await expect(
    readAs(site.databases, { tenant: TENANT, principals: [`follow:${told.id}`] }, (db) =>
      sql`select * from follow_codes`.execute(db),
    ),
  ).rejects.toThrow('permission denied');
});

test('a retry opens nothing more and is told the same number and code', async () => {
  const input = { body: '工业园道路没有路灯，夜班员工出行危险', contactPhone: '13800000003' };
  const more = { idempotencyKey: 'phone-draft-1' };
  const [first, second] = await Promise.all([1, 2].map(() => site.does('appeals.file', anonymous, input, more)));
  const third = await site.does('appeals.file', anonymous, input, more);
  expect(second).toEqual(first);
  expect(third).toEqual(first);
  await expect(site.does('appeals.file', anonymous, { ...input, body: '别的内容' }, more)).rejects.toThrow('幂等键');
});

test('without an account a phone is needed, and one phone cannot flood the office', async () => {
  await expect(site.does('appeals.file', anonymous, { body: BODY })).rejects.toThrow('联系电话');
  await expect(site.does('appeals.file', anonymous, { body: BODY, contactPhone: '123' })).rejects.toThrow();
  await expect(site.does('appeals.file', anonymous, { body: 'aaaa', contactPhone: '13800000009' })).rejects.toThrow();
  const again = () => site.does('appeals.file', anonymous, { body: '同一个电话反复提交', contactPhone: '13800000009' });
  for (let n = 0; n < 10; n += 1) await again();
  await expect(again()).rejects.toThrow('已达上限');
});

test('a letter of five thousand characters is taken, a longer one is not', async () => {
  await site.does('appeals.file', enterprise, { body: '园区电停'.repeat(1250) });
  await expect(site.does('appeals.file', enterprise, { body: `${'园区电停'.repeat(1250)}了` })).rejects.toThrow('5000');
});

test('代办: the grid officer and the enterprise are both recorded, and the enterprise hears and may disown it', async () => {
  const told = await site.does('appeals.file', grid, { body: '企业反映用水水压不足，影响冷却', onBehalfOf: E1 });
  const detail = await site.detail(enterprise, told.id);
  expect(detail).toMatchObject({ enterprise: { id: E1 }, channel: { code: 'grid' } });
  expect(detail.moves.map((each) => each.move)).toContain('repudiate');
  await expect(site.detail(other, told.id)).rejects.toThrow('没有这件事项');
  await expect(
    site.does('appeals.file', grid, { body: '替一家没有的企业', onBehalfOf: '91330825MA0000009X' }),
  ).rejects.toThrow('没有这家企业');
  await expect(site.does('appeals.file', enterprise, { body: '替别人提交', onBehalfOf: E2 })).rejects.toThrow(
    '工作人员',
  );
});

test('a complaint never reaches the unit complained of, and identity can be hidden from those who handle', async () => {
  const told = await site.does('appeals.file', enterprise, {
    body: '龙游县供电公司工作人员推诿，双回路申请拖延不办',
    complainedOf: ['longyou-power'],
    hideIdentity: true,
  });
  await expect(site.move(longyou, told.id, 'assign', { unit: 'longyou-power' })).rejects.toThrow('被反映的单位');
  await expect(site.detail(power, told.id)).rejects.toThrow('没有这件事项');
  const suggestion = await site.does('appeals.suggestion', longyou, { id: told.id });
  expect([...suggestion.path, ...suggestion.coUnits].map((each: { id: string }) => each.id)).not.toContain(
    'longyou-power',
  );
  await expect(
    site.does('appeals.file', enterprise, { body: '投诉一个不存在的单位', complainedOf: ['nowhere'] }),
  ).rejects.toThrow('nowhere');
  await site.move(longyou, told.id, 'assign', { unit: 'longyou-development-reform' });
  const handler = { ...power, id: 'p-dr', unit: 'longyou-development-reform' };
  expect((await site.detail(handler, told.id)).enterprise).toBeUndefined();
});

test('the office registers what a deputy brought: its channel, the amount, whom it accuses', async () => {
  const told = await site.does('appeals.file', longyou, {
    body: '人大代表反映：园区企业被拖欠工程款，龙游县供电公司不配合',
    channel: 'deputies',
    amount: 12_345_600,
    hideIdentity: true,
    complainedOf: ['longyou-power'],
    contactPhone: '13800000031',
  });
  const seen = await site.detail(longyou, told.id);
  expect(seen.channel).toMatchObject({ code: 'deputies' });
  expect(seen.fields.find((each) => each.name === 'amount')?.value).toBe(12_345_600);
  await expect(site.detail(power, told.id)).rejects.toThrow('没有这件事项');
});

async function handled(body: string, unit: string): Promise<string> {
  const { id } = await site.does('appeals.file', enterprise, {
    body,
    category: 'power-supply',
    region: '330825',
    affected: 1,
  });
  const who = { ...power, unit };
  await site.move(longyou, id, 'assign', { unit });
  await site.move(who, id, 'sign');
  await site.move(who, id, 'finish', { reply: '已安排' });
  await site.move(longyou, id, 'call-back', { result: 'reached' });
  await site.move(longyou, id, 'verify', { outcome: 'resolved' });
  return id;
}

test('the desk is told who handled similar ones, the path, and why; the enterprise sees only its own as similar', async () => {
  await handled('湖镇镇厂区申请双回路供电，变压器增容一直未批', 'longyou-power');
  await handled('申请双回路用电，变压器增容方案迟迟没有答复', 'longyou-power');
  const { id } = await site.does('appeals.file', other, { body: BODY });
  const told = await site.does('appeals.suggestion', longyou, { id });
  expect(told).toMatchObject({
    path: [{ id: 'longyou-power', name: '龙游县供电公司' }],
    input: { unit: 'longyou-power' },
    why: expect.stringContaining('相似诉求最后都由龙游县供电公司办结'),
  });
  expect(told.similar.length).toBeGreaterThanOrEqual(2);
  expect(told.similar[0]).toMatchObject({
    why: expect.stringContaining('双回路'),
    score: expect.any(Number),
    status: { code: expect.any(String) },
  });
  const own = await site.does('appeals.understand', other, { body: BODY });
  expect(own.similar.map((each: { id: string }) => each.id)).toEqual([id]);
  expect(own).toMatchObject({ category: { code: 'power-supply' }, region: { code: '330825', title: '龙游县' } });
  const nobody = await site.does('appeals.understand', anonymous, { body: BODY });
  expect(nobody.similar).toEqual([]);
});

test('another county’s office is shown nothing of Longyou’s matters', async () => {
  const kaihua = { ...longyou, id: 'p-kh', unit: 'kaihua-biz-office' };
  expect((await site.does('appeals.understand', kaihua, { body: BODY })).similar).toEqual([]);
});

test('one click merges a duplicate, links both and tells both appellants; doing it again changes nothing', async () => {
  const first = await site.does('appeals.file', enterprise, { body: '高速出口货车限行，原料进不来' });
  const second = await site.does('appeals.file', other, { body: '货车限行导致原料进不来，请协调' });
  const merge = () => site.does('appeals.merge', city, { id: second.id, into: first.id, reason: '同一限行路段' });
  await merge();
  await merge();
  await site.deliver();
  const [into, from] = await Promise.all([site.detail(city, first.id), site.detail(city, second.id)]);
  expect(from.status.code).toBe('merged');
  expect(into.links).toEqual([{ kind: 'related', matter: expect.objectContaining({ id: second.id }) }]);
  expect((await site.letters(`enterprise:${E1}`)).filter((each) => each.includes('并入办理'))).toHaveLength(1);
  expect((await site.letters(`enterprise:${E2}`)).filter((each) => each.includes('合并办理'))).toHaveLength(1);
  await expect(site.does('appeals.merge', city, { id: first.id, into: second.id })).rejects.toThrow('已合并到别的事项');
});

test('whoever was merged reads what becomes of the other, not who asked; if that is withdrawn, his own goes on', async () => {
  const body = '龙游湖镇镇园区污水管网堵塞，厂区内涝三天，请尽快疏通';
  const first = await site.does('appeals.file', enterprise, { body: `${body}。我公司法人张小丽` });
  const second = await site.does('appeals.file', other, { body });
  await site.does('appeals.merge', longyou, { id: second.id, into: first.id });
  await site.move(longyou, first.id, 'assign', { unit: 'longyou-power' });
  await site.move(power, first.id, 'sign');
  await site.move(power, first.id, 'progress', { note: '已派疏通车，今天下午到场。' });
  await site.deliver();
  const told = (await site.letters(`enterprise:${E2}`)).filter((each) => each.includes('有新进展'));
  expect(told).toEqual([expect.stringContaining(second.number)]);

  const seen = await site.detail(other, second.id);
  expect(seen.mergedInto).toMatchObject({
    number: first.number,
    status: { code: 'handling' },
    holder: { unit: { id: 'longyou-power' } },
  });
  expect(seen.mergedInto?.timeline.map((each) => each.text).join()).toContain('疏通车');
  expect(JSON.stringify(seen)).not.toContain('张小丽');
  expect((await site.detail(longyou, second.id)).mergedInto).toBeUndefined();

  await site.move(enterprise, first.id, 'withdraw', { reason: '问题已经自行解决' });
  await site.deliver();
  await site.deliver();
  const own = await site.detail(other, second.id);
  expect(own).toMatchObject({ status: { code: 'filed' }, holder: { unit: { id: 'longyou-biz-office' } } });
  expect(own.mergedInto).toBeUndefined();
  expect(
    own.clocks
      .filter((each) => each.running)
      .map((each) => each.name)
      .sort(),
  ).toEqual(['answer', 'progress', 'respond']);
  expect(own.timeline.filter((each) => each.type === 'split')).toHaveLength(1);
  expect((await site.letters(`enterprise:${E2}`)).filter((each) => each.includes('单独办理'))).toHaveLength(1);
});

test('whoever does not agree to be merged has his matter handled by itself', async () => {
  const body = '夜间施工噪声扰动员工宿舍，请协调施工时间';
  const first = await site.does('appeals.file', enterprise, { body });
  const second = await site.does('appeals.file', other, { body });
  await site.does('appeals.merge', city, { id: second.id, into: first.id });
  expect((await site.detail(other, second.id)).moves.map((each) => each.move)).toContain('split');
  await site.move(other, second.id, 'split', { reason: '不是同一处工地' });
  expect(await site.detail(other, second.id)).toMatchObject({ status: { code: 'filed' } });
  await expect(site.move(enterprise, first.id, 'split')).rejects.toThrow();
});

test('among many matters the rare word is looked up by the index, and its rarity comes from the planner’s statistics', async () => {
  const { owner } = site.databases;
  await sql`insert into search_tokens (tenant_id, matter_id, tokens)
    select ${TENANT}, 'bulk' || n, array_to_tsvector(array['办理', '企业', 'w' || (n % 50), 'x' || n]) from generate_series(1, 20000) n`.execute(
    owner,
  );
  await sql`analyze search_tokens`.execute(owner);
  const { total, of } = await site.ports.frequencies(TENANT, ['办理', 'w7', '双回路']);
  expect(total).toBeGreaterThan(19_000);
  expect(of.get('办理')).toBeGreaterThan(19_000);
  expect(of.get('w7')).toBeGreaterThan(200);
  expect(of.get('双回路')).toBeLessThan(100);
  const { rows } = await sql<{
    'QUERY PLAN': string;
  }>`explain select s.matter_id from unnest(array['双回路', 'w7']) q(term)
    join search_tokens s on s.tenant_id = ${TENANT} and s.tokens @@ quote_literal(q.term)::tsquery`.execute(owner);
  expect(rows.map((each) => each['QUERY PLAN']).join(' ')).toContain('search_tokens_gin');
  const found = await site.does('appeals.understand', longyou, { body: BODY });
  expect(found.similar.length).toBeGreaterThan(0);
});

test('whoever is accused in the text is kept out without being named apart, unless the person says otherwise', async () => {
  const body = '反映龙游县供电公司工作人员在龙游湖镇镇报装时吃拿卡要，请查处。';
  const read = await site.does('appeals.understand', enterprise, { body });
  expect(read).toMatchObject({
    category: { code: 'corruption-clue' },
    complaint: { units: [{ id: 'longyou-power' }] },
  });
  const told = await site.does('appeals.file', enterprise, { body });
  await expect(site.move(longyou, told.id, 'assign', { unit: 'longyou-power' })).rejects.toThrow();
  await expect(site.detail(power, told.id)).rejects.toThrow('没有这件事项');
  expect((await site.detail(longyou, told.id)).complainedOf).toMatchObject([{ id: 'longyou-power' }]);
  const plain = await site.does('appeals.file', enterprise, { body, complainedOf: [] });
  await site.move(longyou, plain.id, 'assign', { unit: 'longyou-power' });
});

test('the enterprise hears who filed for it, and how to say that it did not ask', async () => {
  const told = await site.does('appeals.file', grid, { body: '走访得知厂区路灯损坏，夜班不便', onBehalfOf: E2 });
  const letters = await site.letters(`enterprise:${E2}`);
  expect(letters.filter((each) => each.includes('代贵企业登记') && each.includes('声明非本企业意愿'))).toHaveLength(1);
  await site.move(other, told.id, 'repudiate', { reason: '没有委托' });
});

test('whoever hides is hidden in his own words too', async () => {
  const body = '龙游甲纸业有限公司（13800000003）反映：龙游湖镇镇园区道路破损';
  const told = await site.does('appeals.file', enterprise, { body, hideIdentity: true });
  await site.move(longyou, told.id, 'assign', { unit: 'longyou-power' });
  const seen = JSON.stringify(await site.detail(power, told.id));
  expect(seen).not.toContain('甲纸业');
  expect(seen).not.toContain('13800000003');
  expect(seen).toContain('138****0003');
  expect((await site.detail(enterprise, told.id)).title).toContain('龙游甲纸业有限公司');
  expect(JSON.stringify(await site.detail(longyou, told.id))).toContain('13800000003');
});

test('an appeal says something in words', async () => {
  for (const body of ['。。。。', '\u200b\u200b\u200b\u200b', '!!!!????'])
    await expect(site.does('appeals.file', enterprise, { body })).rejects.toThrow();
});
