import type { Actor } from '#kernel';
import { isComplainedOf } from './complained.ts';
import type { DecisionContext } from './context.ts';
import { type Hop, isOwed, type MatterState } from './state.ts';

/** Auditors see everything and change nothing, whatever else they hold in that unit. */
export const READS_ONLY = 'auditor';
export const readsAll = ({ roles }: Pick<Actor, 'roles'>): boolean => roles.includes(READS_ONLY);

/** With the definition, whoever falls in for a holder that is no more may act too. */
export type AuthoriseContext = Pick<DecisionContext, 'directory'> & Partial<Pick<DecisionContext, 'definition'>>;

type Rule = (state: MatterState, actor: Actor, context: AuthoriseContext, argument: string) => boolean;

const inUnit = (actor: Actor, unit: string | undefined): boolean =>
  actor.kind === 'official' && actor.unit !== undefined && actor.unit === unit;

/**
 * The person who holds it if it was given to a person who still serves there, else anyone of the section or unit;
 * if the unit is no more, whoever the state's fallback names.
 */
function holds(state: MatterState, actor: Actor, { directory, definition }: AuthoriseContext): boolean {
  const held = state.custody.at(-1);
  if (!held || held.to !== undefined) return false;
  if (!held.unit.startsWith('subject:') && !directory.unit(held.unit))
    return inUnit(actor, fallbackOf(state, held.unit, directory, definition));
  if (!inUnit(actor, held.unit)) return false;
  if (held.person && directory.serves(held.person, held.unit)) return held.person === actor.id;
  return !held.section || !actor.section || held.section === actor.section;
}

/** Who takes over from a unit that the organisation no longer knows. */
export function fallbackOf(
  state: MatterState,
  unit: string,
  directory: DecisionContext['directory'],
  definition?: DecisionContext['definition'],
): string {
  const fallback = definition?.states.find((each) => each.id === state.status)?.fallback;
  return fallback === 'superior' ? (directory.ancestors(unit)[0] ?? state.office) : state.office;
}

/** Whoever filed it, by account or by the code that he was given. */
export const isOpener = (state: MatterState, id: string): boolean =>
  id === `follow:${state.id}` || state.openerPrincipal === id || state.openerPrincipal === `person:${id}`;

const RULES: Readonly<Record<string, Rule>> = {
  holder: holds,
  'holder-role': (state, actor, _context, role) =>
    inUnit(actor, state.custody.at(-1)?.unit) && actor.roles.includes(role),
  finisher: (state, actor) => actor.kind === 'official' && actor.id === state.finishedBy,
  'co-handler': (state, actor) =>
    actor.kind === 'official' && state.obligations.some((each) => each.unit === actor.unit && isOwed(each)),
  subject: (state, actor) =>
    (actor.kind === 'enterprise' && actor.enterprise !== undefined && actor.enterprise === state.enterprise) ||
    isOpener(state, actor.id),
  opener: (state, actor) => actor.id === state.openedBy,
  agent: (state, actor) => state.agent !== undefined && actor.id === state.agent,
  system: (_state, actor) => actor.kind === 'system',
  entitled: (state, actor, { directory }) =>
    actor.kind === 'official' &&
    actor.unit !== undefined &&
    unitsOf(state).some((unit) => unit === actor.unit || directory.ancestors(unit).includes(actor.unit ?? '')),
  office: (state, actor, _context, permission) => inUnit(actor, state.office) && actor.permissions.includes(permission),
  superior: (state, actor, { directory }, permission) =>
    actor.unit !== undefined &&
    actor.permissions.includes(permission) &&
    (actor.unit === state.office || directory.ancestors(state.office).includes(actor.unit)),
  permission: (_state, actor, _context, permission) => actor.permissions.includes(permission),
};

/** Whom a hop still concerns: whoever had it taken away has done with it; whoever gave it back may be asked why. */
export const isPartOf = ({ stage }: Hop): boolean => stage !== 'moved';

/** Every unit that holds, handled or co-handles the matter, and the office that keeps it. */
export function unitsOf(state: MatterState): readonly string[] {
  const all = [
    state.office,
    ...(state.formerOffices ?? []),
    ...state.hops.filter(isPartOf).map((each) => each.unit),
    ...state.obligations.map((each) => each.unit),
  ];
  return [...new Set(all)].filter((unit) => !state.complainedOf.includes(unit));
}

/** May the actor do this, by any of the principals that the move names? */
export function isAuthorised(
  by: readonly string[],
  state: MatterState,
  actor: Actor,
  context: AuthoriseContext,
): boolean {
  if (readsAll(actor)) return false;
  if (state.complainedOf.includes(actor.id)) return false;
  if (actor.unit && isComplainedOf(actor.unit, state.complainedOf, context.directory)) return false;
  return by.some((principal) => {
    const [name = '', argument = ''] = principal.split(':');
    return RULES[name]?.(state, actor, context, argument) ?? false;
  });
}
