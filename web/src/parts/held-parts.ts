import type { Held } from '../api/types/index.ts';

const sameDesk = (one: Held, other: Held): boolean => one.unit.id === other.unit.id && one.section === other.section;

/** Two turns of one desk in a row; named by the person only if it was one and the same. */
function joined({ unit, section, person, from, workingMinutes }: Held, next: Held): Held {
  return {
    unit,
    from,
    ...(section && { section }),
    ...(person && person.id === next.person?.id && { person }),
    ...(next.to !== undefined && { to: next.to }),
    workingMinutes: workingMinutes + next.workingMinutes,
  };
}

/**
 * Who held it, as a person tells it: what passed through within a minute is not worth a part, and two turns of the same
 * desk in a row are one. Whoever holds it now always stands there. The minutes still add up to the whole.
 */
export function heldParts(held: readonly Held[]): readonly Held[] {
  const parts: Held[] = [];
  for (const one of held.filter((each) => each.workingMinutes > 0 || each.to === undefined)) {
    const before = parts.at(-1);
    if (before && sameDesk(before, one)) parts[parts.length - 1] = joined(before, one);
    else parts.push(one);
  }
  return parts;
}
