import type { FactDeclaration } from '#language';

/** Where indicators count from: a loop of matters, or another record that the system keeps. */
export const SOURCE_KINDS = ['matter', 'visit', 'meeting', 'rating', 'claim'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

const yes = (names: string): readonly FactDeclaration[] =>
  names.split(' ').map((name) => ({ name, type: 'boolean' as const }));
const many = (names: string): readonly FactDeclaration[] =>
  names.split(' ').map((name) => ({ name, type: 'number' as const }));
const text = (names: string): readonly FactDeclaration[] =>
  names.split(' ').map((name) => ({ name, type: 'string' as const }));

const CLOCK = (word: string): readonly FactDeclaration[] => [
  ...yes(`${word}到期 ${word}按时 ${word}超期`),
  ...many(`${word}用时 ${word}延期次数`),
];

const MATTER: readonly FactDeclaration[] = [
  ...text('动作 环节 结果 渠道 类别 地区 定级'),
  ...yes('撤回 合并 不予受理 了结 已解决 在办 已结 挂账 暂停 督办 领导批示 已评价 代办 隐名 有企业 超期'),
  ...many(
    '重办次数 退办次数 转办次数 回访次数 催办次数 企业催问次数 督办次数 补正次数 报进展次数 会办数 会办答复数 会办逾期数',
  ),
  ...many('经手单位数 评价等级 全程用时 分办用时 签收用时'),
];
const VISIT: readonly FactDeclaration[] = [...text('动作 方式 情况'), ...yes('转为诉求 有网格')];
const RATING: readonly FactDeclaration[] = [...text('动作 渠道'), ...yes('好评 差评 主动'), ...many('评价等级')];
const CLAIM: readonly FactDeclaration[] = [...text('动作'), ...yes('免申即享'), ...many('兑现用时 审定用时 金额')];
const MEETING: readonly FactDeclaration[] = [...text('动作 类型 状态'), ...yes('已召开 已闭会')];

/** What an expression over records of this source may name; clocks go by the words that the pack gives them. */
export const factsFor = (kind: SourceKind, clocks: readonly string[]): readonly FactDeclaration[] =>
  kind === 'matter' ? [...MATTER, ...clocks.flatMap(CLOCK)] : ONCE[kind];

const ONCE: Readonly<Record<Exclude<SourceKind, 'matter'>, readonly FactDeclaration[]>> = {
  visit: VISIT,
  meeting: MEETING,
  rating: RATING,
  claim: CLAIM,
};
