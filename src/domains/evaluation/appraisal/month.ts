import { type Call, refuse } from '#kernel';
import { schemeNamed } from '../league.ts';
import type { EvaluationPorts, StoredRun } from '../ports.ts';
import { type AppraisalInput, type AppraisalLine, appraise, inputOf, withCorrections } from './appraise.ts';
import type { Correction } from './ports.ts';
import { kindsOf, monthTallies } from './tallies.ts';

/** 月打分: the scheme by which departments are scored. */
export const SCHEME = 'department-month';

export type MonthState = {
  readonly run: string;
  readonly input: AppraisalInput;
  readonly lines: readonly AppraisalLine[];
  /** Up to when records are counted. */
  readonly knownAt: number;
  readonly stored?: StoredRun;
  /** Upheld after it was handed in. */
  readonly late: readonly Correction[];
};

/** Counts a month from the events, as it is known at this moment. */
export async function countMonth(ports: EvaluationPorts, { tenant, now }: Call, month: string) {
  const scheme = schemeNamed(ports, SCHEME);
  const [tallies, corrections] = await Promise.all([
    monthTallies(ports, tenant, scheme, month, now + 1),
    ports.corrections.list(tenant, SCHEME, [month]),
  ]);
  const input = inputOf({ scheme, code: ports.version, month, tallies, kinds: kindsOf(ports), corrections });
  if (input.units.length > 0) return input;
  throw refuse({
    code: 'appraisal.empty',
    kind: 'not-found',
    what: '这个月没有可以计分的记录',
    todo: '请换一个月份',
  });
}

/**
 * A month as it stands: frozen, with corrections upheld since; or handed in; or counted now. What was handed in before an
 * objection was upheld is counted anew and has to be handed in again.
 */
export async function monthState(ports: EvaluationPorts, call: Call, month: string): Promise<MonthState> {
  const [stored, all] = await Promise.all([
    ports.runs.find(call.tenant, SCHEME, month),
    ports.corrections.list(call.tenant, SCHEME, [month]),
  ]);
  const known = new Set(stored?.input.corrections?.map((each) => each.matter));
  const late = stored ? all.filter((each) => !known.has(each.matter)) : [];
  if (stored && (stored.frozenAt !== undefined || late.length === 0)) {
    const input = late.length > 0 ? withCorrections(stored.input, late) : stored.input;
    const lines = late.length > 0 ? appraise(input).lines : stored.lines;
    return { run: stored.id, input, lines, knownAt: stored.proposedAt + 1, stored, late };
  }
  const input = await countMonth(ports, call, month);
  const { id, lines } = appraise(input);
  return { run: id, input, lines, knownAt: call.now + 1, late: [] };
}
