import {
  formulaOf,
  formulaValue,
  indicatorOf,
  isFormula,
  type Leaf,
  leavesOf,
  type MissingCode,
  type Quantity,
  type Scheme,
} from '#engines/indicators';
import { addDays, type Call, day, refuse, startOfDay } from '#kernel';
import { formatExpression } from '#language';
import { type Found, findIndicator, within } from '../events/read.ts';
import { merged, valueFrom } from '../events/value.ts';
import { numbersPutIn, signs } from '../formula-words.ts';
import { type Held, heldOf, standing } from './frame-values.ts';
import { type CollectPeriod, periodNamed, periodOf } from './periods.ts';
import type { Cell, CollectPorts } from './ports.ts';
import type { ValueRow } from './stores.ts';
import { valuesOfFill } from './values-of-fill.ts';

export type OpenedInput = {
  readonly name: string;
  readonly indicator: string;
  readonly title: string;
  readonly unit: string;
  readonly value: number | null;
  readonly missing: string | null;
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
  readonly definition: string;
  readonly formula?: string | undefined;
  /** The formula with the numbers put in. */
  readonly worked?: string | undefined;
  readonly inputs: readonly OpenedInput[];
  readonly history: readonly ValueRow[];
  /** Worked out again just now; null where nothing is worked out. */
  readonly recomputed: number | null;
};

/** Opens a value: its formula and inputs, or everything ever stated of it. As it was known at `asOf`. */
export async function openValue(ports: CollectPorts, call: Call, cell: Cell, asOf: number): Promise<OpenedValue> {
  const { stated, leaf, scheme } = statedBy(ports, cell.indicator);
  const head = { title: stated.title, unit: stated.unit ?? '', definition: stated.definition ?? '', scheme };
  const formula = leaf && formulaOf(scheme, leaf);
  if (!isFormula(formula)) return { ...head, ...(await openStated(ports, call, cell, asOf)) };
  const held = heldOf(await ports.values.held(call.tenant, Object.values(formula.inputs), asOf));
  const inputs = await Promise.all(
    Object.entries(formula.inputs).map(([name, indicator]) =>
      openInput(ports, call, { name, indicator, held }, cell, asOf),
    ),
  );
  const found = formulaValue(formula, (indicator) => {
    const input = inputs.find((each) => each.indicator === indicator);
    if (input?.value == null) return { missing: (input?.missing ?? 'not-collected') as MissingCode };
    return { value: input.value, error: 0 };
  });
  const value = 'value' in found ? found.value : null;
  const text = formatExpression(formula.expression);
  return {
    ...head,
    ...{ value, missing: 'missing' in found ? found.missing : null },
    formula: signs(text),
    ...(value === null ? {} : { worked: numbersPutIn(text, inputs) }),
    ...{ inputs, history: [], recomputed: value },
  };
}

/** What somebody stated: as it stands, and everything that was ever said of it. */
async function openStated(ports: CollectPorts, call: Call, cell: Cell, asOf: number) {
  const history = await ports.values.history(call.tenant, cell);
  const held = history.findLast((each) => each.status === 'checked' && each.recordedAt < asOf);
  return {
    value: held?.value ?? null,
    missing: held?.missing ?? null,
    inputs: [],
    history,
    recomputed: held?.matter ? await restated(ports, call.tenant, held) : null,
  };
}

/** The same value read once more from the events of its matter: the record behind the number. */
async function restated(ports: CollectPorts, tenant: string, held: ValueRow): Promise<number | null> {
  const state = held.matter ? await ports.fills.stateOf(tenant, held.matter) : undefined;
  if (!state) return null;
  const rows = valuesOfFill(state, await ports.fills.eventsOf(tenant, state.id), held.why);
  return rows.findLast((each) => each.status === 'checked')?.value ?? null;
}

type Stated = Pick<Leaf, 'title' | 'unit' | 'definition' | 'period'> | Quantity;

/** The leaf or the quantity that a code stands for, and where. */
function statedBy(ports: CollectPorts, code: string): { stated: Stated; leaf?: Leaf; scheme: Scheme } {
  for (const scheme of ports.schemes()) {
    const leaf = leavesOf(scheme.root).find((each) => indicatorOf(each) === code);
    if (leaf) return { stated: leaf, leaf, scheme };
    const quantity = scheme.quantities?.find((each) => each.id === code);
    if (quantity) return { stated: quantity, scheme };
  }
  throw refuse({
    code: 'indicator.unknown',
    kind: 'not-found',
    what: `没有指标“${code}”`,
    todo: '请从方案里选择',
  });
}

type Asked = { readonly name: string; readonly indicator: string };

async function openInput(
  ports: CollectPorts,
  call: Call,
  { held, ...asked }: Asked & { readonly held: Held },
  cell: Cell,
  asOf: number,
): Promise<OpenedInput> {
  const { indicator } = asked;
  const span = periodNamed(cell.period) ?? periodOf('year', day(`${cell.period.slice(0, 4)}-12-31`));
  const own = findIndicator(ports, indicator);
  if (own) return eventInput(ports, call, asked, { ...own, subject: cell.subject, span, asOf });
  const { stated, leaf, scheme } = statedBy(ports, indicator);
  const head = { ...asked, title: stated.title, unit: stated.unit ?? '', from: 'collected' as const };
  if (leaf?.formula !== undefined) {
    const { value, missing } = await openValue(ports, call, { ...cell, indicator }, asOf);
    return { ...head, value, missing };
  }
  const row = standing(held, indicator, cell.subject, stated.period ?? scheme.defaults.period ?? 'year', span.last);
  return { ...head, value: row?.value ?? null, missing: row?.missing ?? null, matter: row?.matter ?? null };
}

type FromEvents = Found & { readonly subject: string; readonly span: CollectPeriod; readonly asOf: number };

async function eventInput(
  ports: CollectPorts,
  { tenant }: Call,
  { name, indicator }: Asked,
  { source, indicator: own, subject, span, asOf }: FromEvents,
): Promise<OpenedInput> {
  const window = { from: startOfDay(span.first), to: startOfDay(addDays(span.last, 1)), asOf };
  const regions = within(ports.regions(), subject);
  const sums = await ports.marks.sums(tenant, { ...source, indicators: [own] }, window, 'region', {});
  const found = valueFrom(own, merged(sums.filter((each) => regions.has(each.group))));
  return {
    ...{ name, indicator, title: own.title, unit: own.unit, from: 'events' as const },
    ...{ value: found.value, missing: found.value === null ? 'not-applicable' : null },
    counted: found.counted,
  };
}
