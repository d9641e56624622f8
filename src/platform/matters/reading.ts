import { type DecisionContext, isComplainedOf, type MatterEvent, type MatterState, READS_ONLY } from '#engines/matters';
import { type Call, refuse, systemCall, toInstant } from '#kernel';
import { endOf, filterOf, type MatterListInput, type MatterQuery } from './list-input.ts';
import { mergedView } from './merged-view.ts';
import { openMoves } from './named-checks.ts';
import { type CodeList, type Names, namesFrom, withoutSubject } from './names.ts';
import { belongsIn } from './next-move.ts';
import type { ListedMatter, MatterReader } from './ports.ts';
import { relationTo } from './relation.ts';
import type { RunPorts } from './run-ports.ts';
import { detailOf } from './view-detail.ts';
import { rowOf, type Viewing } from './view-row.ts';
import type { MatterDetail, MatterRow } from './view-schema.ts';

export type ReadPorts = RunPorts & {
  readonly reader: MatterReader;
  readonly lists: (tenant: string, list: string) => CodeList | undefined;
  readonly personNames: (tenant: string, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  readonly enterpriseNames: (tenant: string, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  readonly help: (loop: string) => string;
};

const readingOf = (ports: ReadPorts, { tenant, actor }: Call) => ({ tenant, principals: ports.principalsOf(actor) });

/** A page of matters as this reader sees them. */
export async function readList(ports: ReadPorts, call: Call, input: MatterListInput) {
  const page = pageOf(ports, call, input);
  const rows: MatterRow[] = [];
  let after = input.after;
  // Queues are narrowed by what the reader may do, which only the engine knows: read on until the page is full.
  for (let round = 0; round < 10; round += 1) {
    const found = await ports.reader.list(readingOf(ports, call), {
      ...page,
      sort: input.sort,
      after,
      limit: input.limit,
    });
    const viewed = await rowsOf(ports, call, await withoutOwnComplaints(ports, call, found.rows));
    rows.push(...viewed.filter((row) => inQueue(ports, call, row, input.queue)));
    after = found.next;
    if (!after || rows.length >= input.limit) break;
  }
  return { items: rows, ...(after ? { next: after } : {}) };
}

const pageOf = (ports: ReadPorts, call: Call, query: MatterQuery) => {
  const calendar = ports.calendar(call.tenant);
  return {
    filter: filterOf(query, call, calendar, ports.queryTokens),
    now: call.now,
  };
};

/** How many a queue may hold before its numbers stop: more than anybody works through. */
const COUNTED = 2000;

/** Numbers by lamp under the same filter. A queue's are counted row by row, since only the engine knows who is next. */
export async function readCounts(
  ports: ReadPorts,
  call: Call,
  query: MatterQuery,
): Promise<Readonly<Record<string, number>>> {
  const calendar = ports.calendar(call.tenant);
  const [todayUntil, soonUntil] = [endOf('today', call.now, calendar), endOf('3days', call.now, calendar)];
  if (!query.queue)
    return ports.reader.count(readingOf(ports, call), { ...pageOf(ports, call, query), todayUntil, soonUntil });
  const counts: Record<string, number> = { total: 0, dueToday: 0, dueIn3Days: 0 };
  let after: string | undefined;
  do {
    const page = { ...pageOf(ports, call, query), sort: 'due' as const, after, limit: 200 };
    const found = await ports.reader.list(readingOf(ports, call), page);
    for (const row of await rowsOf(ports, call, found.rows)) {
      if (!inQueue(ports, call, row, query.queue)) continue;
      counts.total = (counts.total ?? 0) + 1;
      counts[row.lamp] = (counts[row.lamp] ?? 0) + 1;
      if (row.dueAt === undefined || row.dueAt < call.now) continue;
      if (row.dueAt <= todayUntil) counts.dueToday = (counts.dueToday ?? 0) + 1;
      if (row.dueAt <= soonUntil) counts.dueIn3Days = (counts.dueIn3Days ?? 0) + 1;
    }
    after = found.next;
  } while (after && (counts.total ?? 0) < COUNTED);
  return counts;
}

function inQueue(ports: ReadPorts, call: Call, row: MatterRow, queue: MatterQuery['queue']): boolean {
  if (!queue) return true;
  const rule = row.next && ports.book.active(call.tenant, row.loop).definition.moves[row.next.move];
  return belongsIn(queue, rule?.act);
}

export async function rowsOf(
  ports: ReadPorts,
  call: Call,
  found: readonly ListedMatter[],
): Promise<readonly MatterRow[]> {
  const viewing = await viewingOf(
    ports,
    call,
    found.map((each) => each.state),
  );
  return found.map(({ state, title }) => rowOf(state, titleOf(ports, state, title), viewing(state)));
}

/** Of these matters those that the reader may see, with what a decision about each depends on. */
export async function seenMatters(
  ports: ReadPorts,
  call: Call,
  ids: readonly string[],
): Promise<readonly { readonly state: MatterState; readonly context: DecisionContext }[]> {
  const query = { ...listOnly([...new Set(ids)]), limit: ids.length };
  const { rows } = await ports.reader.list(readingOf(ports, call), query);
  const seen = await withoutOwnComplaints(ports, call, rows);
  const viewing = await viewingOf(
    ports,
    call,
    seen.map((each) => each.state),
  );
  return seen.map(({ state }) => ({ state, context: viewing(state).context }));
}

/** One matter in full, or a Refusal that tells nothing of what it hides. */
export async function readDetail(ports: ReadPorts, call: Call, id: string): Promise<MatterDetail> {
  const { detail, mergedInto } = await assemble(ports, call, readingOf(ports, call), id);
  if (mergedInto === undefined || call.actor.kind === 'official') return detail;
  const everything = { tenant: call.tenant, principals: [`role:${READS_ONLY}`] };
  const main = await assemble(ports, systemCall(call.tenant, call.now, call.requestId), everything, mergedInto);
  return { ...detail, mergedInto: mergedView(main.detail, await ports.directory(call.tenant, call.now)) };
}

async function assemble(
  ports: ReadPorts,
  call: Call,
  reading: ReturnType<typeof readingOf>,
  id: string,
): Promise<{ readonly detail: MatterDetail; readonly mergedInto: string | undefined }> {
  const [found, events, sealed, files] = await Promise.all([
    ports.reader.get(reading, id),
    ports.reader.events(reading, id),
    ports.reader.contents(reading, id),
    ports.reader.files(reading, id),
  ]);
  const [seen] = found ? await withoutOwnComplaints(ports, call, [found]) : [];
  if (!seen)
    throw refuse({
      code: 'matter.not-found',
      kind: 'not-found',
      what: '没有这件事项，或您无权查看',
      todo: '请核对编号',
    });
  const { state } = seen;
  const linked = await ports.reader.list(reading, { ...listOnly(state.links.map((each) => each.matter)), limit: 50 });
  const bare = (await viewingOf(ports, call, [state], events))(state);
  const viewing = { ...bare, open: await openMoves(ports, { call, state }, bare.context) };
  const texts = new Map(
    [...sealed].flatMap(([key, cipher]) =>
      cipher ? [[key, viewing.names.said(ports.vault.open(cipher))] as const] : [],
    ),
  );
  const detail = detailOf(
    {
      state,
      events,
      texts,
      title: titleOf(ports, state, seen.title),
      help: ports.help(state.loop),
      outside: call.actor.kind !== 'official',
      files: files.map(({ name, ...each }) => ({ ...each, name: ports.vault.open(name) })),
      links: state.links.flatMap(({ kind, matter }) => {
        const row = linked.rows.find((each) => each.state.id === matter);
        return row
          ? [{ kind, matter: { id: matter, number: row.state.number, title: titleOf(ports, row.state, row.title) } }]
          : [];
      }),
    },
    viewing,
  );
  return { detail, mergedInto: state.mergedInto };
}

const listOnly = (ids: readonly string[]) => ({ filter: { ids }, sort: 'opened' as const, now: 0 });

export function titleOf(ports: Pick<ReadPorts, 'vault'>, state: MatterState, cipher: Uint8Array | null): string {
  if (cipher) return ports.vault.open(cipher);
  return typeof state.fields.title === 'string' ? state.fields.title : state.number;
}

async function viewingOf(
  ports: ReadPorts,
  call: Call,
  states: readonly MatterState[],
  events: readonly MatterEvent[] = [],
): Promise<(state: MatterState) => Viewing> {
  const { tenant, now, actor } = call;
  const ids = [...new Set(states.flatMap((each) => (each.enterprise ? [each.enterprise] : [])))];
  const [directory, people, enterprises] = await Promise.all([
    ports.directory(tenant, now),
    ports.personNames(tenant, peopleIn(states, events)),
    ids.length > 0 ? ports.enterpriseNames(tenant, ids) : new Map<string, string>(),
  ]);
  const calendar = ports.calendar(tenant);
  const names: Names = namesFrom({ directory, people, enterprises, lists: (list) => ports.lists(tenant, list) });
  return (state) => {
    const definition = ports.book.at(tenant, state.loop, state.version);
    const context: DecisionContext = {
      definition,
      version: state.version,
      now: toInstant(now),
      actor,
      calendar,
      directory,
      ids: ports.ids,
    };
    const relation = relationTo(state, call, directory);
    return {
      context,
      names: relation.showsSubject ? names : withoutSubject(names, state.enterprise),
      calendar,
      now,
      ...relation,
    };
  };
}

function peopleIn(states: readonly MatterState[], events: readonly MatterEvent[]): readonly string[] {
  const held = states.flatMap((each) => [...each.hops, ...each.custody].map(({ person }) => person));
  const acted = events.flatMap((each) => (each.unit ? [each.actor] : []));
  const accused = states.flatMap((each) => each.complainedOf);
  return [...new Set([...held, ...acted, ...accused])].filter((each): each is string => each !== undefined);
}

/** Complaints about a unit stay hidden from it, whatever role entitles its people otherwise (auditors see all but these). */
export async function withoutOwnComplaints<T extends { readonly state: MatterState }>(
  ports: Pick<ReadPorts, 'directory'>,
  { tenant, now, actor }: Call,
  found: readonly T[],
): Promise<readonly T[]> {
  const { unit } = actor;
  if (unit === undefined || found.every((each) => each.state.complainedOf.length === 0)) return found;
  const directory = await ports.directory(tenant, now);
  return found.filter(({ state }) => !isComplainedOf(unit, state.complainedOf, directory));
}
