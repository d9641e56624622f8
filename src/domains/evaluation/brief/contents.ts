import { formatMoney, money } from '#kernel';
import type { Brief } from './view.ts';

const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
const ordinal = (at: number): string => NUMERALS[at] ?? String(at + 1);
const STAGES = { committed: '承诺', payable: '待拨', sent: '在途', arrived: '到账', returned: '退回' } as const;

/** What a brief says, under the names that its Word template uses. */
export const briefContents = (brief: Brief): Readonly<Record<string, unknown>> => ({
  标题: brief.title,
  期间: brief.period.label,
  概述: brief.summary,
  本周: brief.week.map(({ words }, at) => ({ 序号: at + 1, 情况: words })),
  变动: brief.moved.map(({ words, why }, at) => ({ 序号: ordinal(at), 情况: words, 原因: why })),
  平稳: brief.still.join('、'),
  差距: brief.gaps.map((gap, at) => ({
    序号: ordinal(at),
    地方: gap.region.name,
    指标: gap.title,
    分: gap.points.toFixed(1),
    得分: gap.score.toFixed(0),
    在手:
      gap.holders
        .map(({ unit, missed, person }) => `${unit.name}${missed}件${person ? `（${person.name}）` : ''}`)
        .join('、') || '没有集中在哪家单位',
    措施: doingOf(gap),
  })),
  在办: String(brief.clocks.open),
  超期: String(brief.clocks.overdue),
  临期: String(brief.clocks.near),
  最久: brief.clocks.oldestDays === undefined ? '' : String(brief.clocks.oldestDays),
  超期单位: brief.clocks.units
    .map(({ unit, overdue, near }) => ({ 单位: unit.name, 超期件数: String(overdue), 临期件数: String(near) }))
    .slice(0, 10),
  成因: brief.causes.map(({ category, count, before }) => ({
    类别: category.title,
    件数: String(count),
    此前: String(before),
  })),
  资金: brief.money ? moneyOf(brief.money) : '',
  计划: brief.plans.map(({ title, open, done, overdue, near }) => ({
    名称: title,
    完成: String(done),
    推进: String(open),
    逾期: String(overdue),
    将到期: String(near),
  })),
});

const doingOf = ({ doing, holders }: Brief['gaps'][number]): string => {
  if (holders.length === 0) return '待分析';
  return doing > 0 ? `对其督办、整改在办${doing}件` : '目前没有对其督办、整改，建议交办';
};

function moneyOf({ year, budget, stages, days }: NonNullable<Brief['money']>): string {
  const said = stages.map(({ stage, amount, items }) => `${STAGES[stage]}${formatMoney(money(amount))}（${items}笔）`);
  const took = days
    ? `从申报（没有申报的从承诺）到到账一般${Math.round(days.median)}天，最慢${Math.round(days.slowest)}天。`
    : '';
  return `${year}年预算${formatMoney(money(budget))}，${said.join('，')}。${took}`;
}
