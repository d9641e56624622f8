import { z } from 'zod';
import { type Call, operation, refuse } from '#kernel';
import type { EvaluationPorts } from '../ports.ts';
import { type Deduction, deductionsOf } from './deductions.ts';
import { monthState, SCHEME } from './month.ts';
import { AppraisalMonth, Month, viewMonth } from './month-view.ts';
import type { Rated } from './ports.ts';
import { monthWindow } from './tallies.ts';

const Id = z.string().min(1).max(64);

export const UnitItem = z.object({
  indicator: z.string(),
  title: z.string(),
  unit: z.string(),
  weight: z.number(),
  assumed: z.boolean(),
  value: z.number().nullable(),
  points: z.number().nullable(),
  of: z.number(),
  lost: z.number().describe('扣分；加分项没有得到的不算扣分'),
  credit: z.boolean().describe('加分项'),
  words: z.string(),
  rule: z.string().describe('按值折算成分的办法'),
  source: z.string(),
  counted: z.number(),
  costs: z.number().describe('扣分（加分）的记录数'),
  hidden: z.number().describe('您无权查看内容的件数'),
  records: z.array(
    z.object({
      record: z.string(),
      at: z.number(),
      points: z.number(),
      number: z.string().optional(),
      title: z.string().optional(),
      matter: z.string().optional().describe('由它立的事项，如差评整改'),
      status: z.string().optional(),
      clock: z
        .object({ title: z.string(), share: z.number(), workingDays: z.number() })
        .optional()
        .describe('超期的时限，本单位占用的份额'),
      objection: z.string().optional().describe('已提出的异议'),
    }),
  ),
  moves: z
    .array(
      z.object({
        indicator: z.string(),
        title: z.string(),
        category: z.string().optional(),
        region: z.string().optional(),
        place: z.string(),
        before: z.number().nullable(),
        now: z.number().nullable(),
        move: z.number(),
      }),
    )
    .describe('牵头的指标各自的升降'),
});

export const AppraisalUnit = z.object({
  month: AppraisalMonth.omit({ lines: true, items: true, corrections: true }),
  line: AppraisalMonth.shape.lines.element,
  items: z.array(UnitItem),
  mayObject: z.boolean(),
});
export type AppraisalUnit = z.infer<typeof AppraisalUnit>;

/** A department's score, walked from every point down to the events behind it. */
export const unitOperation = (ports: EvaluationPorts) =>
  operation({
    id: 'appraisal.unit',
    method: 'GET',
    path: '/api/appraisal/unit',
    title: '一个单位的月打分：每一分扣在哪件事上',
    permission: 'appraisal.own',
    input: z.object({ month: Month, unit: Id.optional().describe('不写为本单位；看别的单位须能查看各单位月打分') }),
    output: AppraisalUnit,
    handle: (call, { month, unit }) => readUnit(ports, call, month, unit),
  });

/** Whose score may be seen: one's own; with the right to see others', those of the same city, county or below. */
export async function unitAsked(
  ports: Pick<EvaluationPorts, 'ancestors'>,
  call: Call,
  unit: string | undefined,
): Promise<string> {
  const { unit: own = '', permissions } = call.actor;
  const wanted = unit ?? own;
  if (wanted === own) return own;
  const above = await ports.ancestors(call);
  const [ground = own] = above(own);
  const isWithin = wanted === ground || above(wanted).some((each) => each === ground || each === own);
  if (isWithin && permissions.includes('appraisal.read')) return wanted;
  throw refuse({ code: 'appraisal.not-own', kind: 'forbidden', what: '只能查看本单位的得分明细' });
}

export async function readUnit(
  ports: EvaluationPorts,
  call: Call,
  month: string,
  asked: string | undefined,
  limit = 100,
): Promise<AppraisalUnit> {
  const unit = await unitAsked(ports, call, asked);
  const state = await monthState(ports, call, month);
  const line = state.lines.find((each) => each.unit === unit);
  const { items: _, lines, corrections: __, ...head } = await viewMonth(ports, call, month, state);
  const shown = lines.find((each) => each.unit.id === unit);
  if (!line || !shown)
    throw refuse({
      code: 'appraisal.not-scored',
      kind: 'not-found',
      what: '本单位这个月没有得分',
      why: '可计的分值不足三成',
      todo: '请换一个月份',
    });
  const window = monthWindow(month, state.knownAt);
  const deductions = await deductionsOf(ports, { tenant: call.tenant, month, window, input: state.input, line, limit });
  const ids = [...new Set(deductions.flatMap((each) => each.records.map((one) => one.record)))];
  const ratings = deductions.flatMap((each) => (each.source === 'rating' ? each.records.map((one) => one.record) : []));
  const [rows, rated, objections] = await Promise.all([
    ports.rows(call, ids),
    ports.rated(call.tenant, ratings),
    ports.corrections.objections(call.tenant, SCHEME, month, unit),
  ]);
  const matters = new Map(rows.map((each) => [each.id, each]));
  const objected = new Map(objections.map((each) => [`${each.indicator} ${each.record}`, each.matter]));
  return {
    month: head,
    line: shown,
    items: deductions.map((each) => itemOf(ports, call, each, { matters, rated, objected })),
    mayObject: call.actor.unit === unit,
  };
}

type Known = {
  readonly matters: ReadonlyMap<string, Awaited<ReturnType<EvaluationPorts['rows']>>[number]>;
  readonly rated: ReadonlyMap<string, Rated>;
  readonly objected: ReadonlyMap<string, string>;
};

/** A rating is told by what it was about and how it was; what was said in it is read where ratings are. */
const ratingLine = (rating: Rated | undefined) =>
  rating
    ? {
        ...(rating.number === null ? {} : { number: rating.number }),
        ...(rating.matter === null ? {} : { matter: rating.matter }),
        title: `${rating.item}：满意等级 ${rating.grade}`,
      }
    : {};

function itemOf(
  ports: EvaluationPorts,
  { tenant }: Call,
  { leaf, records, source, moves, ...item }: Deduction,
  { matters, rated, objected }: Known,
): z.infer<typeof UnitItem> {
  return {
    ...item,
    source,
    title: leaf.title,
    unit: leaf.unit ?? '',
    weight: leaf.weight,
    assumed: leaf.assumed ?? false,
    rule: ruleOf(leaf.normaliser),
    moves: moves.map(({ unit: _, title, category, region, ...each }) => ({
      ...each,
      title: category === undefined ? title : `${ports.categoryTitle(category)}${title}`,
      place: ports.regions().find(({ code }) => code === region)?.name ?? '全市',
      ...(category === undefined ? {} : { category }),
      ...(region === undefined ? {} : { region }),
    })),
    hidden: source === 'matter' || source === 'clock' ? records.filter((each) => !matters.has(each.record)).length : 0,
    records: records.map(({ clock, ...each }) => {
      const matter = matters.get(each.record);
      const objection = objected.get(`${item.indicator} ${each.record}`);
      return {
        ...each,
        ...(source === 'rating' ? ratingLine(rated.get(each.record)) : {}),
        ...(matter ? { number: matter.number, title: matter.title, status: matter.status.title } : {}),
        ...(objection ? { objection } : {}),
        ...(clock
          ? {
              clock: {
                title: ports.clockTitle(tenant, clock.source, clock.clock),
                share: clock.share,
                workingDays: clock.minutes / 480,
              },
            }
          : {}),
      };
    }),
  };
}

function ruleOf(normaliser: Deduction['leaf']['normaliser']): string {
  if (normaliser?.kind !== 'goalposts') return '';
  return `${normaliser.worst} 得 0 分，${normaliser.frontier} 得满分，中间按比例`;
}
