import type { Actor } from '#kernel';
import { isRefusal } from '#kernel';
import type { DemoCity, Step } from '#platform/demo';

type Run = (step: Pick<Step, 'at' | 'actor' | 'operation' | 'input'>) => Promise<unknown>;

const DAY = 86_400_000;
const HOUR = 3_600_000;

/** What firms ask for, and every how many of them: some are granted at once, some refused, some go to a clerk. */
const ASKED = [
  { clause: 'rd-subsidy', every: 9 },
  { clause: 'rent-relief', every: 13 },
  { clause: 'digital-small', every: 17 },
  { clause: 'upgrade', every: 31 },
  { clause: 'phd', every: 37 },
] as const;

/**
 * Policies at work in the demo city, through the operations of those who use them: claims in every state, one batch of
 * 免申即享 confirmed and one in publicity with an objection, and a draft on its way.
 */
export async function tellPolicies(demo: DemoCity, run: Run, now: number): Promise<void> {
  const clerk = demo.official('qz-economy-it', 'liaison');
  const head = demo.official('qz-economy-it', 'head');
  const planner = demo.official('qz-biz-office', 'planner');
  if (!clerk || !head || !planner) return;
  const as = (actor: Actor, at: number) => (operation: string, input: Step['input']) =>
    run({ at, actor, operation, input });
  const before = (await as(clerk, now)('claims.batches', {})) as { readonly items: readonly unknown[] };
  if (before.items.length > 0) return; // told before, by a start that was interrupted
  const batch = (clause: string, at: number) =>
    as(clerk, at)('claims.open-batch', { clause }) as Promise<{ id: string }>;
  const confirmed = await batch('cloud', now - 16 * DAY);
  await as(head, now - 4 * DAY)('claims.confirm-batch', { id: confirmed.id });
  const open = await batch('green-factory', now - DAY);
  const { lines } = (await as(clerk, now)('claims.batch', { id: open.id })) as { lines: readonly { id: string }[] };
  const [first] = lines;
  const objector = demo.enterprises[0];
  if (first && objector)
    await as(demo.firm(objector.id), now - 5 * HOUR)('claims.object', {
      id: first.id,
      text: '这家企业今年已被撤销绿色工厂称号（演示）',
    });
  await askFor(demo, run, now);
  await draft(as, planner, now);
}

/** A refusal is part of the story: who has it already, or where the policy does not reach. */
async function askFor(demo: DemoCity, run: Run, now: number): Promise<void> {
  for (const { clause, every } of ASKED)
    for (const [at, { id }] of demo.enterprises.entries()) {
      if (at % every !== every - 1) continue;
      try {
        await run({
          at: now - ((at % 14) + 1) * DAY + (at % 7) * HOUR,
          actor: demo.firm(id),
          operation: 'claims.apply',
          input: { clause },
        });
      } catch (error) {
        if (!isRefusal(error)) throw error;
      }
    }
}

type As = (actor: Actor, at: number) => (operation: string, input: Step['input']) => Promise<unknown>;

async function draft(as: As, planner: Actor, now: number): Promise<void> {
  const { id } = (await as(planner, now - 8 * DAY)('policies.add-draft', { yaml: DRAFT })) as { id: string };
  const say = as(planner, now - 3 * DAY);
  await say('policies.add-opinion', {
    id,
    from: '示例商会',
    kind: 'chamber',
    text: '3%的门槛对初创企业偏高，建议成立三年内的降到2%。',
  });
  await say('policies.add-opinion', {
    id,
    from: '示例新材料公司',
    kind: 'enterprise',
    text: '希望不要求五年内不迁离。',
  });
  await say('policies.answer-opinion', { id, opinion: 'o2', adopted: true, text: '采纳，删去相关表述。' });
}

const DRAFT = `policy: demo-draft-research
title: 关于支持企业研发的若干政策（演示草案）
issuer: 演示市人民政府
level: city
issued: 2026-12-01
from: 2026-12-01
to: 2027-12-31
review: 2027-10-31
demo: true
clauses:
  - clause: demo-draft-research-1
    article: 第一条
    title: 研发投入补助（草案）
    kind: subsidy
    text: >-
      第一条 上年度研发费用占营业收入比例不低于3%、营业收入不超过4亿元、承诺五年内不迁离本市的企业，按研发费用的6%给予补助，最高150万元。
    plain: 研发投入够3%，补6%，最高150万元。
    mode: instant
    owner: qz-science
    budget: 科技专项资金
    conditions:
      - { when: 上年研发费用 / 上年营业收入 >= 3%, quote: 研发费用占营业收入比例不低于3% }
      - { when: 上年营业收入 <= 4亿元, quote: 营业收入不超过4亿元 }
    amount: { kind: share, of: 上年研发费用, rate: 6%, cap: 150万元 }
    sample: { 上年研发费用: 300万元, 上年营业收入: 1亿元 }
    cases:
      - { name: 刚好3%, expect: 可享, amount: 18万元 }
      - { name: 差一点, set: { 上年研发费用: 299.99万元 }, expect: 不符 }
      - { name: 没有研发数据, set: { 上年研发费用: null }, expect: 未知, missing: [上年研发费用] }
`;
