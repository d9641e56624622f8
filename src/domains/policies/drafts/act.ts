import { type Call, refuse } from '#kernel';
import type { PolicyPorts } from '../ports.ts';
import { changedMeanwhile, type Draft, type DraftEvent, foldDraft, mustBeOpen } from './draft.ts';
import { draftView } from './views.ts';
import { type Doing, hindrance } from './whose.ts';

export async function stored(ports: PolicyPorts, { tenant }: Call, id: string) {
  const found = await ports.drafts.find(tenant, id);
  if (found) return found;
  throw refuse({ code: 'policies.no-draft', kind: 'not-found', what: '没有这份草案', todo: '请从草案列表里选' });
}

type Happening = DraftEvent extends infer E ? (E extends DraftEvent ? Pick<E, 'type' | 'data'> : never) : never;

/** Decides on the draft as it stands, writes what happened, and shows what became of it. */
export async function act(
  ports: PolicyPorts,
  call: Call,
  id: string,
  decide: (draft: Draft) => Happening,
  doing: Doing = 'write',
) {
  const { events } = await stored(ports, call, id);
  const draft = foldDraft(events);
  mustBeOpen(draft);
  const hindered = hindrance(doing, call, draft, ports.fairReviewer);
  if (hindered) throw hindered;
  const { unit } = call.actor;
  const event = { at: call.now, actor: call.actor.id, ...(unit ? { unit } : {}), ...decide(draft) } as DraftEvent;
  if (!(await ports.drafts.append(call.tenant, id, draft.seq + 1, event))) throw changedMeanwhile();
  return draftView(ports, call, { id, events: [...events, event] });
}
