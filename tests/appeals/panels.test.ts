import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PanelPorts, panelOperations, tellOutcomes } from '#domains/appeals';
import type { Actor } from '#kernel';
import { type AppealsSite, actors, appealsSite, E1, TENANT } from '#testing/appeals-site';
import { panelPorts } from '../../src/main/ports/panels.ts';

const DAY = 86_400_000;
const { longyou, power, enterprise } = actors;
const person = (id: string): Actor => ({
  kind: 'official',
  id,
  roles: ['observer'],
  permissions: ['appeals.file', 'matters.open'],
});
const wang = person('p-wang');
const li = person('p-li');
const NAMES = new Map([
  ['p-wang', '王观察'],
  ['p-li', '李委员'],
]);

let site: AppealsSite;
let ports: PanelPorts;
beforeAll(async () => {
  site = await appealsSite(({ databases, matters, ports: appeals }) => {
    ports = {
      ...panelPorts({ databases, matters, appeals }),
      personNames: async (_tenant, ids) => new Map([...NAMES].filter(([id]) => ids.includes(id))),
    };
    return panelOperations(ports);
  });
});
afterAll(() => site[Symbol.asyncDispose]());

const ROUND = {
  title: '三月营商环境问题征询',
  question: '请反映企业近期遇到的堵点',
  closes: '2026-03-06',
  members: [
    { person: 'p-wang', kind: 'observer' },
    { person: 'p-li', kind: 'cppcc' },
  ],
} as const;

test('a round invites its members, who hear of it; nobody else sees it', async () => {
  const round = await site.does('panels.open', longyou, ROUND, { idempotencyKey: 'r1' });
  expect(await site.does('panels.open', longyou, ROUND, { idempotencyKey: 'r1' })).toEqual(round);
  expect(await site.letters('person:p-wang')).toEqual([expect.stringContaining('三月营商环境问题征询')]);
  expect((await site.does('panels.list', wang, {})).items).toEqual([expect.objectContaining({ waiting: true })]);
  expect((await site.does('panels.list', longyou, {})).items[0].waiting).toBe(false);
  expect((await site.does('panels.list', person('p-zhao'), {})).items).toEqual([]);
  await expect(site.does('panels.get', person('p-zhao'), { id: round.id })).rejects.toThrow('没有受邀');
  await expect(site.does('panels.answer', longyou, { id: round.id, body: '主办单位自己不能反映' })).rejects.toThrow(
    '没有受邀',
  );
  await expect(
    site.does('panels.open', longyou, { ...ROUND, members: [{ person: 'nobody', kind: 'observer' }] }),
  ).rejects.toThrow('nobody');
});

async function answered(who: Actor, body: string): Promise<{ id: string; round: string }> {
  const { items } = await site.does('panels.list', who, {});
  const answer = await site.does('panels.answer', who, { id: items[0].id, body });
  return { id: answer.id, round: items[0].id };
}

test('a member answers as often as he likes, the same text once, sees only his own, and his words lie sealed', async () => {
  const { round } = await answered(wang, '湖镇镇双回路用电报装两个月没有答复');
  expect((await site.does('panels.list', wang, {})).items[0].waiting).toBe(false);
  await answered(wang, '湖镇镇双回路用电报装两个月没有答复');
  await answered(wang, '园区道路没有路灯');
  await answered(li, '招商协议承诺没有兑现');
  expect(
    (await site.does('panels.get', wang, { id: round })).answers.map((each: { body: string }) => each.body),
  ).toHaveLength(2);
  expect((await site.does('panels.get', longyou, { id: round })).answers).toHaveLength(3);
  const { rows } = await sql`select * from panel_answers`.execute(site.databases.system);
  expect(JSON.stringify(rows)).not.toContain('双回路');
});

async function close(id: string): Promise<void> {
  await site.move(longyou, id, 'assign', { unit: 'longyou-power', grade: 'general' });
  await site.move(power, id, 'sign');
  await site.move(power, id, 'finish', { reply: '已安排' });
  await site.move(longyou, id, 'call-back', { result: 'reached' });
  await site.move(longyou, id, 'verify', { outcome: 'resolved' });
}

test('an accepted answer becomes a matter of the pool once, and the member hears its number, follows it, and hears the outcome once', async () => {
  const { id } = await answered(wang, '湖镇镇双回路用电报装两个月没有答复');
  const accepted = await site.does('panels.accept', longyou, { id });
  expect(await site.does('panels.accept', longyou, { id })).toEqual(accepted);
  const detail = await site.detail(wang, accepted.matter);
  expect(detail).toMatchObject({ channel: { code: 'panel' }, region: { code: '330825' } });
  expect(await tellOutcomes(ports, TENANT, site.now())).toBe(0);
  await close(accepted.matter);
  expect(await tellOutcomes(ports, TENANT, site.now())).toBe(1);
  expect(await tellOutcomes(ports, TENANT, site.now())).toBe(0);
  const letters = await site.letters('person:p-wang');
  expect(letters.filter((each) => each.includes('已采纳'))).toHaveLength(1);
  expect(letters.filter((each) => each.includes('已经解决'))).toHaveLength(1);
  await expect(site.does('panels.decline', longyou, { id, reason: '改变主意了' })).rejects.toThrow('已经采纳');
});

test('a declined answer says why to its member', async () => {
  const { id } = await answered(li, '招商协议承诺没有兑现');
  await site.does('panels.decline', longyou, { id, reason: '已在信访程序中办理' });
  expect(await site.letters('person:p-li')).toContainEqual(expect.stringContaining('已在信访程序中办理'));
  await expect(site.does('panels.accept', longyou, { id })).rejects.toThrow('不采纳');
});

test('whose matter was merged hears how the other one ended', async () => {
  const target = await site.does('appeals.file', enterprise, { body: '湖镇镇工业园停电频繁', region: '330825' });
  const { id } = await answered(wang, '湖镇镇工业园反复停电，希望重视');
  const { matter } = await site.does('panels.accept', longyou, { id });
  const own = await site.does('appeals.file', actors.anonymous, {
    body: '湖镇镇厂区停电',
    contactPhone: '13800000001',
  });
  for (const each of [matter, own.id]) await site.does('appeals.merge', longyou, { id: each, into: target.id });
  await close(target.id);
  expect(await tellOutcomes(ports, TENANT, site.now())).toBe(2);
  expect(await site.letters(`follow:${own.id}`)).toContainEqual(
    expect.stringContaining(`并入 ${target.number} 办理，现已经解决`),
  );
  expect((await site.letters('person:p-wang')).filter((each) => each.includes('已经解决'))).toHaveLength(2);
  expect((await site.letters(`enterprise:${E1}`)).filter((each) => each.includes('现已经解决'))).toEqual([]);
});

test('after its last day a round takes no more answers', async () => {
  const { items } = await site.does('panels.list', wang, {});
  site.wait(6 * DAY);
  await expect(site.does('panels.answer', wang, { id: items[0].id, body: '来迟了的一条反映' })).rejects.toThrow(
    '已经截止',
  );
});
