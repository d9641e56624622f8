import { z } from 'zod';
import { indicatorOf, leavesOf } from '#engines/indicators';
import { addMonths, type Call, day, startOfDay } from '#kernel';
import type { EvaluationPorts } from '../ports.ts';
import type { MonthState } from './month.ts';

export const Month = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/, '月份须为 YYYY-MM');
const Named = z.object({ id: z.string(), name: z.string() });

export const AppraisalMonth = z.object({
  month: z.string(),
  title: z.string(),
  version: z.string(),
  caution: z.string().optional(),
  status: z.enum(['running', 'open', 'proposed', 'frozen']).describe('进行中、待提交、待签发、已冻结'),
  run: z.string(),
  proposedBy: z.string().optional(),
  proposedAt: z.number().optional(),
  frozenAt: z.number().optional(),
  mayFreeze: z.boolean().describe('提交和签发须是两个人'),
  items: z.array(z.object({ id: z.string(), title: z.string(), unit: z.string(), weight: z.number() })),
  lines: z.array(
    z.object({
      unit: Named,
      score: z.number().nullable(),
      frozenScore: z.number().nullable().optional().describe('冻结后有异议成立、得分更正的，更正前的得分'),
      scoreInterval: z.tuple([z.number(), z.number()]).nullable(),
      tier: z.number().nullable(),
      rank: z.number().nullable(),
      few: z.literal(true).optional().describe('件数少，不排名'),
      parts: z.array(
        z.object({
          indicator: z.string(),
          value: z.number().nullable(),
          points: z.number().nullable(),
          of: z.number(),
        }),
      ),
    }),
  ),
  corrections: z
    .array(
      z.object({ unit: Named, indicator: z.string(), matter: z.string(), at: z.number(), afterFreeze: z.boolean() }),
    )
    .describe('异议成立、不再计入的记录'),
});
export type AppraisalMonth = z.infer<typeof AppraisalMonth>;

function statusOf({ stored }: MonthState, month: string, now: number): AppraisalMonth['status'] {
  if (stored) return stored.frozenAt === undefined ? 'proposed' : 'frozen';
  return startOfDay(addMonths(day(`${month}-01`), 1)) <= now ? 'open' : 'running';
}

export async function viewMonth(
  ports: EvaluationPorts,
  call: Call,
  month: string,
  state: MonthState,
): Promise<AppraisalMonth> {
  const { stored, input, lines, late } = state;
  const { scheme, corrections = [] } = input;
  const name = await ports.unitNames(call);
  const status = statusOf(state, month, call.now);
  const frozen = new Map(late.length > 0 ? stored?.lines.map((each) => [each.unit, each.score] as const) : []);
  const isLate = new Set(late.map((each) => each.matter));
  return {
    month,
    title: scheme.title,
    version: scheme.version,
    ...(scheme.caution ? { caution: scheme.caution } : {}),
    status,
    run: state.run,
    ...(stored ? { proposedBy: stored.proposedBy, proposedAt: stored.proposedAt } : {}),
    ...(stored?.frozenAt === undefined ? {} : { frozenAt: stored.frozenAt }),
    mayFreeze:
      status === 'proposed' &&
      stored?.proposedBy !== call.actor.id &&
      call.actor.permissions.includes('appraisal.manage'),
    items: leavesOf(scheme.root).map((leaf) => ({
      id: indicatorOf(leaf),
      title: leaf.title,
      unit: leaf.unit ?? '',
      weight: leaf.weight,
    })),
    lines: lines.map(({ unit, scoreInterval, parts, ...line }) => {
      const before = frozen.get(unit);
      return {
        ...line,
        unit: { id: unit, name: name(unit) },
        ...(before === undefined || before === line.score ? {} : { frozenScore: before }),
        scoreInterval: scoreInterval ? [scoreInterval[0], scoreInterval[1]] : null,
        parts: [...parts],
      };
    }),
    corrections: corrections.map(({ unit, indicator, matter, at }) => ({
      unit: { id: unit, name: name(unit) },
      indicator,
      matter,
      at,
      afterFreeze: isLate.has(matter),
    })),
  };
}
