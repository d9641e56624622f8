import { z } from 'zod';
import { indicatorOf, leavesOf } from '#engines/indicators';
import type { Call } from '#kernel';
import { subjectNames } from '../collect/collected-leaves.ts';
import { periodWords } from '../collect/periods.ts';
import { PERIODS, type Period } from '../events/window.ts';
import { ENTERPRISES } from '../firms/frame.ts';
import { type LateFactLog, lateFacts } from '../firms/late-facts.ts';
import { lateEdits } from './late-edits.ts';
import type { SchemeRun, SchemeRunHead, SchemeRunLine, SchemeRunPorts } from './ports.ts';
import { scoreRun } from './score.ts';

const Named = z.object({ id: z.string(), name: z.string() });
const Pair = z.tuple([z.number(), z.number()]).nullable();

export const Head = z.object({
  id: z.string(),
  scheme: Named,
  period: z.string(),
  on: z.string(),
  status: z.enum(['proposed', 'frozen']),
  proposedBy: Named,
  proposedAt: z.number(),
  frozenBy: Named.optional(),
  frozenAt: z.number().optional(),
});

const FirmFacts = z.object({
  title: z.string(),
  at: z.number(),
  facts: z.number().describe('改了多少项'),
  listed: z.array(
    z.object({
      enterprise: Named,
      fact: z.string(),
      before: z.number().nullable(),
      after: z.number().nullable(),
    }),
  ),
  moved: z.number().describe('多少家的档次或得分变了'),
  firms: z.array(
    z.object({
      enterprise: Named,
      gradeBefore: z.string().nullable(),
      gradeAfter: z.string().nullable(),
      scoreBefore: z.number().nullable(),
      scoreAfter: z.number().nullable(),
      own: z.boolean().describe('自己的数变了；否则是被别家带动'),
    }),
  ),
});

export const View = Head.extend({
  mayFreeze: z.boolean(),
  textHash: z.string(),
  same: z.boolean().describe('由留存的数据重算，结果逐字节相同'),
  lines: z.array(
    z.object({
      unit: Named,
      score: z.number().nullable(),
      scoreInterval: Pair,
      rankInterval: Pair,
      rank: z.number().nullable(),
      tier: z.number().nullable(),
      coverage: z.number(),
      grade: z.string().nullable().optional().describe('分档的方案：档次'),
      held: z.number().nullable().optional().describe('权重变动时仍是这一档的占比'),
    }),
  ),
  total: z.number().describe('评价了多少对象；这里至多列前 200 个'),
  lateEdits: z.array(
    z.object({
      indicator: Named,
      subject: Named,
      period: z.string(),
      before: z.number().nullable(),
      after: z.number().nullable(),
      at: z.number(),
      by: Named,
      why: z.string().optional(),
      matter: z.string().optional(),
      moved: z.array(
        z.object({
          unit: Named,
          scoreBefore: z.number().nullable(),
          scoreAfter: z.number().nullable(),
          placeBefore: z.number().nullable(),
          placeAfter: z.number().nullable(),
          tierBefore: z.number().nullable(),
          tierAfter: z.number().nullable(),
        }),
      ),
    }),
  ),
  lateFacts: z.array(FirmFacts).describe('对企业的评价：之后哪次数据变动动了哪家'),
  left: z.array(Named).describe('当时参加、现在不再符合参加条件的'),
});

const LISTED = 50;
const SHOWN = 200;

/** Heads as they are shown, the names of all of them asked for at once. */
export async function headViewer(
  ports: SchemeRunPorts,
  { tenant }: Call,
  heads: readonly SchemeRunHead[],
): Promise<(head: SchemeRunHead) => z.infer<typeof Head>> {
  const people = heads.flatMap((each) => [each.proposedBy, ...(each.frozenBy ? [each.frozenBy] : [])]);
  const names = await ports.names(tenant, [...new Set(people)]);
  const titles = new Map(ports.schemes().map((each) => [each.scheme, each.title]));
  const person = (id: string) => ({ id, name: names.get(id) ?? id });
  return ({ id, scheme, period, on, proposedBy, proposedAt, frozenBy, frozenAt }) => ({
    ...{ id, on, proposedAt, scheme: { id: scheme, name: titles.get(scheme) ?? scheme } },
    period: PERIODS[period as Period] ?? period,
    status: frozenAt === null ? ('proposed' as const) : ('frozen' as const),
    proposedBy: person(proposedBy),
    ...(frozenBy === null || frozenAt === null ? {} : { frozenBy: person(frozenBy), frozenAt }),
  });
}

/** A run with whether it counts the same today, and what was corrected since. */
export async function runView(ports: SchemeRunPorts, call: Call, run: SchemeRun): Promise<z.infer<typeof View>> {
  const [head, edits] = await Promise.all([
    headViewer(ports, call, [run]),
    lateEdits(ports, call.tenant, run, call.now),
  ]);
  const people = await ports.names(call.tenant, [...new Set(edits.map((each) => each.row.recordedBy))]);
  const late = run.input.scheme.units === ENTERPRISES ? await lateFacts(ports, call.tenant, run) : undefined;
  const shown = run.lines.slice(0, SHOWN);
  const named = await naming(ports, call.tenant, run, shown);
  const titles = new Map([
    ...leavesOf(run.input.scheme.root).map((each) => [indicatorOf(each), each.title] as const),
    ...(run.input.scheme.quantities ?? []).map((each) => [each.id, each.title] as const),
  ]);
  return {
    ...head(run),
    mayFreeze:
      run.frozenAt === null && run.proposedBy !== call.actor.id && call.actor.permissions.includes('appraisal.manage'),
    textHash: run.textHash,
    same: scoreRun(run.input).textHash === run.textHash,
    total: run.lines.length,
    lines: shown.map((each) => ({
      ...each,
      unit: named(each.unit),
      scoreInterval: pair(each.scoreInterval),
      rankInterval: pair(each.rankInterval),
    })),
    lateEdits: edits.map(({ row, before, moved }) => ({
      indicator: { id: row.indicator, name: titles.get(row.indicator) ?? row.indicator },
      subject: named(row.subject),
      period: periodWords(row.period),
      ...{ before, after: row.value, at: row.recordedAt },
      by: { id: row.recordedBy, name: people.get(row.recordedBy) ?? row.recordedBy },
      ...(row.why ? { why: row.why } : {}),
      ...(row.matter ? { matter: row.matter } : {}),
      moved: moved.map((each) => ({ ...each, unit: named(each.unit) })),
    })),
    ...(await factsView(ports, call.tenant, late)),
  };
}

/** Grades that changed come first: they are what people ask about. */
async function factsView(ports: SchemeRunPorts, tenant: string, late: LateFactLog | undefined) {
  if (!late) return { lateFacts: [], left: [] };
  const catalogue = ports.facts();
  const batches = late.batches.map(({ source, facts, moved }) => ({
    ...{ source, facts, moved },
    listed: facts.slice(0, LISTED),
    firms: moved
      .toSorted((a, b) => Number(a.gradeBefore === a.gradeAfter) - Number(b.gradeBefore === b.gradeAfter))
      .slice(0, LISTED),
  }));
  const left = late.left.slice(0, SHOWN);
  const ids = batches.flatMap((each) => [...each.listed, ...each.firms].map((one) => one.enterprise));
  const names = await ports.firms.names(tenant, [...new Set([...ids, ...left])]);
  const named = (id: string) => ({ id, name: names.get(id) ?? id });
  return {
    lateFacts: batches.map(({ source: { title, at }, facts, moved, listed, firms }) => ({
      ...{ title, at, facts: facts.length, moved: moved.length },
      listed: listed.map(({ enterprise, key, before, after }) => ({
        ...{ before, after, enterprise: named(enterprise), fact: catalogue.byKey.get(key)?.name ?? key },
      })),
      firms: firms.map(({ enterprise, ...each }) => ({ ...each, enterprise: named(enterprise) })),
    })),
    left: left.map(named),
  };
}

async function naming(ports: SchemeRunPorts, tenant: string, { input }: SchemeRun, shown: readonly SchemeRunLine[]) {
  if (input.scheme.units !== ENTERPRISES) {
    const name = subjectNames(ports);
    return (id: string) => ({ id, name: name(id) });
  }
  const names = await ports.firms.names(
    tenant,
    shown.map((each) => each.unit),
  );
  return (id: string) => ({ id, name: names.get(id) ?? id });
}

const pair = (given: readonly [number, number] | null): [number, number] | null =>
  given ? [given[0], given[1]] : null;
