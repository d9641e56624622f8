import { isPartOf, READS_ONLY, unitsOf } from './authorise.ts';
import { isBarred } from './complained.ts';
import type { Directory } from './context.ts';
import type { MatterState } from './state.ts';

/** One row of the access table: a principal who may see the matter, and why. */
export type Entitlement = { readonly principal: string; readonly why: string };

/**
 * Who may see a matter: units that hold, handled or co-handle it and the units above them, the people it was given to,
 * the enterprise or whoever filed it, the agent, linked leaders, auditors. Never the units complained of, those below them, or who serves there.
 */
export function entitled(state: MatterState, directory: Directory): readonly Entitlement[] {
  const rows = new Map<string, string>();
  const add = (principal: string, why: string): void => {
    if (!rows.has(principal)) rows.set(principal, why);
  };
  for (const unit of unitsOf(state)) {
    add(`unit:${unit}`, unit === state.office ? 'office' : 'handles');
    for (const above of directory.ancestors(unit)) add(`unit:${above}`, 'above');
  }
  for (const hop of state.hops) if (hop.person && isPartOf(hop)) add(`person:${hop.person}`, 'handles');
  if (state.enterprise) add(`enterprise:${state.enterprise}`, 'subject');
  if (state.openerPrincipal) add(state.openerPrincipal, 'opener');
  if (state.agent) add(`person:${state.agent}`, 'agent');
  add(`follow:${state.id}`, 'follow');
  add(`role:${READS_ONLY}`, 'auditor');
  for (const leader of directory.leadersOf(state.office, state.region)) add(`person:${leader}`, 'linked leader');
  return [...rows]
    .filter(([principal]) => !isBarred(principal, state.complainedOf, directory))
    .map(([principal, why]) => ({ principal, why }));
}
