import type { Actor } from '#kernel';
import type { DecisionContext } from './context.ts';
import type { MatterState } from './state.ts';

type Rule = (
  state: MatterState,
  actor: Actor,
  context: Pick<DecisionContext, 'directory'>,
  argument: string,
) => boolean;

const inUnit = (actor: Actor, unit: string | undefined): boolean =>
  actor.kind === 'official' && actor.unit !== undefined && actor.unit === unit;

/** The person who holds it if it was given to a person, else anyone of the section or unit. */
function holds(state: MatterState, actor: Actor): boolean {
  const held = state.custody.at(-1);
  if (!held || held.to !== undefined || !inUnit(actor, held.unit)) return false;
  if (held.person && held.person !== actor.id) return false;
  return !held.section || !actor.section || held.section === actor.section;
}

const RULES: Readonly<Record<string, Rule>> = {
  holder: holds,
  'holder-role': (state, actor, _context, role) =>
    inUnit(actor, state.custody.at(-1)?.unit) && actor.roles.includes(role),
  'co-handler': (state, actor) =>
    actor.kind === 'official' &&
    state.obligations.some((each) => each.unit === actor.unit && !each.answer && each.lapsedAt === undefined),
  subject: (state, actor) =>
    (actor.kind === 'enterprise' && actor.enterprise !== undefined && actor.enterprise === state.enterprise) ||
    (state.openerPrincipal !== undefined && actor.id === state.openerPrincipal),
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

/** Every unit that holds, held or co-handles the matter, and the office that keeps it. */
export function unitsOf(state: MatterState): readonly string[] {
  const all = [state.office, ...state.hops.map((each) => each.unit), ...state.obligations.map((each) => each.unit)];
  return [...new Set(all)].filter((unit) => !state.complainedOf.includes(unit));
}

/** May the actor do this, by any of the principals that the move names? */
export function isAuthorised(
  by: readonly string[],
  state: MatterState,
  actor: Actor,
  context: Pick<DecisionContext, 'directory'>,
): boolean {
  if (actor.unit && state.complainedOf.includes(actor.unit)) return false;
  return by.some((principal) => {
    const [name = '', argument = ''] = principal.split(':');
    return RULES[name]?.(state, actor, context, argument) ?? false;
  });
}
