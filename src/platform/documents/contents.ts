import { dayOf, toInstant, type WorkingCalendar } from '#kernel';
import type { MatterRow } from '#platform/matters';
import type { Period } from './period.ts';
import type { Letterhead, UnitFigures } from './ports.ts';
import { chineseNumber, dueText, longDay, momentText, overrunText, workingText } from './wording.ts';

export type Facts = {
  readonly calendar: WorkingCalendar;
  readonly now: number;
  readonly unitName: (id: string) => string;
  readonly letterhead: Letterhead;
};

/** What every document says of its issuer and its day. */
export const head = ({ letterhead, now }: Pick<Facts, 'letterhead' | 'now'>, title: string, addressee: string) => ({
  标题: title,
  主送: addressee,
  发文机关: letterhead.issuer,
  印发机关: letterhead.issuer,
  抄送: letterhead.copies,
  成文日期: longDay(dayOf(toInstant(now))),
  截止日期: longDay(dayOf(toInstant(now))),
  截止时刻: momentText(now),
});

const MOST_ITEMS = 20;

function overdueItem(row: MatterRow, place: number, { calendar, now }: Facts) {
  const { holder } = row;
  return {
    序号: String(place + 1),
    单位序号: chineseNumber(place + 1),
    标题: row.title.replace(/[。；\s]+$/, ''),
    编号: row.number,
    环节: row.status.title,
    时限名: limitTitle(row),
    时限: `${dueText(row.dueAt, now)}${wasText(row, 'due', limitTitle(row))}`,
    承办: `${[holder?.unit.name, holder?.section, holder?.person?.name].filter(Boolean).join('') || '营商办'}${wasText(row, 'holder')}`,
    超期时长: overrunText(calendar, row.remainingMinutes ?? 0),
    持有时长: workingText(calendar, row.heldWorkingMinutes ?? 0),
  };
}

/** What it was before 变更牵头 or 延期, so that a paper and the plan do not seem to contradict each other. */
function wasText({ changed = [] }: MatterRow, of: 'holder' | 'due', title?: string): string {
  const found = changed.find((each) => each.of === of && (title === undefined || each.title === title));
  return found ? `（原${found.title}：${found.was}）` : '';
}

/** Which limit it is that runs out first: 签收时限 is not 完成期限. */
export function limitTitle({ lampWhy }: Pick<MatterRow, 'lampWhy'>): string {
  const name = /^“([^”]+)”/.exec(lampWhy)?.[1] ?? '';
  return /[时期]限$/.test(name) ? name : `${name}时限`;
}

/** 超期事项 by the unit that holds them, the most first; what does not fit is counted, not dropped in silence. */
export function overdueByUnit(rows: readonly MatterRow[], figures: readonly UnitFigures[], facts: Facts) {
  const byUnit = Map.groupBy(rows, (each) => each.holder?.unit.id ?? '');
  return figures
    .filter((each) => each.overdue > 0)
    .toSorted((a, b) => b.overdue - a.overdue)
    .map((each, place) => {
      const own = byUnit.get(each.unit) ?? [];
      const shown = own.slice(0, MOST_ITEMS);
      return {
        单位序号: chineseNumber(place + 1),
        单位: facts.unitName(each.unit),
        件数: String(each.overdue),
        最长超期: longest(own, facts),
        事项: shown.map((row, i) => overdueItem(row, i, facts)),
        另有: each.overdue > shown.length ? String(each.overdue - shown.length) : '',
      };
    });
}

const longest = (rows: readonly MatterRow[], { calendar }: Facts): string =>
  rows.length === 0 ? '—' : overrunText(calendar, Math.min(...rows.map((each) => each.remainingMinutes ?? 0)));

const total = (figures: readonly UnitFigures[], of: (each: UnitFigures) => number): number =>
  figures.reduce((sum, each) => sum + of(each), 0);

/** 通报 and 周报: the figures of a period, what is overdue and at whom, a table of the units. */
export function circularContents(
  title: string,
  period: Period,
  figures: readonly UnitFigures[],
  overdue: readonly MatterRow[],
  facts: Facts,
) {
  const sums = {
    opened: total(figures, (each) => each.opened),
    closed: total(figures, (each) => each.closed),
    open: total(figures, (each) => each.open),
    near: total(figures, (each) => each.near),
    suspended: total(figures, (each) => each.suspended),
    overdue: total(figures, (each) => each.overdue),
  };
  const byUnit = Map.groupBy(overdue, (each) => each.holder?.unit.id ?? '');
  return {
    ...head(facts, title, facts.letterhead.addressees),
    期间: period.label,
    // A paper on a month that has passed shows what is overdue on the day of the paper, and says so.
    期后: period.last < dayOf(toInstant(facts.now)),
    新增: String(sums.opened),
    办结: String(sums.closed),
    在办: String(sums.open),
    正常: String(sums.open - sums.near - sums.suspended - sums.overdue),
    临期: String(sums.near),
    暂停: String(sums.suspended),
    超期: String(sums.overdue),
    超期单位: overdueByUnit(overdue, figures, facts),
    各单位: figures.map((each) => ({
      单位: facts.unitName(each.unit),
      新增: String(each.opened),
      办结: String(each.closed),
      在办: String(each.open),
      超期: String(each.overdue),
      最长超期: longest(byUnit.get(each.unit) ?? [], facts),
    })),
  };
}

export type OrderItem = {
  readonly row: MatterRow;
  /** The full text and who else is responsible, where the matter says so. */
  readonly text?: string | undefined;
  readonly others?: string | undefined;
  /** By when the whole must be done, which may be later than the limit that runs out first. */
  readonly finalDue?: number | undefined;
};

/** 督办单 and 交办单: one unit, its matters, what is asked and by when. */
export function orderContents(
  title: string,
  items: readonly OrderItem[],
  asked: { readonly text: string; readonly reason: string; readonly replyBy: string },
  addressee: string,
  facts: Facts,
) {
  return {
    ...head(facts, title, addressee),
    要求: asked.text,
    督办缘由: asked.reason,
    反馈期限: longDay(asked.replyBy),
    事项: items.map(({ row, text, others, finalDue }, place) => ({
      ...overdueItem(row, place, facts),
      时限状态: row.lamp === 'overdue' ? `超期${overrunText(facts.calendar, row.remainingMinutes ?? 0)}` : '尚未到期',
      责任说明: row.lamp === 'overdue' ? '请说明超期原因。' : '',
      办结时限: `${dueText(finalDue ?? row.dueAt, facts.now)}${wasText(row, 'due')}`,
      原文: text ?? '',
      配合: others ?? '',
    })),
  };
}
