type Unit = { readonly id: string; readonly name: string };

/**
 * Where a draft begins: a policy that reads and whose cases come out, to be written over. Its mark is its own: two that
 * were begun on one day are two policies.
 */
export const blankPolicy = (day: string, mark: string, unit: Unit | undefined): string => `policy: draft-${mark}
title: 关于支持企业研发的若干政策（草案）
issuer: ${unit?.name ?? '市人民政府'}
level: city
issued: ${day}
from: ${day}
to: ${Number(day.slice(0, 4)) + 1}-12-31
review: ${Number(day.slice(0, 4)) + 1}-10-31
clauses:
  - clause: draft-${mark}-1
    article: 第一条
    title: 研发投入补助
    kind: subsidy
    text: >-
      第一条 上年度研发费用占营业收入比例不低于3%、营业收入不超过4亿元的企业，按研发费用的5%给予补助，最高100万元。
    plain: 研发投入够3%，补5%，最高100万元。
    mode: instant
    owner: ${unit?.id ?? 'owner'}
    budget: 科技专项资金
    conditions:
      - { when: 上年研发费用 / 上年营业收入 >= 3%, quote: 研发费用占营业收入比例不低于3% }
      - { when: 上年营业收入 <= 4亿元, quote: 营业收入不超过4亿元 }
    amount: { kind: share, of: 上年研发费用, rate: 5%, cap: 100万元 }
    sample: { 上年研发费用: 300万元, 上年营业收入: 1亿元 }
    cases:
      - { name: 刚好3%, expect: 可享, amount: 15万元 }
      - { name: 差一点, set: { 上年研发费用: 299.99万元 }, expect: 不符 }
      - { name: 没有研发数据, set: { 上年研发费用: null }, expect: 未知, missing: [上年研发费用] }
`;
