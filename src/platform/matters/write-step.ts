import { type DecisionContext, entitled, fold, type MatterEvent, type MatterState, react } from '#engines/matters';
import type { Call } from '#kernel';
import type { CommandKey, CommandResult, LoadedMatter, MatterWriter, OutboxEntry, SealedContent } from './ports.ts';
import { clockRowsOf, columnsOf } from './project.ts';
import type { RunPorts } from './run-ports.ts';

export type Writing = {
  readonly context: DecisionContext;
  readonly id: string;
  readonly before: LoadedMatter | null;
  readonly events: readonly MatterEvent[];
  readonly sealed: readonly SealedContent[];
  readonly texts: readonly string[];
  readonly command: CommandKey | null;
};

/** Folds the events and writes everything that follows from them, in one go. */
export async function writeStep(ports: RunPorts, writer: MatterWriter, writing: Writing) {
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
    settles: before ? (ports.addressesOf?.(context.actor) ?? []) : [],
    result,
    command,
  });
  return { result, principals: [...has] };
}

const tokensOf = (ports: RunPorts, texts: readonly string[], state: MatterState, first: boolean): readonly string[] => [
  ...new Set([...texts.flatMap((each) => ports.tokens(each)), ...(first ? ports.tokens(state.number) : [])]),
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

export type Done = {
  readonly result: CommandResult;
  /** Absent for a replay: everything below was done the first time. */
  readonly principals?: readonly string[];
  readonly files?: readonly string[];
};

/** What follows a commit: files are tied to their matter, and whoever looks at it is told. */
export async function after(
  ports: RunPorts,
  { tenant, actor }: Call,
  { result, principals, files = [] }: Done,
): Promise<CommandResult> {
  if (files.length > 0) await ports.attach?.(tenant, files, result.id, actor.id);
  if (principals) ports.changed?.(tenant, result.id, result.seq, principals);
  return result;
}
