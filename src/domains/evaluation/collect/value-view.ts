import type { Scheme } from '#engines/indicators';
import { type Call, day, refuse } from '#kernel';
import { formatExpression } from '#language';
import { within } from '../events/read.ts';
import { merged, valueFrom } from '../events/value.ts';
import { windowOf } from '../events/window.ts';
import { leavesOf } from '../leaves.ts';
import { eventIndicators, indicatorOf } from './collected-leaves.ts';
import { formulaOf, formulaValue, isFormula } from './formula.ts';
import { standing } from './frame-values.ts';
import { periodNamed } from './periods.ts';
import type { Cell, CollectPorts } from './ports.ts';
import type { ValueRow } from './stores.ts';
import { valuesOfFill } from './values-of-fill.ts';

export type OpenedInput = {
  readonly name: string;
  readonly indicator: string;
  readonly title: string;
  readonly unit: string;
  readonly value: number | null;
  /** Where it comes from: the system's own events, or a filling matter. */
  readonly from: 'events' | 'collected';
  readonly counted?: number | undefined;
  readonly matter?: string | null | undefined;
};

export type OpenedValue = {
  readonly title: string;
  readonly unit: string;
  readonly scheme: Scheme;
  readonly value: number | null;
  readonly missing: string | null;
  readonly formula?: string | undefined;
  readonly inputs: readonly OpenedInput[];
  readonly history: readonly ValueRow[];
  /** Worked out again just now; null where nothing is worked out. */
  readonly recomputed: number | null;
};

/** Opens a value: its formula and inputs, or everything ever stated of it. As it was known at `asOf`. */
export async function openValue(ports: CollectPorts, call: Call, cell: Cell, asOf: number): Promise<OpenedValue> {
  const { leaf, scheme } = leafNamed(ports, cell.indicator);
  const head = { title: leaf.title, unit: leaf.unit ?? '', scheme };
  const formula = formulaOf(leaf);
  if (!isFormula(formula)) {
    const history = await ports.values.history(call.tenant, cell);
    const held = history.findLast((each) => each.status === 'checked' && each.recordedAt < asOf);
    const again = held?.matter ? await restated(ports, call.tenant, held) : null;
    return {
      ...head,
      value: held?.value ?? null,
      missing: held?.missing ?? null,
      inputs: [],
      history,
      recomputed: again,
    };
  }
  const inputs = await Promise.all(
    Object.entries(formula.inputs).map(([name, indicator]) => openInput(ports, call, { name, indicator }, cell, asOf)),
  );
  const found = formulaValue(formula, (indicator) => {
    const input = inputs.find((each) => each.indicator === indicator);
    return input?.value == null ? undefined : { value: input.value, error: 0 };
  });
  return {
    ...head,
    value: found?.value ?? null,
    missing: found ? null : 'not-collected',
    formula: formatExpression(formula.expression),
    inputs,
    history: [],
    recomputed: found?.value ?? null,
  };
}

/** The same value read once more from the events of its matter: the record behind the number. */
async function restated(ports: CollectPorts, tenant: string, held: ValueRow): Promise<number | null> {
  const state = held.matter ? await ports.fills.stateOf(tenant, held.matter) : undefined;
  if (!state) return null;
  const rows = valuesOfFill(state, await ports.fills.eventsOf(tenant, state.id), held.why);
  return rows.findLast((each) => each.status === 'checked')?.value ?? null;
}

function leafNamed(ports: CollectPorts, indicator: string) {
  for (const scheme of ports.schemes())
    for (const leaf of leavesOf(scheme.root)) if (indicatorOf(leaf) === indicator) return { leaf, scheme };
  throw refuse({
    code: 'indicator.unknown',
    kind: 'not-found',
    what: `没有指标“${indicator}”`,
    todo: '请从方案里选择',
  });
}

async function openInput(
  ports: CollectPorts,
  call: Call,
  { name, indicator }: { readonly name: string; readonly indicator: string },
  { subject, period }: Cell,
  asOf: number,
): Promise<OpenedInput> {
  const span = periodNamed(period);
  const on = span?.last ?? day(`${period.slice(0, 4)}-12-31`);
  if (eventIndicators(ports).has(indicator)) return eventInput(ports, call, { name, indicator }, subject, on, asOf);
  const { leaf } = leafNamed(ports, indicator);
  const held = await ports.values.held(call.tenant, [indicator], asOf);
  const row = standing(
    new Map(held.map((each) => [`${each.indicator} ${each.subject} ${each.period}`, each])),
    indicator,
    subject,
    leaf.period ?? 'year',
    on,
  );
  return {
    ...{ name, indicator, title: leaf.title, unit: leaf.unit ?? '', from: 'collected' as const },
    value: row?.value ?? null,
    matter: row?.matter ?? null,
  };
}

async function eventInput(
  ports: CollectPorts,
  { tenant }: Call,
  { name, indicator }: { readonly name: string; readonly indicator: string },
  subject: string,
  on: ReturnType<typeof day>,
  asOf: number,
): Promise<OpenedInput> {
  for (const source of ports.sources()) {
    const own = source.indicators.find((each) => each.id === indicator);
    if (!own) continue;
    const window = windowOf('year', on, asOf);
    const regions = within(ports.regions(), subject);
    const sums = await ports.marks.sums(tenant, { ...source, indicators: [own] }, window, 'region', {});
    const found = valueFrom(own, merged(sums.filter((each) => regions.has(each.group))));
    return {
      ...{ name, indicator, title: own.title, unit: own.unit, from: 'events' as const },
      value: found.value,
      counted: found.counted,
    };
  }
  throw new Error(`no event indicator ${indicator}`);
}
