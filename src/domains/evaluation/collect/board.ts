import { type Call, type Day, day, dayOf, toInstant } from '#kernel';
import { schemeNamed } from '../league.ts';
import { type CollectedLeaf, collectedLeaves, subjectNames, subjectsOf } from './collected-leaves.ts';
import { periodBefore, periodNamed, periodOf, periodWords } from './periods.ts';
import type { CollectPorts } from './ports.ts';
import type { FillLine } from './stores.ts';

export type BoardCell = {
  readonly indicator: string;
  readonly title: string;
  readonly unit: string;
  readonly subject: { readonly id: string; readonly name: string };
  readonly status: 'unasked' | 'filed' | 'filling' | 'claimed' | 'published' | 'stopped';
  readonly overdue: boolean;
  readonly matter?: string;
  readonly number?: string;
  readonly holder?: { readonly id: string; readonly name: string };
  readonly dueAt?: number;
  readonly corrections: number;
  readonly feeds: { id: string; title: string }[];
  readonly value: number | null;
  readonly missing: string | null;
};

/** Where the filling of a scheme stands in a period: every cell, who has it, and what has been checked. */
export async function fillBoard(
  ports: CollectPorts,
  call: Call,
  asked: { readonly scheme: string; readonly period?: string | undefined },
) {
  const scheme = schemeNamed(ports, asked.scheme);
  const all = collectedLeaves(ports, scheme);
  const today = day(dayOf(toInstant(call.now)));
  const kinds = [...new Set(all.map((each) => each.kind))];
  const periods = periodsFor(kinds, today);
  const period =
    asked.period ?? (await latestAsked(ports, call, all, periods)) ?? periods[0]?.code ?? periodOf('year', today).code;
  const leaves = all.filter((each) => each.kind === periodNamed(period)?.kind);
  const codes = leaves.map((each) => each.indicator);
  const [lines, held, unitName] = await Promise.all([
    ports.fills.lines(call.tenant, codes, [period]),
    ports.values.held(call.tenant, codes, call.now + 1),
    ports.unitNames(call),
  ]);
  const name = subjectNames(ports);
  const lineAt = new Map(lines.map((each) => [`${each.indicator} ${each.subject}`, each]));
  const heldAt = new Map(held.map((each) => [`${each.indicator} ${each.subject} ${each.period}`, each]));
  const cells = leaves.flatMap(({ indicator, title, unit, feeds }) =>
    subjectsOf(ports, scheme).map((subject): BoardCell => {
      const row = heldAt.get(`${indicator} ${subject} ${period}`);
      return {
        ...{ indicator, title, unit, subject: { id: subject, name: name(subject) }, feeds: [...feeds] },
        ...standing(lineAt.get(`${indicator} ${subject}`), unitName),
        value: row?.value ?? null,
        missing: row?.missing ?? null,
      };
    }),
  );
  return { scheme, period, periods, cells };
}

/** The newest period in which anything was asked. */
async function latestAsked(
  ports: CollectPorts,
  { tenant }: Call,
  leaves: readonly CollectedLeaf[],
  periods: readonly { readonly code: string }[],
): Promise<string | undefined> {
  const codes = periods.map((each) => each.code);
  const lines = await ports.fills.lines(
    tenant,
    leaves.map((each) => each.indicator),
    codes,
  );
  const asked = new Set(lines.map((each) => each.period));
  return codes.find((each) => asked.has(each));
}

const STATUSES = ['filed', 'filling', 'claimed', 'published', 'stopped'] as const;

function standing(line: FillLine | undefined, unitName: (id: string) => string) {
  const state = line?.state;
  const status = STATUSES.find((each) => each === state?.status);
  if (!line || !state || !status) return { status: 'unasked' as const, overdue: false, corrections: 0 };
  const clock = state.clocks.fill;
  const holder = state.hops.findLast((each) => each.parent === null)?.unit;
  return {
    status,
    overdue: status === 'filling' && clock?.breachedAt !== undefined,
    corrections: line.round - 1,
    ...{ matter: line.matter, number: state.number },
    ...(holder && status !== 'filed' ? { holder: { id: holder, name: unitName(holder) } } : {}),
    ...(status === 'filling' && clock?.state.fireAt != null ? { dueAt: clock.state.fireAt } : {}),
  };
}

/** The period that runs and the ones before it, newest first. */
function periodsFor(kinds: readonly Parameters<typeof periodOf>[0][], today: Day) {
  return kinds.flatMap((kind) => {
    const codes: string[] = [];
    let at = periodOf(kind, today);
    for (let count = 0; count < 6; count += 1) {
      codes.push(at.code);
      at = periodBefore(at);
    }
    return codes.map((code) => ({ code, title: periodWords(code) }));
  });
}
