import type { Inputs, MatterState } from '#engines/matters';
import { type Call, refuse, systemCall } from '#kernel';
import { findIndicator } from '../events/read.ts';
import type { EvaluationPorts, RunStore, StoredRun } from '../ports.ts';
import { HELD } from './frame.ts';
import { monthState, SCHEME } from './month.ts';
import type { Correction, Ruler, RulersOf } from './ports.ts';
import { monthWindow } from './tallies.ts';

const said = (fields: Inputs, name: string): string => {
  const value = fields[name];
  return typeof value === 'string' ? value : '';
};

/** To whom an objection goes: everybody with the right who has not scored; said in words, the nearest first. */
export function rulersInWords(rulers: readonly Ruler[], run: Partial<StoredRun>): string {
  const free = rulers.filter(({ person }) => person !== run.proposedBy && person !== run.frozenBy);
  return free
    .slice(0, 3)
    .map((each) => each.words)
    .join('、');
}

/** Who handed a month in or signed it does not decide objections to it. */
export const notTheScorer =
  (runs: Pick<RunStore, 'find'>, rulers: RulersOf) =>
  async ({ call, state }: { readonly call: Call; readonly state: MatterState }): Promise<void> => {
    const run = await runs.find(call.tenant, SCHEME, said(state.fields, 'month'));
    if (!run || (run.proposedBy !== call.actor.id && run.frozenBy !== call.actor.id)) return;
    const others = rulersInWords(await rulers(call.tenant, state.office, call.now), run);
    throw refuse({
      code: 'appraisal.own-score',
      kind: 'forbidden',
      what: '不能裁定对自己所打分数的异议',
      why: '您提交或者签发了这个月的打分',
      todo: others ? `请由${others}裁定` : '没有别人有权裁定，请系统管理员给营商办另一位同事或上级领导相应的岗位',
    });
  };

/** Upheld: the record no longer counts for this unit's item; before the freeze it is scored anew, afterwards corrected. */
export async function objectionUpheld(
  ports: EvaluationPorts,
  { tenant, now }: { readonly tenant: string; readonly now: number },
  state: MatterState,
  decidedBy: string,
): Promise<void> {
  const [month, unit, indicator, record] = ['month', 'unit', 'indicator', 'record'].map((each) =>
    said(state.fields, each),
  ) as [string, string, string, string];
  const { knownAt } = await monthState(ports, systemCall(tenant, now, state.id), month);
  const window = monthWindow(month, knownAt);
  const part = await contribution(ports, tenant, { unit, indicator, record }, window);
  if (!part) return;
  const correction: Correction = {
    ...part,
    unit,
    indicator,
    record,
    matter: state.id,
    period: month,
    decidedBy,
    at: now,
  };
  await ports.corrections.add(tenant, SCHEME, correction);
}

type Part = Pick<Correction, 'counted' | 'meets' | 'sum' | 'squares' | 'distinct'>;

/** What this one record brings to the unit's item. */
async function contribution(
  { sources, marks, held }: EvaluationPorts,
  tenant: string,
  { unit, indicator, record }: Pick<Correction, 'unit' | 'indicator' | 'record'>,
  window: ReturnType<typeof monthWindow>,
): Promise<Part | undefined> {
  const none = { sum: 0, squares: 0, distinct: 0 };
  if (indicator === HELD) {
    const { rows } = await held.records(tenant, window, { unit, record, limit: 20 });
    // Only what was missed is taken out: what was in time is not in dispute.
    const share = rows.reduce((sum, each) => sum + (each.breached ? each.share : 0), 0);
    return share > 0 ? { ...none, counted: share, meets: 0 } : undefined;
  }
  const found = findIndicator({ sources }, indicator);
  if (!found) return undefined;
  const own = { ...found.source, indicators: [found.indicator] };
  const [sums] = await marks.sums(tenant, own, window, 'unit', { unit, record });
  return sums && sums.counted > 0 ? sums : undefined;
}
