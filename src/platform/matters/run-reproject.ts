import { decideReprojection } from '#engines/matters';
import { buildCalendar, type CalendarData, type Call, type WorkingCalendar } from '#kernel';
import { contextFor, type RunPorts } from './run-ports.ts';
import { after, writeStep } from './write-step.ts';

export type CalendarStore = {
  readonly keep: (tenant: string, version: string, data: CalendarData, now: number) => Promise<void>;
  readonly all: (tenant: string) => Promise<readonly { readonly version: string; readonly data: CalendarData }[]>;
  /** Open matters of which a clock runs by another version, by id. */
  readonly behind: (tenant: string, version: string, after: string, limit: number) => Promise<readonly string[]>;
};

const BATCH = 100;

/**
 * Carries every running clock over to the calendar of today's packs, each matter in a transaction of its own. Doing it
 * again, or in two processes at once, changes nothing more. Returns how many matters moved.
 */
export async function runReprojection(
  ports: RunPorts,
  store: CalendarStore,
  call: Call,
  data: CalendarData,
): Promise<number> {
  const { tenant, now } = call;
  const calendar = ports.calendar(tenant);
  await store.keep(tenant, calendar.version, data, now);
  const known = new Map((await store.all(tenant)).map((each) => [each.version, buildCalendar(each.data)]));
  const directory = await ports.directory(tenant, now);
  let moved = 0;
  let last = '';
  for (;;) {
    const ids = await store.behind(tenant, calendar.version, last, BATCH);
    for (const id of ids)
      if (await reprojectOne(ports, call, id, { known, directory, reason: reasonOf(data) })) moved += 1;
    last = ids.at(-1) ?? last;
    if (ids.length < BATCH) return moved;
  }
}

type Carrying = {
  readonly known: ReadonlyMap<string, WorkingCalendar>;
  readonly directory: Awaited<ReturnType<RunPorts['directory']>>;
  readonly reason: string;
};

async function reprojectOne(ports: RunPorts, call: Call, id: string, { known, directory, reason }: Carrying) {
  const done = await ports.store.transaction(call.tenant, async (writer) => {
    const loaded = await writer.lock(id);
    if (!loaded) return undefined;
    const { loop, version } = loaded.state;
    const context = contextFor(ports, call, ports.book.at(call.tenant, loop, version), version, directory);
    const events = decideReprojection(loaded.state, reason, (wanted) => known.get(wanted), context);
    if (events.length === 0) return undefined;
    return writeStep(ports, writer, { context, id, before: loaded, events, sealed: [], texts: [], command: null });
  });
  if (done) await after(ports, call, done);
  return done !== undefined;
}

/** The newest notice is why. */
function reasonOf({ years }: CalendarData): string {
  const newest = years.reduce((a, b) => (b.year > a.year ? b : a));
  return `${newest.year} 年放假安排（${newest.source.document}）`;
}
