import type { MissingCode } from '#engines/indicators';
import type { MatterEvent, MatterState } from '#engines/matters';
import { text } from './evidence.ts';
import type { CollectPorts } from './ports.ts';
import type { ValueRow } from './stores.ts';

const STATUS = { finish: 'reported', verify: 'checked', rework: 'rejected', 'take-back': 'withdrawn' } as const;

const asNumber = (value: unknown): number | null => (typeof value === 'number' ? value : null);

/**
 * Every statement that a filling matter makes, from its events alone: reported, sent back, taken back, checked. The same events make
 * the same rows, with the same ids.
 */
export function valuesOfFill(
  state: MatterState,
  events: readonly MatterEvent[],
  why: string | null,
): readonly ValueRow[] {
  const rows: ValueRow[] = [];
  let said: Pick<ValueRow, 'value' | 'missing' | 'source' | 'reportedBy'> | undefined;
  for (const event of events) {
    const move = 'move' in event.data ? (event.data.move as keyof typeof STATUS) : undefined;
    if (!move || !(move in STATUS)) continue;
    if (move === 'finish' && 'input' in event.data) {
      const { value, missing } = event.data.input;
      said = {
        value: asNumber(value),
        missing: asNumber(value) === null ? ((text(missing) || 'not-collected') as MissingCode) : null,
        source: event.unit ?? state.office,
        reportedBy: event.actor,
      };
    }
    if (!said) continue;
    rows.push({
      ...said,
      id: `${state.id}:${String(event.seq).padStart(6, '0')}`,
      indicator: text(state.fields.indicator),
      subject: text(state.fields.target),
      period: text(state.fields.period),
      status: STATUS[move],
      recordedAt: event.at,
      recordedBy: event.actor,
      why,
      matter: state.id,
    });
  }
  return rows;
}

/** What follows a move of a filling matter: its statements stand in the table of values. May come twice. */
export async function fillMoved(
  ports: Pick<CollectPorts, 'fills' | 'values'>,
  { tenant }: { readonly tenant: string },
  id: string,
): Promise<void> {
  const state = await ports.fills.stateOf(tenant, id);
  if (!state) return;
  const why = typeof state.fields.why === 'string' && state.fields.why !== '' ? state.fields.why : null;
  for (const row of valuesOfFill(state, await ports.fills.eventsOf(tenant, id), why))
    await ports.values.add(tenant, row);
}
