import {
  type DecisionContext,
  type Directory,
  decide,
  decideDue,
  entitled,
  fold,
  type Inputs,
  type LoopDefinition,
  type MatterEvent,
  type MatterState,
  numberFor,
  open,
  react,
  sequenceOf,
} from '#engines/matters';
import { type Call, dayOf, hashOf, type IdSource, isRefusal, refuse, toInstant, type WorkingCalendar } from '#kernel';
import { splitFields, splitInput } from './contents.ts';
import type {
  CommandKey,
  CommandResult,
  DefinitionBook,
  LoadedMatter,
  MatterStore,
  MatterWriter,
  OutboxEntry,
  PrincipalsOf,
  SealedContent,
  Vault,
} from './ports.ts';
import { clockRowsOf, columnsOf } from './project.ts';

export type RunPorts = {
  readonly store: MatterStore;
  readonly book: DefinitionBook;
  readonly vault: Vault;
  readonly ids: IdSource;
  readonly calendar: (tenant: string) => WorkingCalendar;
  readonly directory: (tenant: string, now: number) => Promise<Directory>;
  readonly principalsOf: PrincipalsOf;
  /** Search tokens of a text. */
  readonly tokens: (text: string) => readonly string[];
  /** Said after a commit: somebody's page may be out of date. */
  readonly changed?: (tenant: string, id: string, seq: number, principals: readonly string[]) => void;
};

export type OpenInput = {
  readonly loop: string;
  readonly fields: Inputs;
  readonly channel: string;
  readonly region?: string | undefined;
  readonly enterprise?: string | undefined;
  readonly grade?: string | undefined;
  readonly parent?: string | undefined;
  readonly plan?: string | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly agent?: string | undefined;
  readonly hideIdentity?: boolean | undefined;
  readonly complainedOf?: readonly string[] | undefined;
  readonly openerPrincipal?: string | undefined;
  readonly office?: string | undefined;
  /** Chosen by the caller where a retry must find the same matter. */
  readonly id?: string | undefined;
};

/** Opens a matter. A retry with the same idempotency key gets the first answer. */
export async function runOpen(ports: RunPorts, call: Call, input: OpenInput): Promise<CommandResult> {
  const { definition, version } = ports.book.active(call.tenant, input.loop);
  const directory = await ports.directory(call.tenant, call.now);
  const context = contextFor(ports, call, definition, version, directory);
  const { kept, sealed, texts } = splitFields(definition, input.fields, ports.vault, ports.ids);
  const { loop: _l, fields: _f, id: wanted, ...rest } = input;
  const command = commandKey(call, { open: input });
  const year = dayOf(toInstant(call.now)).slice(0, 4);
  const id = wanted ?? ports.ids();
  const seq = await ports.store.nextNumber(call.tenant, sequenceOf(definition.number, year));
  const number = numberFor(definition.number, year, seq);
  return after(
    ports,
    call,
    await ports.store.transaction(call.tenant, async (writer) => {
      const done = await replay(writer, command);
      if (done) return { result: done };
      const events = open({ id, number, ...compact(rest), ...kept }, context);
      if (isRefusal(events)) throw events;
      return writeStep(ports, writer, { context, id, before: null, events, sealed, texts, command });
    }),
  );
}

export type MoveInput = {
  readonly id: string;
  readonly move: string;
  readonly input: Inputs;
  readonly expectedSeq?: number | undefined;
};

/** Makes a move. Two at once: one wins, the other is told what changed. */
export async function runMove(ports: RunPorts, call: Call, given: MoveInput): Promise<CommandResult> {
  const directory = await ports.directory(call.tenant, call.now);
  const command = commandKey(call, given);
  return after(
    ports,
    call,
    await ports.store.transaction(call.tenant, async (writer) => {
      const done = await replay(writer, command);
      if (done) return { result: done };
      const loaded = await writer.lock(given.id);
      if (!loaded) throw notFound();
      mustSee(ports, call, loaded.state, directory);
      checkSeq(loaded.state, given.expectedSeq);
      const { loop, version } = loaded.state;
      const context = contextFor(ports, call, ports.book.at(call.tenant, loop, version), version, directory);
      const move = context.definition.moves[given.move];
      const { kept, sealed, texts } = move
        ? splitInput(move, given.input, ports.vault, ports.ids)
        : { kept: given.input, sealed: [], texts: [] };
      const events = decide(loaded.state, { move: given.move, input: kept }, context);
      if (isRefusal(events)) throw events;
      return writeStep(ports, writer, { context, id: given.id, before: loaded, events, sealed, texts, command });
    }),
  );
}

/** Fires what is due, in batches, until nothing is; several processes may do so at once. Returns how many matters moved. */
export async function runSweep(
  ports: RunPorts,
  tenant: string,
  now: number,
  requestId: string,
  batch = 200,
): Promise<number> {
  const directory = await ports.directory(tenant, now);
  const actor = { kind: 'system' as const, id: 'system', roles: [], permissions: [] };
  const call: Call = { tenant, actor, now, requestId };
  let total = 0;
  for (;;) {
    const moved: { readonly result: CommandResult; readonly principals?: readonly string[] }[] = [];
    const found = await ports.store.sweep(tenant, now, batch, async (loaded, writer) => {
      const { loop, version, id } = loaded.state;
      const context = contextFor(ports, call, ports.book.at(tenant, loop, version), version, directory);
      const events = decideDue(loaded.state, context);
      if (events.length === 0) return;
      moved.push(
        await writeStep(ports, writer, { context, id, before: loaded, events, sealed: [], texts: [], command: null }),
      );
    });
    for (const each of moved) after(ports, call, each);
    total += moved.length;
    if (found < batch || moved.length === 0) return total;
  }
}

const compact = <T extends object>(value: T) =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };

function contextFor(
  ports: RunPorts,
  call: Call,
  definition: LoopDefinition,
  version: string,
  directory: Directory,
): DecisionContext {
  const { ids } = ports;
  return {
    definition,
    version,
    now: toInstant(call.now),
    actor: call.actor,
    calendar: ports.calendar(call.tenant),
    directory,
    ids,
  };
}

const commandKey = (call: Call, what: unknown): CommandKey | null =>
  call.idempotencyKey
    ? { key: call.idempotencyKey, actor: call.actor.id, fingerprint: hashOf(JSON.parse(JSON.stringify(what))) }
    : null;

async function replay(writer: MatterWriter, command: CommandKey | null): Promise<CommandResult | undefined> {
  const done = command ? await writer.findCommand(command) : undefined;
  if (done && done.fingerprint !== command?.fingerprint)
    throw refuse({
      code: 'command.key-reused',
      kind: 'conflict',
      what: '同一个幂等键用在了不同的请求上',
      todo: '请为每个新操作使用新的 Idempotency-Key',
    });
  return done?.result;
}

const notFound = () =>
  refuse({ code: 'matter.not-found', kind: 'not-found', what: '没有这件事项，或您无权查看', todo: '请核对编号' });

/** Whoever may not see a matter is not even told that it exists. */
function mustSee(ports: RunPorts, { actor }: Call, state: MatterState, directory: Directory): void {
  if (actor.kind === 'system') return;
  const mine = new Set(ports.principalsOf(actor));
  if (!entitled(state, directory).some((each) => mine.has(each.principal))) throw notFound();
}

function checkSeq(state: MatterState, expected: number | undefined): void {
  if (expected === undefined || expected === state.seq) return;
  throw refuse({ code: 'matter.changed', kind: 'conflict', what: '别人刚刚办理过这件事项', todo: '请刷新后再办理' });
}

type Writing = {
  readonly context: DecisionContext;
  readonly id: string;
  readonly before: LoadedMatter | null;
  readonly events: readonly MatterEvent[];
  readonly sealed: readonly SealedContent[];
  readonly texts: readonly string[];
  readonly command: CommandKey | null;
};

async function writeStep(ports: RunPorts, writer: MatterWriter, writing: Writing) {
  const { context, id, before, events, sealed, texts, command } = writing;
  const state = fold(id, events, before?.state ?? null);
  if (!state) throw new Error(`matter ${id}: nothing to write`);
  const now = entitled(state, context.directory);
  const had = new Set(before ? entitled(before.state, context.directory).map((each) => each.principal) : []);
  const has = new Set(now.map((each) => each.principal));
  const result = { id, seq: state.seq };
  await writer.write({
    columns: columnsOf(state),
    state,
    events,
    commandId: command?.key ?? ports.ids(),
    previousHash: before?.headHash ?? '',
    contents: sealed,
    entitlements: now.filter((each) => !had.has(each.principal)),
    revoked: [...had].filter((each) => !has.has(each)),
    clocks: clockRowsOf(state),
    tokens: texts.length > 0 || !before ? tokensOf(ports, texts, state, before === null) : null,
    outbox: outboxOf(ports, state, events, context),
    result,
    command,
  });
  return { result, principals: [...has] };
}

const tokensOf = (ports: RunPorts, texts: readonly string[], state: MatterState, first: boolean): readonly string[] => [
  ...new Set([...texts.flatMap((each) => ports.tokens(each)), ...(first ? [state.number.toLowerCase()] : [])]),
];

const outboxOf = (
  ports: RunPorts,
  state: MatterState,
  events: readonly MatterEvent[],
  { definition, directory }: DecisionContext,
): readonly OutboxEntry[] =>
  events.flatMap((event) =>
    react(definition, state, event, directory).map(({ topic, ...payload }) => ({
      id: ports.ids(),
      topic,
      payload: { ...payload, matter: state.id, number: state.number },
    })),
  );

function after(
  ports: RunPorts,
  call: Call,
  done: { readonly result: CommandResult; readonly principals?: readonly string[] },
): CommandResult {
  if (done.principals) ports.changed?.(call.tenant, done.result.id, done.result.seq, done.principals);
  return done.result;
}
