import { type Call, hashOf, isRefusal, refuse } from '#kernel';
import type { PlanSheet } from '../plans/plan-sheet.ts';
import type { PlanRecord } from '../plans/plan-store.ts';
import { unitsBehind, withNames } from '../plans/resolve-names.ts';
import { changedBy, columnsOf } from '../plans/save-plan.ts';
import type { MatterRowLike, PlanOrganisation, ProgrammePorts } from '../ports.ts';
import { type MeasureOrder, matterIdOf, measureOrders } from '../publishing/measure-orders.ts';
import { notReady, type Publication, publish } from '../publishing/publish.ts';
import { diffSheets, type SheetDiff } from './diff-sheets.ts';

export type Removed = { readonly id: string; readonly key: string; readonly text: string; readonly matter: string };
export type Reimport = {
  readonly diff: SheetDiff;
  readonly dryRun: boolean;
  /** Moves made on matters. */
  readonly moved: number;
  /** Measures that the new document no longer has: their matters go on until somebody ends them. */
  readonly proposed: readonly Removed[];
  readonly failed: readonly { readonly key: string; readonly what: string }[];
  readonly publication?: Publication;
};

const LEASE_MS = 120_000;

/**
 * Brings a plan up to a corrected document. Without `apply` it only says what would change. Measures keep their matters:
 * new words and limits are amendments, a new lead is a transfer, new measures are opened, missing ones only proposed
 * for termination. The plan as it was stays as a revision.
 */
export async function reimport<Row extends MatterRowLike>(
  ports: ProgrammePorts<Row>,
  call: Call,
  plan: PlanRecord,
  document: PlanSheet,
  options: { readonly apply: boolean; readonly reason: string },
): Promise<Reimport> {
  // The same correction tried twice names its new measures alike, so that a broken try is continued, not repeated.
  let count = 0;
  const newId = (): string => {
    count += 1;
    return `n${hashOf([plan.id, plan.version, count]).slice(0, 25)}`;
  };
  const { diff, sheet } = diffSheets(plan.sheet, document, newId);
  const organisation = await ports.organisation(call.tenant, call.now);
  const fresh = withNames(
    { ...sheet, names: [...sheet.names, ...plan.sheet.names], removed: removedOf(plan, diff) },
    organisation.index,
  );
  const proposed = removedOf(plan, diff);
  if (!options.apply) return { diff, dryRun: true, moved: 0, proposed, failed: [] };
  if (plan.status !== 'published') {
    await replace(ports, call, plan, fresh, diff, options.reason);
    return { diff, dryRun: false, moved: 0, proposed: [], failed: [] };
  }
  const orders = ordersOf(plan, fresh, organisation);
  if (!(await ports.plans.claim(call.tenant, plan.id, call.now, call.now + LEASE_MS)))
    throw refuse({ code: 'plan.publishing', kind: 'conflict', what: '别人正在发布或更正这份计划', todo: '请稍候再试' });
  try {
    const { moved, failed } = await moveAll(ports, call, plan, diff, orders, organisation, options.reason);
    await replace(ports, call, plan, fresh, diff, options.reason);
    await ports.plans.release(call.tenant, plan.id);
    const publication = await publish(ports, call, { ...plan, sheet: fresh, version: plan.version + 1 });
    return { diff, dryRun: false, moved, proposed, failed, publication };
  } finally {
    await ports.plans.release(call.tenant, plan.id);
  }
}

function ordersOf(plan: PlanRecord, fresh: PlanSheet, organisation: PlanOrganisation): readonly MeasureOrder[] {
  const { orders, problems } = measureOrders(
    plan,
    fresh,
    unitsBehind(fresh, organisation.index, organisation.membersOf),
  );
  if (problems.length > 0) throw notReady(problems);
  return orders;
}

const removedOf = (plan: PlanRecord, diff: SheetDiff): Removed[] => {
  const earlier = Array.isArray(plan.sheet.removed) ? (plan.sheet.removed as Removed[]) : [];
  return [...earlier, ...diff.removed.map((each) => ({ ...each, matter: matterIdOf(plan.id, each.id) }))];
};

async function replace<Row extends MatterRowLike>(
  ports: ProgrammePorts<Row>,
  call: Call,
  plan: PlanRecord,
  sheet: PlanSheet,
  diff: SheetDiff,
  reason: string,
): Promise<void> {
  const saved = await ports.plans.save(
    call.tenant,
    { ...plan, ...columnsOf(sheet), updatedAt: call.now, updatedBy: call.actor.id },
    plan.version,
  );
  if (!saved) throw await changedBy(ports, call, plan.id, plan.version);
  await ports.plans.addRevision(call.tenant, {
    id: ports.ids(),
    plan: plan.id,
    at: call.now,
    by: call.actor.id,
    reason,
    before: plan.sheet,
    changes: diff,
  });
}

type Step = {
  readonly matter: string;
  readonly key: string;
  readonly move: string;
  readonly input: Readonly<Record<string, unknown>>;
};

async function moveAll<Row extends MatterRowLike>(
  ports: ProgrammePorts<Row>,
  call: Call,
  plan: PlanRecord,
  diff: SheetDiff,
  orders: readonly MeasureOrder[],
  organisation: PlanOrganisation,
  reason: string,
) {
  const before = measureOrders(
    plan,
    plan.sheet,
    unitsBehind(plan.sheet, organisation.index, organisation.membersOf),
  ).orders;
  const opened = await ports.plans.opened(call.tenant, plan.id);
  const steps = [
    ...diff.changed.flatMap(({ id }) =>
      stepsOf(
        before.find((each) => each.measure === id),
        orders.find((each) => each.measure === id),
        reason,
      ),
    ),
    ...diff.removed.map(
      ({ id, key }): Step => ({
        matter: matterIdOf(plan.id, id),
        key,
        move: 'comment',
        input: { text: `更正后的方案没有这一条，建议终止。${reason}` },
      }),
    ),
  ];
  const failed: { key: string; what: string }[] = [];
  let moved = 0;
  const kept = new Set<string>();
  for (const planned of steps.filter((each) => opened.has(each.matter))) {
    const step = kept.has(planned.matter) ? withoutLead(planned) : planned;
    if (!step) continue;
    const idempotencyKey = `reimport/${hashOf([plan.version, step.matter, step.move, JSON.stringify(step.input)]).slice(0, 32)}`;
    try {
      await ports.moveMatter({ ...call, idempotencyKey }, { id: step.matter, move: step.move, input: step.input });
      moved += 1;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      if (step.move === 'change-lead') kept.add(step.matter);
      failed.push({ key: step.key, what: error.message });
    }
  }
  return { moved, failed };
}

/** Where the lead could not be changed, the rest of the correction still goes in. */
function withoutLead(step: Step): Step | undefined {
  if (step.move !== 'amend') return step;
  const { lead: _, 'lead-text': _text, ...fields } = step.input.fields as Readonly<Record<string, unknown>>;
  return Object.keys(fields).length > 0 ? { ...step, input: { ...step.input, fields } } : undefined;
}

/** A new lead is a transfer; everything else that the matter itself says is amended in one go. */
export function stepsOf(
  before: MeasureOrder | undefined,
  after: MeasureOrder | undefined,
  reason: string,
): readonly Step[] {
  if (!before || !after) return [];
  const { matter, key } = after;
  const names = [...new Set([...Object.keys(before.fields), ...Object.keys(after.fields)])];
  const differing = names.filter((name) => JSON.stringify(before.fields[name]) !== JSON.stringify(after.fields[name]));
  const fields = Object.fromEntries(
    differing.map((name) => [name, after.fields[name] ?? emptied(before.fields[name])]),
  );
  return [
    ...(before.lead === after.lead
      ? []
      : [{ matter, key, move: 'change-lead', input: { unit: after.lead, note: reason } }]),
    ...(differing.length === 0 ? [] : [{ matter, key, move: 'amend', input: { fields, reason } }]),
  ];
}

const emptied = (value: unknown): unknown => (Array.isArray(value) ? [] : '');
