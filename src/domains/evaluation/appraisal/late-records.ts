import { z } from 'zod';
import { indicatorOf, leavesOf } from '#engines/indicators';
import type { Call } from '#kernel';
import { findIndicator } from '../events/read.ts';
import type { EvaluationPorts } from '../ports.ts';
import type { AppraisalInput } from './appraise.ts';
import { order } from './frame.ts';
import type { Tally } from './ports.ts';
import { monthWindow } from './tallies.ts';

/** An item of a unit that later records changed, and which records these were. */
export const LateItem = z.object({
  indicator: z.string(),
  title: z.string(),
  records: z.array(
    z.object({
      record: z.string(),
      number: z.string().optional().describe('您无权查看的没有'),
      title: z.string().optional(),
      by: z.string().optional().describe('提交以后最后一次变动是谁办的'),
      at: z.number().optional().describe('何时办的'),
    }),
  ),
});
export type LateItem = z.infer<typeof LateItem>;

type Known = { readonly input: AppraisalInput; readonly knownAt: number };
const MOST = 500;
const SHOWN = 20;

/** Which records changed what a unit's month was counted from, since it was handed in. */
export async function lateItems(
  ports: EvaluationPorts,
  call: Call,
  {
    month,
    unit,
    handedIn,
    now,
  }: { readonly month: string; readonly unit: string; readonly handedIn: Known; readonly now: Known },
): Promise<readonly LateItem[]> {
  const [was, is] = [handedIn, now].map(
    ({ input }) => new Map((input.tallies ?? []).map((each) => [order(each), each])),
  );
  const leaves = leavesOf(now.input.scheme.root);
  const changed = leaves.filter((leaf) => {
    const key = order({ unit, indicator: indicatorOf(leaf) });
    return said(was?.get(key)) !== said(is?.get(key));
  });
  const found = await Promise.all(
    changed.map(async (leaf) => {
      const indicator = indicatorOf(leaf);
      const [before, after] = await Promise.all(
        [handedIn, now].map(({ knownAt }) => recordsOf(ports, call, { month, unit, indicator, knownAt })),
      );
      const ids = [...new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])]
        .filter((id) => before?.get(id) !== after?.get(id))
        .slice(0, SHOWN);
      return { indicator, title: leaf.title, ids };
    }),
  );
  const ids = [...new Set(found.flatMap((each) => each.ids))];
  const tell = await teller(ports, call, ids, handedIn.knownAt);
  return found.map(({ ids: own, ...each }) => ({ ...each, records: own.map(tell) }));
}

/** Says of a record who changed it since and when, as far as the reader may see it. */
async function teller(
  ports: EvaluationPorts,
  call: Call,
  ids: readonly string[],
  from: number,
): Promise<(record: string) => LateItem['records'][number]> {
  const rows = new Map((await ports.rows(call, ids)).map((each) => [each.id, each]));
  const acts = await ports.lastActs(call.tenant, [...rows.keys()], { from, to: call.now + 1 });
  const [names, unitName] = await Promise.all([
    ports.personNames(
      call.tenant,
      [...acts.values()].map((each) => each.actor),
    ),
    ports.unitNames(call),
  ]);
  return (record) => {
    const [row, act] = [rows.get(record), acts.get(record)];
    if (!row) return { record };
    const shown = { record, number: row.number, title: row.title };
    if (!act) return shown;
    const official = act.unit === null ? '' : `${unitName(act.unit)} ${names.get(act.actor) ?? ''}`.trim();
    return { ...shown, by: official || (act.actor === 'system' ? '系统' : '反映人'), at: act.at };
  };
}

const said = (tally: Tally | undefined): string =>
  tally ? [tally.counted, tally.meets, tally.sum].map((each) => each.toFixed(6)).join(' ') : '';

type Asked = { readonly month: string; readonly unit: string; readonly indicator: string; readonly knownAt: number };

/** What each record said of an item, as it was known at a moment. Time held is told by unit only. */
async function recordsOf(
  ports: EvaluationPorts,
  { tenant }: Call,
  { month, unit, indicator, knownAt }: Asked,
): Promise<ReadonlyMap<string, string>> {
  const window = monthWindow(month, knownAt);
  const found = findIndicator(ports, indicator);
  if (!found) return new Map();
  const asked = { unit, part: 'counted', limit: MOST } as const;
  const { rows } = await ports.marks.records(tenant, found.source, found.indicator, window, asked);
  return new Map(rows.map((each) => [each.record, `${each.meets} ${each.value ?? ''}`]));
}
