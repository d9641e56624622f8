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

/** Numbers that were tried become a draft: of a live policy a new one, of a draft its next text. */
export async function draftFromTrial(
  ports: Pick<PolicyPorts, 'library' | 'drafts' | 'ids'>,
  call: Call,
  of: { readonly set: string; readonly moves: readonly Move[]; readonly title: string },
): Promise<DraftedFrom> {
  const library = await ports.library(call.tenant);
  const policy = library.policy(of.set)?.policy;
  const day = dayOf(toInstant(call.now));
  const id = policy ? newId(ports, call) : of.set.slice(MARK.length);
  const stored = policy ? undefined : await ports.drafts.find(call.tenant, id);
  const draft = stored && foldDraft(stored.events);
  if (draft) mustBeOpen(draft);
  const hindered = draft && hindrance('write', call, draft, undefined);
  if (hindered) throw hindered;
  const yaml = policy ? stringify(unpaired(policy)) : draft && readDraft(draft, id, library).text;
  if (yaml === undefined)
    throw refuse({ code: 'policies.no-draft', kind: 'not-found', what: '没有这份草案', todo: '请从草案列表里选' });
  const { text, left } = redraft(yaml, of.moves, day, library);
  const head = [
    `由推演方案“${of.title}”改了 ${of.moves.length} 个数，${day}`,
    ...left.map((each) => `要核对：${each}`),
  ];
  const body = `${head.map((each) => `# ${each.replaceAll('\n', ' ')}\n`).join('')}${text}`;
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
