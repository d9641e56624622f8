import type { DecisionContext, MatterEvent, MatterState } from '#engines/matters';
import { addWorkingDays, type Call, refuse, toInstant } from '#kernel';
import { filterOf, type MatterListInput, type MatterQuery } from './list-input.ts';
import { type CodeList, type Names, namesFrom } from './names.ts';
import type { ListedMatter, MatterReader } from './ports.ts';
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
    const viewed = await rowsOf(ports, call, found.rows);
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
    nearUntil: addWorkingDays(calendar, toInstant(call.now), 1).instant,
  };
};

export const readCounts = (ports: ReadPorts, call: Call, query: MatterQuery) =>
  ports.reader.count(readingOf(ports, call), pageOf(ports, call, query));

function inQueue(ports: ReadPorts, call: Call, row: MatterRow, queue: MatterQuery['queue']): boolean {
  if (!queue) return true;
  if (!row.next) return false;
  if (queue === 'todo') return true;
  const act = ports.book.active(call.tenant, row.loop).definition.moves[row.next.move]?.act;
  if (queue === 'dispatch') return act === 'assign' || act === 'transfer';
  return act === 'review' || act === 'approve' || act === 'decide-extension' || act === 'verify';
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

/** One matter in full, or a Refusal that tells nothing of what it hides. */
export async function readDetail(ports: ReadPorts, call: Call, id: string): Promise<MatterDetail> {
  const reading = readingOf(ports, call);
  const [found, events, sealed, files] = await Promise.all([
    ports.reader.get(reading, id),
    ports.reader.events(reading, id),
    ports.reader.contents(reading, id),
    ports.reader.files(reading, id),
  ]);
  if (!found)
    throw refuse({
      code: 'matter.not-found',
      kind: 'not-found',
      what: '没有这件事项，或您无权查看',
      todo: '请核对编号',
    });
  const { state } = found;
  const linked = await ports.reader.list(reading, { ...listOnly(state.links.map((each) => each.matter)), limit: 50 });
  const viewing = (await viewingOf(ports, call, [state], events))(state);
  const texts = new Map(
    [...sealed].flatMap(([key, cipher]) => (cipher ? [[key, ports.vault.open(cipher)] as const] : [])),
  );
  return detailOf(
    {
      state,
      events,
      texts,
      title: titleOf(ports, state, found.title),
      help: ports.help(state.loop),
      outside: call.actor.kind !== 'official',
      files: files.map(({ name, by, ...each }) => ({
        ...each,
        name: ports.vault.open(name),
        by: viewing.names.person(by).name,
      })),
      links: state.links.flatMap(({ kind, matter }) => {
        const row = linked.rows.find((each) => each.state.id === matter);
        return row
          ? [{ kind, matter: { id: matter, number: row.state.number, title: titleOf(ports, row.state, row.title) } }]
          : [];
      }),
    },
    viewing,
  );
}

const listOnly = (ids: readonly string[]) => ({ filter: { ids }, sort: 'opened' as const, now: 0, nearUntil: 0 });

function titleOf(ports: ReadPorts, state: MatterState, cipher: Uint8Array | null): string {
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
    return { context, names, calendar, now, showsSubject: showsSubject(state, call) };
  };
}

function peopleIn(states: readonly MatterState[], events: readonly MatterEvent[]): readonly string[] {
  const held = states.flatMap((each) => [...each.hops, ...each.custody].map(({ person }) => person));
  const acted = events.flatMap((each) => (each.unit ? [each.actor] : []));
  return [...new Set([...held, ...acted])].filter((each): each is string => each !== undefined);
}

/** An appellant may hide from the units that handle; the office that takes it in and he himself still see. */
const showsSubject = (state: MatterState, { actor }: Call): boolean =>
  !state.hideIdentity ||
  actor.unit === state.office ||
  (actor.enterprise !== undefined && actor.enterprise === state.enterprise);
