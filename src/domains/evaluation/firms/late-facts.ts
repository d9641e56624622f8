import { gradesOnly, type Observation } from '#engines/indicators';
import { namesIn, parseExpression } from '#language';
import { recomputed } from '../collect/frame-values.ts';
import type { SchemeRun, SchemeRunInput } from '../runs/ports.ts';
import { keysOf } from './frame.ts';
import { firmInput } from './input.ts';
import type { FactSource, FirmPortsForRuns } from './ports.ts';

export type ChangedFact = {
  readonly enterprise: string;
  readonly key: string;
  readonly before: number | null;
  readonly after: number | null;
};
export type MovedFirm = {
  readonly enterprise: string;
  readonly gradeBefore: string | null;
  readonly gradeAfter: string | null;
  readonly scoreBefore: number | null;
  readonly scoreAfter: number | null;
  /** Its own facts were changed; else it was moved by what others' facts did to the cuts. */
  readonly own: boolean;
};
/** What one import or correction changed after a run was counted, and whom it moved. */
export type LateFacts = {
  readonly source: FactSource;
  readonly facts: readonly ChangedFact[];
  readonly moved: readonly MovedFirm[];
};
export type LateFactLog = {
  readonly batches: readonly LateFacts[];
  /** Took part then; the facts as they stand now no longer let them. */
  readonly left: readonly string[];
};

/** Past so many imports the rest is shown as one. */
const MOST = 10;
type Diff = ChangedFact & { readonly no: number; readonly ceiling?: string | null };

/** Facts that differ from those a run was counted from, one import after another: what each changed, whom it moved. */
export async function lateFacts(ports: FirmPortsForRuns, tenant: string, run: SchemeRun): Promise<LateFactLog> {
  const { scheme } = run.input;
  const { input: today } = await firmInput(ports, tenant, scheme);
  const here = new Set(today.units);
  const left = run.input.units.filter((each) => !here.has(each));
  const diffs = await attributed(ports, tenant, scheme, differences(run.input, today));
  if (diffs.length === 0) return { batches: [], left };
  const numbers = [...new Set(diffs.map((each) => each.no))].sort((a, b) => a - b);
  const groups = [
    ...numbers.slice(0, MOST - 1).map((no) => diffs.filter((each) => each.no === no)),
    diffs.filter((each) => numbers.indexOf(each.no) >= MOST - 1),
  ].filter((each) => each.length > 0);
  const sources = new Map((await ports.firms.sources(tenant, numbers)).map((each) => [each.no, each]));
  let current: SchemeRunInput = run.input;
  let lines = gradesOnly(current);
  const batches: LateFacts[] = [];
  for (const group of groups) {
    const no = group.at(-1)?.no ?? 0;
    const next = changed(current, group);
    const after = gradesOnly(next);
    const facts = group.map(({ enterprise, key, before, after: now }) => ({ enterprise, key, before, after: now }));
    const source = sources.get(no) ?? { no, title: '来源不详', at: 0 };
    batches.push({ source, facts, moved: movedBetween(lines, after, new Set(facts.map((each) => each.enterprise))) });
    [current, lines] = [next, after];
  }
  return { batches, left };
}

const keyOf = (unit: string, indicator: string): string => `${unit} ${indicator}`;

/** Values and ceilings of whoever takes part then and now. */
function differences(then: SchemeRunInput, now: SchemeRunInput): readonly Omit<Diff, 'no'>[] {
  const keys = new Set(keysOf(then.scheme));
  const here = new Set(now.units);
  const values = new Map(now.observations.map((each) => [keyOf(each.unit, each.indicator), each.value]));
  const facts = then.observations.flatMap(({ unit, indicator, value }) => {
    const found = values.get(keyOf(unit, indicator));
    if (!keys.has(indicator) || !here.has(unit) || found === value) return [];
    return [{ enterprise: unit, key: indicator, before: value ?? null, after: found ?? null }];
  });
  const limits = then.units.flatMap((unit) => {
    const [before, after] = [then.ceilings?.[unit], now.ceilings?.[unit]];
    if (!here.has(unit) || before === after) return [];
    return [{ enterprise: unit, key: '', before: null, after: null, ceiling: after ?? null }];
  });
  return [...facts, ...limits];
}

/** Which statement each changed value rests on now; a limit rests on the newest of the facts in its condition. */
async function attributed(
  { firms, facts }: FirmPortsForRuns,
  tenant: string,
  { grading }: SchemeRunInput['scheme'],
  diffs: readonly Omit<Diff, 'no'>[],
): Promise<readonly Diff[]> {
  const catalogue = facts();
  const limiting = (grading?.atMost ?? []).flatMap(({ when }) => {
    const parsed = parseExpression(when, catalogue.language, { expects: 'boolean' });
    return parsed.ok ? namesIn(parsed.expression).flatMap((name) => catalogue.named(name)?.key ?? []) : [];
  });
  const keys = [...new Set([...diffs.map((each) => each.key).filter(Boolean), ...limiting])];
  const enterprises = [...new Set(diffs.map((each) => each.enterprise))];
  if (enterprises.length === 0) return [];
  const origins = await firms.origins(tenant, { enterprises, keys });
  const at = new Map(origins.map((each) => [keyOf(each.enterprise, each.key), each.no]));
  return diffs.map((each) => {
    const own = each.key === '' ? limiting : [each.key];
    const newest = own.reduce<{ no: number; key: string }>(
      (best, key) => {
        const no = at.get(keyOf(each.enterprise, key)) ?? 0;
        return no > best.no ? { no, key } : best;
      },
      { no: 0, key: own[0] ?? '' },
    );
    return { ...each, key: newest.key, no: newest.no };
  });
}

function changed(input: SchemeRunInput, diffs: readonly Diff[]): SchemeRunInput {
  const values = new Map(
    diffs.filter((each) => each.ceiling === undefined).map((each) => [keyOf(each.enterprise, each.key), each.after]),
  );
  const observations = input.observations.map((each): Observation => {
    const value = values.get(keyOf(each.unit, each.indicator));
    if (value === undefined) return each;
    const at = { unit: each.unit, indicator: each.indicator, period: each.period };
    return value === null ? { ...at, missing: 'not-collected' } : { ...at, value };
  });
  const ceilings = { ...input.ceilings };
  for (const { enterprise, ceiling } of diffs) {
    if (ceiling === null) delete ceilings[enterprise];
    else if (ceiling !== undefined) ceilings[enterprise] = ceiling;
  }
  // Formulas are worked out anew for those alone whose facts differ: of twenty thousand these are few.
  const touched = new Set(diffs.map((each) => each.enterprise));
  const isTouched = ({ unit }: Observation) => touched.has(unit);
  const anew = recomputed(input.scheme, observations.filter(isTouched), [...touched], input.periods);
  return { ...input, ceilings, observations: [...observations.filter((each) => !isTouched(each)), ...anew] };
}

/** Whose grade moved, and of those whose facts were changed, whose score did. */
function movedBetween(
  before: ReturnType<typeof gradesOnly>,
  after: ReturnType<typeof gradesOnly>,
  touched: ReadonlySet<string>,
): readonly MovedFirm[] {
  const earlier = new Map(before.map((each) => [each.unit, each]));
  return after.flatMap(({ unit, score, grade }) => {
    const old = earlier.get(unit);
    const own = touched.has(unit);
    const [gradeBefore, gradeAfter] = [old?.grade ?? null, grade ?? null];
    if (gradeBefore === gradeAfter && !(own && old?.score !== score)) return [];
    return [{ enterprise: unit, gradeBefore, gradeAfter, scoreBefore: old?.score ?? null, scoreAfter: score, own }];
  });
}
