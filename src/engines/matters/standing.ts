import { dayOf, type Instant, remainingOf, toInstant, type WorkingCalendar } from '#kernel';
import { isLive, untilField } from './clocks.ts';
import type { Field, LoopDefinition } from './definition/schema.ts';
import type { Hop, MatterClock, MatterState } from './state.ts';

/** A field as it stands now. `was` is there when the matter moved on from what the field was filled in with. */
export type Standing = {
  readonly value: unknown;
  readonly was?: unknown;
  /** As the document printed it, where it printed something else than what was worked out of it. */
  readonly printed?: string;
};

/**
 * 变更牵头 and 延期 leave the field that was filled in alone: it says what the plan said. What holds today is derived
 * from who was given the matter last and from the clock that ends on the date.
 */
export function standingOf(
  definition: LoopDefinition,
  state: MatterState,
  field: Field,
  calendar: WorkingCalendar,
): Standing {
  const value = state.fields[field.name];
  const now = movedOn(definition, state, field, calendar);
  const text = field.printed === undefined ? undefined : state.fields[field.printed];
  return {
    value: now ?? value,
    ...(now !== undefined && value !== undefined && now !== value ? { was: value } : {}),
    ...(typeof text === 'string' && text !== '' ? { printed: text } : {}),
  };
}

/** Fields that only keep the printed words of another one: never shown by themselves. */
export const printedFields = ({ fields }: Pick<LoopDefinition, 'fields'>): ReadonlySet<string> =>
  new Set(fields.flatMap(({ printed }) => (printed === undefined ? [] : [printed])));

function movedOn(definition: LoopDefinition, state: MatterState, field: Field, calendar: WorkingCalendar): unknown {
  if (field.follows === 'holder') return givenTo(state)?.unit;
  if (field.type !== 'date') return undefined;
  const name = Object.keys(definition.clocks).find((each) => untilField(definition, each) === field.name);
  const clock = name === undefined ? undefined : state.clocks[name];
  if (!clock || clock.extensions.length === 0) return undefined;
  const end = endOf(clock, calendar);
  return end === null ? undefined : dayOf(toInstant(end));
}

/** Whom the office gave it to last, unless that unit gave it back. */
export const givenTo = ({ hops }: Pick<MatterState, 'hops'>): Hop | undefined =>
  hops.findLast((each) => each.parent === null && each.stage !== 'returned');

/** When a clock ends or would have ended. */
function endOf(clock: MatterClock, calendar: WorkingCalendar): number | null {
  const { state, heldFireAt, stoppedAt } = clock;
  if (isLive(clock)) return state.fireAt ?? heldFireAt ?? null;
  return stoppedAt === undefined ? null : stoppedAt + remainingOf(calendar, state, stoppedAt as Instant);
}
