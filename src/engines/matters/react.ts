import { isBarred } from './complained.ts';
import type { Directory } from './context.ts';
import type { Audience, Effect, LoopDefinition } from './definition/schema.ts';
import type { Custodian, MatterEvent } from './events.ts';
import { holdsFor } from './guard.ts';
import { isOwed, type MatterState } from './state.ts';

/** Something that must leave the matter because of an event; the outbox carries it, at least once. */
export type Reaction =
  | { readonly topic: 'notify'; readonly principals: readonly string[]; readonly text: string; readonly seq: number }
  | {
      readonly topic: 'open-matter';
      readonly loop: string;
      readonly fields: Readonly<Record<string, unknown>>;
      readonly seq: number;
    }
  /** A named step of a domain. */
  | { readonly topic: 'call'; readonly name: string; readonly seq: number };

/** What an event causes outside the matter. Pure; `state` is the state after the event. */
export function react(
  definition: LoopDefinition,
  state: MatterState,
  event: MatterEvent,
  directory: Directory,
): readonly Reaction[] {
  return [...effectsOf(definition, event), ...standing(state, event)].flatMap((effect) =>
    reaction(effect, { definition, state, event, directory }),
  );
}

function effectsOf(definition: LoopDefinition, event: MatterEvent): readonly Effect[] {
  if (event.type === 'opened') return definition.open.effects;
  if (event.type === 'rung-fired')
    return definition.clocks[event.data.clock]?.ladder.find((each) => each.rung === event.data.rung)?.effects ?? [];
  if ('move' in event.data) return definition.moves[event.data.move]?.effects ?? [];
  return [];
}

/** What happens in every loop: a new holder hears of it, so do those asked to co-handle, and the office when one is silent. */
function standing(state: MatterState, event: MatterEvent): readonly Effect[] {
  const notify = (to: Audience, text: string): Effect => ({ effect: 'notify', to: [to], text });
  if (event.type === 'obligation-lapsed') return [notify('office', '{number} 会办逾期未答复')];
  if (!('move' in event.data)) return [];
  return [
    ...(event.data.hop ? [notify('holder', '{number} 已分办到您处，请签收')] : []),
    ...(event.data.obligations?.length ? [notify('co-handlers', '{number} 请您单位会办')] : []),
    ...(state.agent && event.type === 'assign' && state.moveCounts[event.data.move] === 1
      ? [notify('subject', '{number} 由工作人员代为提交；如非您的意思，可声明不认可')]
      : []),
  ];
}

type Reacting = {
  readonly definition: LoopDefinition;
  readonly state: MatterState;
  readonly event: MatterEvent;
  readonly directory: Directory;
};

function reaction(effect: Effect, { definition, state, event, directory }: Reacting): readonly Reaction[] {
  if (effect.effect === 'open-matter')
    return [{ topic: 'open-matter', loop: effect.loop, fields: effect.fields, seq: event.seq }];
  if (effect.effect === 'call')
    return holdsFor(effect.when, state, definition) ? [{ topic: 'call', name: effect.name, seq: event.seq }] : [];
  if (effect.effect !== 'notify') return [];
  const to = addressees(effect.to, state);
  const principals = [...new Set(to.flatMap((each) => audience(each, state, directory)))].filter(
    (each) => !isBarred(each, state.complainedOf, directory),
  );
  const text = effect.text.replaceAll('{number}', state.number);
  return principals.length > 0 ? [{ topic: 'notify', principals, text, seq: event.seq }] : [];
}

/** What waits at the office itself concerns those there who may act on it, not everybody because it is the holder. */
function addressees(to: readonly Audience[], state: MatterState): readonly Audience[] {
  const held = state.custody.at(-1);
  const atOffice = held?.hop === null && held.unit === state.office;
  return atOffice && to.some((each) => each.startsWith('office:')) ? to.filter((each) => each !== 'holder') : to;
}

function audience(to: Audience, state: MatterState, directory: Directory): readonly string[] {
  const held = state.custody.at(-1);
  const [who, permission] = to.split(':');
  switch (who) {
    case 'holder':
      return held ? holderOf(held, directory) : [];
    case 'holder-head':
      return held && !held.unit.startsWith('subject:') ? [`head:${held.unit}`] : [];
    case 'office':
      return [placeOf(state.office, permission)];
    case 'superior':
      return directory
        .ancestors(held?.unit ?? state.office)
        .slice(0, 1)
        .map((each) => placeOf(each, permission));
    case 'subject':
      return subjectOf(state);
    case 'opener':
      return [`person:${state.openedBy}`];
    case 'co-handlers':
      return state.obligations.filter(isOwed).map((each) => `unit:${each.unit}`);
    case 'leader':
      return directory.leadersOf(held?.unit ?? state.office, state.region).map((each) => `person:${each}`);
    default:
      throw new Error(`nobody is called ${to}`);
  }
}

/** To whom it was given while he serves there; else his unit, which then has it. */
const holderOf = ({ unit, person }: Custodian, directory: Directory): readonly string[] =>
  person !== undefined && directory.serves(person, unit) ? [`person:${person}`] : principalsOfUnit(unit);

/** Everybody of a unit, or those whose post there carries the permission. */
const placeOf = (unit: string, permission: string | undefined): string =>
  permission === undefined ? `unit:${unit}` : `duty:${unit}:${permission}`;

function principalsOfUnit(unit: string): readonly string[] {
  if (!unit.startsWith('subject:')) return [`unit:${unit}`];
  const subject = unit.slice('subject:'.length);
  // Who filed without an enterprise is a principal already: follow:…
  return [subject.includes(':') ? subject : `enterprise:${subject}`];
}

const subjectOf = (state: MatterState): readonly string[] => {
  if (state.enterprise) return [`enterprise:${state.enterprise}`];
  return state.openerPrincipal ? [state.openerPrincipal] : [];
};
