import type { Actor } from '#kernel';
import type { DemoCity, Step } from '#platform/demo';

type Run = (step: Pick<Step, 'at' | 'actor' | 'operation' | 'input'>) => Promise<unknown>;

const DAY = 86_400_000;

/** A draft on its way: text, opinions, one of them answered. Claims and their money are told with the funds. */
export async function tellPolicies(demo: DemoCity, run: Run, now: number): Promise<void> {
  const planner = demo.official('qz-biz-office', 'planner');
  if (!planner) return;
  const as = (actor: Actor, at: number) => (operation: string, input: Step['input']) =>
    run({ at, actor, operation, input });
  const before = (await as(planner, now)('policies.drafts', {})) as { readonly items: readonly unknown[] };
  if (before.items.length > 0) return; // told before, by a start that was interrupted
  await draft(as, planner, now);
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
  await say('policies.answer-opinion', {
    id,
    opinion: 'o2',
    adopted: true,
    text: '公平竞争审查也标出了这一句，送审稿删去。',
  });
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
