import { stringify } from 'yaml';
import { type Call, dayOf, hashOf, refuse, toInstant } from '#kernel';
import { unpaired } from '../clause/index.ts';
import type { PolicyPorts } from '../ports.ts';
import { changedMeanwhile, foldDraft, mustBeOpen } from './draft.ts';
import { type Move, redraft } from './redraft.ts';
import { readDraft } from './views.ts';
import { hindrance } from './whose.ts';

export type DraftedFrom = { readonly draft: string; readonly left: readonly string[] };

const MARK = 'draft-';

type Tried = { readonly set: string; readonly moves: readonly Move[]; readonly title: string };
type Library = Pick<PolicyPorts, 'library' | 'drafts'>;

/** The text that was tried: a live policy's as a draft would begin, a draft's as it stands. */
async function originOf(ports: Library, call: Call, set: string) {
  const library = await ports.library(call.tenant);
  const policy = library.policy(set)?.policy;
  if (policy) return { library, yaml: stringify(unpaired(policy)) };
  const id = set.slice(MARK.length);
  const stored = await ports.drafts.find(call.tenant, id);
  if (!stored)
    throw refuse({ code: 'policies.no-draft', kind: 'not-found', what: '没有这份草案', todo: '请从草案列表里选' });
  const draft = foldDraft(stored.events);
  return { library, id, draft, yaml: readDraft(draft, id, library).text };
}

/** The whole text with the numbers that were tried, a sentence above it where they come from. */
function retold({ yaml, library }: Awaited<ReturnType<typeof originOf>>, call: Call, { moves, title }: Tried) {
  const day = dayOf(toInstant(call.now));
  const { text, left } = redraft(yaml, moves, day, library);
  const head = [`由推演方案“${title}”改了 ${moves.length} 个数，${day}`, ...left.map((each) => `要核对：${each}`)];
  return { body: `${head.map((each) => `# ${each.replaceAll('\n', ' ')}\n`).join('')}${text}`, left };
}

/** Numbers that were tried as the text of a policy, which whoever drafts can take up elsewhere. */
export async function textFromTrial(ports: Library, call: Call, of: Tried): Promise<string> {
  return retold(await originOf(ports, call, of.set), call, of).body;
}

/** Numbers that were tried become a draft: of a live policy a new one, of a draft its next text. */
export async function draftFromTrial(
  ports: Pick<PolicyPorts, 'library' | 'drafts' | 'ids'>,
  call: Call,
  of: Tried,
): Promise<DraftedFrom> {
  const origin = await originOf(ports, call, of.set);
  const { draft, id = newId(ports, call) } = origin;
  if (draft) mustBeOpen(draft);
  const hindered = draft && hindrance('write', call, draft, undefined);
  if (hindered) throw hindered;
  const { body, left } = retold(origin, call, of);
  const { unit } = call.actor;
  const own = { at: call.now, actor: call.actor.id, ...(unit ? { unit } : {}) };
  const seq = (draft?.seq ?? 0) + 1;
  const written = await ports.drafts.append(call.tenant, id, seq, { ...own, type: 'written', data: { body } });
  // The same submit again finds the draft it made; a draft that somebody else wrote meanwhile is not written over.
  if (!written && draft) throw changedMeanwhile();
  return { draft: id, left };
}

const newId = ({ ids }: Pick<PolicyPorts, 'ids'>, { idempotencyKey }: Call): string =>
  idempotencyKey ? hashOf(`trial ${idempotencyKey}`).slice(0, 20) : ids();
