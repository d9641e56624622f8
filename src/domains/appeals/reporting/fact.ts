import type { CustodySegment, MatterClock, MatterState } from '#engines/matters';

/** What a report needs to know of one matter, from its state alone: its history of custody is complete. */
export type AppealFact = {
  readonly id: string;
  readonly number: string;
  readonly office: string;
  readonly region?: string;
  readonly category?: string;
  readonly channel: string;
  readonly openedAt: number;
  /** When it was open; a reopened matter has several, the last without an end while it is open. */
  readonly spans: readonly Span[];
  readonly custody: readonly CustodySegment[];
  /** To which unit the office gave it, and when. */
  readonly assignments: readonly { readonly unit: string; readonly at: number }[];
  readonly outcome?: string;
  readonly isShelved: boolean;
  readonly rating?: number;
  readonly reopenings: number;
  readonly respond?: Deadline;
  readonly answer?: Deadline;
};

export type Span = { readonly from: number; readonly to?: number };

export type Deadline = {
  readonly dueAt: number | null;
  readonly stoppedAt?: number;
  /** Stopped, and never breached in any round. */
  readonly inTime: boolean;
};

export function factOf(state: MatterState): AppealFact {
  const { category } = state.fields;
  return {
    id: state.id,
    number: state.number,
    office: state.office,
    channel: state.channel,
    openedAt: state.openedAt,
    spans: spansOf(state.custody),
    custody: state.custody,
    assignments: state.hops.flatMap((hop) => (hop.parent === null ? [{ unit: hop.unit, at: hop.assignedAt }] : [])),
    isShelved: state.suspension?.ground === 'shelving',
    reopenings: state.reopenings,
    ...(state.region === undefined ? {} : { region: state.region }),
    ...(typeof category === 'string' ? { category } : {}),
    ...(state.closed && state.outcome !== undefined ? { outcome: state.outcome } : {}),
    ...(state.rating ? { rating: state.rating.grade } : {}),
    ...deadline('respond', state.clocks.respond),
    ...deadline('answer', state.clocks.answer),
  };
}

/** Somebody holds a matter at every moment it is open, so a gap in custody is the time it was closed. */
function spansOf(custody: readonly CustodySegment[]): readonly Span[] {
  const spans: { from: number; to?: number }[] = [];
  for (const { from, to } of custody) {
    const last = spans.at(-1);
    if (last && last.to === from) {
      delete last.to;
      if (to !== undefined) last.to = to;
    } else spans.push({ from, ...(to === undefined ? {} : { to }) });
  }
  return spans;
}

const deadline = <K extends string>(name: K, clock: MatterClock | undefined): { readonly [key in K]?: Deadline } =>
  clock === undefined
    ? {}
    : ({
        [name]: {
          dueAt: clock.state.fireAt ?? clock.heldFireAt ?? null,
          ...(clock.stoppedAt === undefined ? {} : { stoppedAt: clock.stoppedAt }),
          inTime: clock.stoppedAt !== undefined && clock.met === true && clock.breaches === 0,
        },
      } as { readonly [key in K]?: Deadline });

/** The unit answerable at a moment: to whom the office had given it, else the office. */
export const unitAt = (fact: AppealFact, at: number): string =>
  fact.assignments.findLast((each) => each.at < at)?.unit ?? fact.office;

export const isOpenAt = (fact: AppealFact, at: number): boolean =>
  fact.spans.some(({ from, to }) => from < at && (to === undefined || to >= at));
