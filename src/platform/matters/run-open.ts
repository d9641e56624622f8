import { type Inputs, numberFor, open, sequenceOf } from '#engines/matters';
import { type Call, dayOf, isRefusal, toInstant } from '#kernel';
import { splitFields } from './contents.ts';
import { hider } from './names.ts';
import type { CommandResult } from './ports.ts';
import { commandKey, contextFor, type RunPorts, replay } from './run-ports.ts';
import { after, writeStep } from './write-step.ts';

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
  /** Uploaded before; tied to the matter once it is open. */
  readonly files?: readonly string[] | undefined;
  /** Chosen by the caller where a retry must find the same matter. */
  readonly id?: string | undefined;
};

/** Opens a matter. A retry with the same idempotency key gets the first answer. */
export async function runOpen(ports: RunPorts, call: Call, input: OpenInput): Promise<CommandResult> {
  const { definition, version } = ports.book.active(call.tenant, input.loop);
  const directory = await ports.directory(call.tenant, call.now);
  const context = contextFor(ports, call, definition, version, directory);
  const { kept, sealed, texts } = splitFields(definition, input.fields, ports.vault, ports.ids);
  const { loop: _l, fields: _f, id: wanted, files = [], ...rest } = input;
  const command = commandKey(call, { open: input });
  const year = dayOf(toInstant(call.now)).slice(0, 4);
  const id = wanted ?? ports.ids();
  const searched = await searchable(ports, call, input, texts);
  // Looked at before a number is taken: what is refused leaves no gap.
  const trial = open({ id, number: '', ...compact(rest), ...kept }, context);
  if (isRefusal(trial)) throw trial;
  const seq = await ports.store.nextNumber(call.tenant, sequenceOf(definition.number, year), command);
  const number = numberFor(definition.number, year, seq ?? 0);
  return after(
    ports,
    call,
    await ports.store.transaction(call.tenant, async (writer) => {
      const earlier = await replay(writer, command);
      if (earlier) return { result: earlier };
      if (seq === undefined) throw new Error('opened before, and no receipt');
      const events = open({ id, number, ...compact(rest), ...kept }, context);
      if (isRefusal(events)) throw events;
      const done = await writeStep(ports, writer, {
        context,
        id,
        before: null,
        events,
        sealed,
        texts: searched,
        command,
      });
      return { ...done, files };
    }),
  );
}

/** Who hides his identity must not be found by his name either. */
async function searchable(
  { enterpriseNames }: RunPorts,
  { tenant }: Call,
  { hideIdentity, enterprise }: OpenInput,
  texts: readonly string[],
): Promise<readonly string[]> {
  if (!hideIdentity) return texts;
  const names = enterprise ? await enterpriseNames?.(tenant, [enterprise]) : undefined;
  return texts.map(hider(names?.get(enterprise ?? '')));
}

const compact = <T extends object>(value: T) =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
