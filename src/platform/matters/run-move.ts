import {
  currentHop,
  type Directory,
  decide,
  entitled,
  type Inputs,
  isComplainedOf,
  type MatterState,
  type Move,
} from '#engines/matters';
import { type Call, isRefusal, type Refusal, refuse } from '#kernel';
import { checkCodes } from './check-codes.ts';
import { splitInput } from './contents.ts';
import { checkNamed } from './named-checks.ts';
import type { CommandResult, MatterWriter } from './ports.ts';
import { commandKey, contextFor, type RunPorts, replay } from './run-ports.ts';
import { after, writeStep } from './write-step.ts';

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
      const earlier = await replay(writer, command);
      if (earlier) return { result: earlier };
      const loaded = await writer.lock(given.id);
      if (!loaded) throw notFound();
      mustSee(ports, call, loaded.state, directory);
      checkSeq(loaded.state, given.expectedSeq);
      const { loop, version } = loaded.state;
      const context = contextFor(ports, call, ports.book.at(call.tenant, loop, version), version, directory);
      const move = context.definition.moves[given.move];
      const { kept, sealed, texts } = move
        ? splitInput(context.definition, move, given.input, ports.vault, ports.ids)
        : { kept: given.input, sealed: [], texts: [] };
      const events = decide(loaded.state, { move: given.move, input: kept }, context);
      if (isRefusal(events)) throw await holderNamed(ports, call, loaded.state, events);
      if (move?.act === 'finish') await checkApproved(ports, writer, loaded.state, given.input);
      if (move) {
        if (ports.lists) checkCodes({ fields: move.needs }, given.input, (list) => ports.lists?.(call.tenant, list));
        await checkNamed(ports, move, given.input, { call, state: loaded.state });
      }
      const done = await writeStep(ports, writer, {
        context,
        id: given.id,
        before: loaded,
        events,
        sealed,
        // What is said in a hidden matter may name who hides: only its opening, without the names, is found by search.
        texts: loaded.state.hideIdentity ? [] : texts,
        command,
      });
      return { ...done, files: filesIn(move, kept) };
    }),
  );
}

/** “现在由市住建局办理” tells nothing to somebody of 市住建局: the person who has it is named to officials. */
async function holderNamed(
  { personNames }: RunPorts,
  { tenant, actor }: Call,
  state: MatterState,
  refusal: Refusal,
): Promise<Refusal> {
  const person = state.custody.at(-1)?.person;
  const { code, why } = refusal.parts;
  if (code !== 'matter.not-yours' || !person || !personNames || actor.kind !== 'official' || state.closed)
    return refusal;
  const name = (await personNames(tenant, [person])).get(person);
  return name ? refuse({ ...refusal.parts, why: why?.replace('”办理', ` ${name}”办理`) ?? name }) : refusal;
}

/** 审签 was given to a text: that one is sent, or another one is put up for it. */
async function checkApproved({ vault }: RunPorts, writer: MatterWriter, state: MatterState, { reply }: Inputs) {
  const hop = currentHop(state);
  if (hop?.stage !== 'cleared' || !hop.draft || typeof reply !== 'string') return;
  const approved = await writer.content(hop.draft.ref);
  if (!approved || vault.open(approved).trim() === reply.trim()) return;
  throw refuse({
    code: 'matter.not-as-approved',
    kind: 'conflict',
    what: '答复内容与审签的稿子不一致',
    why: '审签的是另一段文字',
    todo: '请按审签稿办结；要改的，重新拟稿送审',
  });
}

const filesIn = (move: Move | undefined, input: Inputs): readonly string[] =>
  (move?.needs ?? [])
    .filter((each) => each.type === 'file' || each.type === 'files')
    .flatMap((each) => input[each.name] ?? [])
    .map(String);

const notFound = () =>
  refuse({ code: 'matter.not-found', kind: 'not-found', what: '没有这件事项，或您无权查看', todo: '请核对编号' });

/** Whoever may not see a matter is not even told that it exists. */
function mustSee(ports: RunPorts, { actor }: Call, state: MatterState, directory: Directory): void {
  if (actor.kind === 'system') return;
  if (actor.unit && isComplainedOf(actor.unit, state.complainedOf, directory)) throw notFound();
  const mine = new Set(ports.principalsOf(actor));
  if (!entitled(state, directory).some((each) => mine.has(each.principal))) throw notFound();
}

function checkSeq(state: MatterState, expected: number | undefined): void {
  if (expected === undefined || expected === state.seq) return;
  throw refuse({ code: 'matter.changed', kind: 'conflict', what: '别人刚刚办理过这件事项', todo: '请刷新后再办理' });
}
