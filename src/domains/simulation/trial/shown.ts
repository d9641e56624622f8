import { z } from 'zod';
import { type Line, shownCell, shownTotals, type TrialAnswer } from '#engines/rules';

/** What may be shown of a cell; `null` is fewer than ten, where the reader may not see single facts. */
export const Shown = z.object({
  count: z.number().nullable().describe('户数；不足 10 户且含无权查看的数据时为空'),
  amount: z.number().nullable().describe('金额，分'),
});
export type Shown = z.infer<typeof Shown>;

export const Changes = z.object({ gained: Shown, lost: Shown, more: Shown, less: Shown });
export const ShownLine = Changes.extend({ key: z.string().nullable(), label: z.string(), now: Shown, base: Shown });
export const Breakdown = z.object({ name: z.string(), title: z.string(), lines: z.array(ShownLine) });
export const RuleShown = z.object({
  rule: z.string(),
  guarded: z.boolean().describe('这一条含无权查看的数据，户数和金额取整'),
  certain: Shown.describe('确定符合的，及本条单独计算的金额'),
  unknown: Shown.describe('缺数据、还说不准的'),
  paid: Shown.describe('从高、上限、名额、预算之后实际兑付的'),
  open: z.number().nullable().describe('符合但金额缺数据的'),
  nothing: z.number().nullable().describe('符合但金额为零的'),
  yields: z.number().nullable().describe('从高不重复让给别的条款的'),
  cut: z.number().nullable().describe('名额或预算用完而未兑付的'),
});
export const Figures = Changes.extend({
  guarded: z.boolean().describe('含无权查看的数据：数据按十户归并，户数和金额取整，不足 10 户不显示'),
  moved: z.boolean().describe('改动过数、预算或名额；没有改动的与现行一样'),
  now: Shown,
  base: Shown,
  possible: Shown.describe('缺数据的也全部符合时'),
  rules: z.array(RuleShown),
  by: z.array(Breakdown),
});
export type Figures = z.infer<typeof Figures>;

/** A mere number, of which nobody knows whose it is, cannot be rounded safely: it is not said. */
const shownCount = (count: number, guarded: boolean): number | null => (guarded ? null : count);

type Labels = ReadonlyMap<string, { readonly title: string; readonly label: (key: string) => string }>;

const shownLine = (line: Line, guarded: boolean, label: (key: string) => string) => ({
  key: line.key,
  label: line.key === null ? '未知' : label(line.key),
  now: shownCell(line.now, guarded, line.base.count),
  base: shownCell(line.base, guarded, line.base.count),
  gained: shownCell(line.gained, guarded),
  lost: shownCell(line.lost, guarded),
  more: shownCell(line.more, guarded),
  less: shownCell(line.less, guarded),
});

const NOTHING: Shown = { count: 0, amount: 0 };
const UNCHANGED: z.infer<typeof Changes> = { gained: NOTHING, lost: NOTHING, more: NOTHING, less: NOTHING };

export type Showing = {
  /** Clauses that stand on facts which the reader may not see. */
  readonly guarded: readonly string[];
  /** What one clause pays hangs on the others. */
  readonly together: boolean;
  /** Nothing moved changes nothing, whoever looks. */
  readonly moved: boolean;
  /** The budget, beyond which nothing is spent. */
  readonly most?: number | undefined;
  readonly labels: Labels;
};

const shownRule = (rule: TrialAnswer['rules'][number], guarded: boolean, pays: boolean, like: number) => ({
  rule: rule.rule,
  guarded,
  certain: shownCell(rule.certain, guarded, like),
  unknown: shownCell(rule.unknown, guarded, like),
  paid: shownCell(rule.paid, pays, like),
  open: shownCount(rule.open, guarded),
  nothing: shownCount(rule.nothing, guarded),
  yields: shownCount(rule.yields, pays),
  cut: shownCount(rule.cut, pays),
});

/** Figures as their reader may see them. */
export function shownFigures(answer: TrialAnswer, { guarded: rules, together, moved, most, labels }: Showing): Figures {
  const guarded = rules.length > 0;
  const isOne = (rule: string) => rules.includes(rule);
  const before = answer.rules.map(({ rule }) => (together ? guarded : isOne(rule)));
  const pays = most === undefined ? before : before.map(() => guarded);
  return {
    guarded,
    moved,
    ...shownTotals(answer, answer.paid, { hidden: pays, before, most }),
    ...(moved ? {} : UNCHANGED),
    rules: answer.rules.map((each, at) =>
      shownRule(each, isOne(each.rule), pays[at] === true, answer.paid.base[at]?.count ?? 0),
    ),
    by: answer.by.map(({ name, lines }) => ({
      name,
      title: labels.get(name)?.title ?? name,
      lines: lines
        .map((line) => ({
          ...shownLine(line, guarded, labels.get(name)?.label ?? ((key) => key)),
          ...(moved ? {} : UNCHANGED),
        }))
        .toSorted((a, b) => (b.now.amount ?? -1) - (a.now.amount ?? -1) || (b.now.count ?? -1) - (a.now.count ?? -1)),
    })),
  };
}
