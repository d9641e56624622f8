import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MatterDetail } from '#platform/matters';
import { runClearway } from './command-line.ts';
import { startUnseenSite, type UnseenSite } from './site.ts';

type LoopView = {
  readonly title: string;
  readonly canOpen: boolean;
  readonly subject: string;
  readonly fields: readonly { readonly name: string; readonly type: string; readonly options?: readonly object[] }[];
};

const FILED = {
  loop: 'joint-acceptance',
  fields: { title: '智造新城三号厂房', kind: 'plant', completed: '2026-09-30', area: 12_000 },
};
const OWED = expect.stringContaining('还有1个会办单位没有答复：市消防救援支队');

describe('a loop that the code has never seen', () => {
  let unseen: UnseenSite;
  beforeAll(async () => {
    unseen = await startUnseenSite();
  });
  afterAll(async () => {
    await unseen[Symbol.asyncDispose]();
  });

  it('says through the API what it asks for, and who may open it', async () => {
    const { office, housing } = unseen.as;
    const loop = await office.get<LoopView>('/api/loops/joint-acceptance');
    expect(loop).toMatchObject({ title: '竣工联合验收', canOpen: true, subject: 'none' });
    expect(loop.fields.map((each) => each.name)).toEqual(['title', 'kind', 'completed', 'area', 'notes']);
    expect(loop.fields[1]).toMatchObject({ type: 'code', list: 'works-kind', required: true });
    expect(loop.fields[1]?.options).toContainEqual({ code: 'municipal', title: '市政配套' });
    const { items } = await housing.get<{ items: readonly (LoopView & { id: string })[] }>('/api/loops');
    expect(items.find((each) => each.id === 'joint-acceptance')?.canOpen).toBe(false);
    const refused = await housing.tries<{ title: string }>('POST', '/api/matters', FILED);
    expect(refused).toMatchObject({ status: 403, body: { title: '您不能新建“竣工联合验收”' } });
  });

  it('refuses a form that lacks a field or names a code that no list knows, saying which', async () => {
    const { office } = unseen.as;
    const { completed: _, ...short } = FILED.fields;
    const lacking = await office.tries('POST', '/api/matters', { ...FILED, fields: short });
    expect(lacking.body).toMatchObject({ at: [{ path: 'completed', message: '请填写“完工日期”' }] });
    const strange = await office.tries('POST', '/api/matters', { ...FILED, fields: { ...FILED.fields, kind: 'ship' } });
    expect(strange).toMatchObject({
      status: 422,
      body: { at: [{ path: 'kind', message: '“工程类别”没有代码 ship' }] },
    });
  });

  it('is handled through the API: co-handler, extension, suspension, conclusion', async () => {
    const { office, housing, fire } = unseen.as;
    const filed = await office.post('/api/matters', FILED);
    expect(filed).toMatchObject({ title: '智造新城三号厂房', status: { title: '待交办' } });
    expect(filed.fields.map((each) => each.display)).toEqual(expect.arrayContaining(['工业厂房', '2026年9月30日']));
    expect(filed.number).toMatch(/^YS-\d{4}-\d{4}$/);
    await office.move(filed.id, 'hand-over', { unit: 'qz-housing' });
    await housing.move(filed.id, 'sign');
    await housing.move(filed.id, 'invite', { units: ['qz-fire'], ask: '请核查消防设施' });
    const waiting = await housing.get<MatterDetail>(`/api/matters/${filed.id}`);
    expect(waiting.blocked).toContainEqual({ move: 'conclude', title: '出具联合验收意见', why: OWED });
    const todo = await fire.get<{ items: MatterDetail[] }>('/api/matters?queue=todo');
    expect(todo.items[0]).toMatchObject({ id: filed.id, next: { move: 'opinion', title: '出具专业意见' } });
    await fire.move(filed.id, 'opinion', { kind: 'agree' });

    await housing.move(filed.id, 'ask-longer', { amount: 3, reason: '检测报告未出' });
    const longer = await office.move(filed.id, 'decide-longer', { verdict: 'agree' });
    expect(longer.clocks.find((each) => each.name === 'whole')?.extensions).toMatchObject([{ amount: 3 }]);
    const stopped = await housing.move(filed.id, 'order-fixing', { severity: 'light', ask: '补齐疏散标志' });
    expect(stopped).toMatchObject({ lamp: 'suspended', suspension: { title: '等项目单位整改' } });
    const again = await housing.move(filed.id, 'fixed', { note: '已补齐' });
    expect(again).toMatchObject({ lamp: 'normal', status: { title: '验收中' } });
    const closed = await housing.move(filed.id, 'conclude', { reply: '验收合格' });
    expect(closed).toMatchObject({ lamp: 'done', status: { title: '已出意见' } });
    expect(closed.timeline.map((each) => each.title).join()).toContain('暂停计时：等项目单位整改');
  });

  it('resumes by itself when the suspension has lasted as long as its ground allows', async () => {
    const { office, housing } = unseen.as;
    const { id } = await office.post('/api/matters', { ...FILED, region: '330825' });
    expect((await office.get<MatterDetail>(`/api/matters/${id}`)).holder?.unit.id).toBe('longyou-biz-office');
    const own = await office.post('/api/matters', FILED);
    await office.move(own.id, 'hand-over', { unit: 'qz-housing' });
    await housing.move(own.id, 'sign');
    await housing.move(own.id, 'order-fixing', { severity: 'grave', ask: '屋面渗漏' });
    await unseen.site.wired.sweep('quzhou', Date.now() + 70 * 86_400_000);
    const resumed = await housing.get<MatterDetail>(`/api/matters/${own.id}`);
    expect(resumed.status.title).toBe('验收中');
    expect(resumed.timeline.map((each) => each.title)).toContain('整改期满，继续验收 → 验收中');
  });

  it('is opened, moved and listed from the command line', { timeout: 180_000 }, async () => {
    const { as, url, home } = unseen;
    const run = (...args: string[]) =>
      runClearway(args, { CLEARWAY_SERVER: url, CLEARWAY_TOKEN: as.office.token, CLEARWAY_HOME: home });
    const fields = JSON.stringify({ ...FILED.fields, title: '智慧新城人才公寓' });
    const opened = await run('matters', 'open', '--loop', 'joint-acceptance', '--fields', fields, '--json');
    const { id, number } = JSON.parse(opened.stdout) as MatterDetail;
    const moved = await run('matters', 'move', id, 'hand-over', '--set', 'unit=qz-housing', '--json');
    expect(JSON.parse(moved.stdout)).toMatchObject({ number, status: { title: '验收中' }, lamp: 'normal' });
    const listed = await run('matters', 'list', '--loop', 'joint-acceptance', '--status', 'inspecting');
    expect(listed.stdout).toContain('智慧新城人才公寓');
    const twice = await run('matters', 'move', id, 'hand-over', '--set', 'unit=qz-housing');
    expect(twice).toMatchObject({ exitCode: 1, stdout: '' });
    expect(twice.stderr).toMatch(/^✗ .*交牵头部门/);
  });
});
