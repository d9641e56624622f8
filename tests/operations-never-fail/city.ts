import { readFileSync } from 'node:fs';
import { type Actor, makeUscc } from '#kernel';
import { enterpriseActor, type TestSite } from '#testing/site';

/** Inputs that work, by operation: the hostile ones start from these too, and so get past the door. */
export type Good = Readonly<Record<string, object>>;

export type Known = {
  readonly ids: readonly string[];
  readonly good: Good;
  /** One thing that exists, by the first word of the paths that lead to it. */
  readonly of: Readonly<Record<string, string>>;
};

/** A city with one of most things, and the ids that lead there. */
export async function knownIds(site: TestSite, actor: Actor): Promise<Known> {
  const uscc = makeUscc('9', '1', '330825', 'MA000001');
  const ids = new Set([
    'quzhou',
    'appeal',
    'assign',
    'sign',
    'comment',
    'longyou-power',
    'qz-biz-office',
    'p-all',
    uscc,
  ]);
  const keep = (answer: Record<string, unknown>): void => {
    for (const [name, value] of Object.entries(answer))
      if (typeof value === 'string' && /^(id|number|code|person)$/.test(name)) ids.add(value);
  };
  const filed = await site.call(enterpriseActor(uscc), 'appeals.file', {
    body: '厂区双回路供电两个月没有批复',
    region: '330825',
  });
  keep(filed);
  await site
    .call(actor, 'matters.move', { id: filed.id, move: 'assign', unit: 'longyou-power' })
    .catch(() => undefined);
  const text = readFileSync(new URL('../../packs/quzhou/plans/quzhou-2022-推进机制.txt', import.meta.url), 'utf8');
  const draft = await site.call(actor, 'plans.parse', { text });
  const plan = await site.call<{ id: string }>(actor, 'plans.add', draft);
  keep(plan);
  const made: Record<string, string> = { matters: String(filed.id), plans: plan.id, enterprises: uscc };
  const { now } = site.clock;
  const meeting = { title: '圆桌例会', startsAt: now, endsAt: now + 3_600_000, place: '会议室' };
  const webhook = { url: 'https://example.com/hook', title: '某系统', topics: ['matter.opened'] };
  const visit = { enterprise: uscc, note: '走访' };
  for (const [area, id, input] of [
    ['meetings', 'meetings.plan', meeting],
    ['webhooks', 'webhooks.add', webhook],
    ['visits', 'visits.add', visit],
    ['actions', 'actions.add', { title: '专项行动' }],
  ] as const)
    made[area] = String((await site.call(actor, id, input).catch(() => ({ id: '' }))).id);
  const open = { loop: 'appeal', region: '330825', enterprise: uscc, fields: { title: '用电', body: '厂区用电增容' } };
  const good = {
    'matters.open': open,
    'matters.move': { id: filed.id, move: 'comment', text: '已联系企业' },
    'matters.bulk': { ids: [filed.id], move: 'comment', input: { text: '已联系企业' } },
    'matters.get': { id: filed.id },
    'appeals.file': { body: '厂区双回路供电两个月没有批复', region: '330825' },
    'appeals.understand': { body: '厂区双回路供电两个月没有批复' },
    'plans.parse': { text },
    'meetings.plan': meeting,
    'visits.add': visit,
    'documents.issue': { template: 'weekly' },
    'posts.add': { person: { name: '周分办' }, unit: 'longyou-power', role: 'liaison' },
    'webhooks.add': webhook,
  };
  return { ids: [...ids, ...Object.values(made)], good, of: made };
}
