import {
  type Actor,
  addWorkingMinutes,
  type Instant,
  type SeededRandom,
  toInstant,
  type WorkingCalendar,
} from '#kernel';

/** One call of one operation at its time, as a person of the demo city makes it. */
export type Step = {
  readonly at: number;
  readonly actor: Actor;
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** What of the answer later steps need, by path: `appeal.id`. */
  readonly keep?: { readonly as: string; readonly from: string };
};

/** Stands in an input for what an earlier step kept; the runner puts it in. */
export type Kept = { readonly $kept: string };
export const kept = (name: string): Kept => ({ $kept: name });

/** The hand that writes a story: a time that only moves on, and the steps so far. */
export type Pen = {
  readonly steps: Step[];
  readonly random: SeededRandom;
  readonly at: () => Instant;
  /** Lets working minutes pass. */
  readonly work: (least: number, most: number) => void;
  /** Lets any time pass: enterprises answer in the evening too. */
  readonly rest: (least: number, most: number) => void;
  readonly write: (actor: Actor | undefined, operation: string, input: object, keep?: Step['keep']) => void;
};

const MINUTE = 60_000;

export function penFrom(start: number, calendar: WorkingCalendar, random: SeededRandom): Pen {
  let at = toInstant(start);
  const steps: Step[] = [];
  return {
    steps,
    random,
    at: () => at,
    work: (least, most) => {
      at = addWorkingMinutes(calendar, at, Math.max(1, random.int(Math.round(least), Math.round(most))));
    },
    rest: (least, most) => {
      at = toInstant(at + random.int(Math.round(least), Math.round(most)) * MINUTE);
    },
    write: (actor, operation, input, keep) => {
      if (!actor) throw new Error(`nobody to do ${operation} in the demo city`);
      steps.push({ at, actor, operation, input: { ...input }, ...(keep && { keep }) });
      // Two acts of one story never share an instant.
      at = toInstant(at + random.int(1, 40) * 1000);
    },
  };
}
