import type { DecisionContext, Directory, Inputs, LoopDefinition, MatterState } from '#engines/matters';
import { type Call, hashOf, type IdSource, refuse, toInstant, type WorkingCalendar } from '#kernel';
import type { CodeList } from './names.ts';
import type {
  CommandKey,
  CommandResult,
  DefinitionBook,
  MatterStore,
  MatterWriter,
  PrincipalsOf,
  Vault,
} from './ports.ts';

/** Who asks, of which matter. */
export type About = { readonly call: Call; readonly state: MatterState };

/** A named check of a domain: of who moves and how the matter stands, asked before the form too, or of what was filled in. */
export type LoopCheck =
  | { readonly standing: (about: About) => void | Promise<void> }
  | { readonly given: (input: Inputs, about: About) => void | Promise<void> };

export type RunPorts = {
  readonly store: MatterStore;
  readonly book: DefinitionBook;
  readonly vault: Vault;
  readonly ids: IdSource;
  readonly calendar: (tenant: string) => WorkingCalendar;
  readonly directory: (tenant: string, now: number) => Promise<Directory>;
  readonly principalsOf: PrincipalsOf;
  /** Where an actor's messages arrive. */
  readonly addressesOf?: PrincipalsOf;
  /** Search tokens of a text, and of a query. */
  readonly tokens: (text: string) => readonly string[];
  readonly queryTokens: (text: string) => readonly string[];
  readonly lists?: (tenant: string, list: string) => CodeList | undefined;
  /** Who is meant, for a refusal that names the colleague who has it. */
  readonly personNames?: (tenant: string, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  readonly enterpriseNames?: (tenant: string, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** Each throws a Refusal when it will not do. */
  readonly checks?: Readonly<Record<string, LoopCheck>>;
  /** Ties uploaded files that an input names to their matter; a file already tied stays where it is. */
  readonly attach?: (tenant: string, files: readonly string[], matter: string, by: string) => Promise<unknown>;
  /** Said after a commit: somebody's page may be out of date. */
  readonly changed?: (tenant: string, id: string, seq: number, principals: readonly string[]) => void;
};

export function contextFor(
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

export const commandKey = (call: Call, what: unknown): CommandKey | null =>
  call.idempotencyKey
    ? { key: call.idempotencyKey, actor: call.actor.id, fingerprint: hashOf(JSON.parse(JSON.stringify(what))) }
    : null;

export async function replay(writer: MatterWriter, command: CommandKey | null): Promise<CommandResult | undefined> {
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
