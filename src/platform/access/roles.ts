import type { Actor } from '#kernel';

/** Pack data: what each role is called and may do. `enterprise` and `follower` are the roles of those without a post. */
export type Roles = Readonly<Record<string, { readonly title: string; readonly permissions: readonly string[] }>>;

export const ENTERPRISE_ROLE = 'enterprise';
export const FOLLOWER_ROLE = 'follower';
export const FOLLOW = 'follow:';

export const ANONYMOUS: Actor = { kind: 'anonymous', id: 'anonymous', roles: [], permissions: [] };

export const permissionsOf = (roles: Roles, held: readonly string[]): readonly string[] => [
  ...new Set(held.flatMap((role) => roles[role]?.permissions ?? [])),
];

/**
 * The names under which the access table may entitle an actor. A matter's row already lists the units above its holder,
 * so one's own unit is enough to see the subtree.
 *
 * @example
 * principalsOf({ kind: 'official', id: 'p1', unit: 'u1', roles: ['auditor'], permissions: [] })
 * // ['person:p1', 'unit:u1', 'role:auditor']
 */
export function principalsOf(actor: Actor): readonly string[] {
  if (actor.kind === 'anonymous' || actor.kind === 'system') return [];
  if (actor.id.startsWith(FOLLOW)) return [actor.id];
  return [
    `person:${actor.id}`,
    ...(actor.unit === undefined ? [] : [`unit:${actor.unit}`]),
    ...(actor.enterprise === undefined ? [] : [`enterprise:${actor.enterprise}`]),
    ...actor.roles.filter((role) => role !== ENTERPRISE_ROLE).map((role) => `role:${role}`),
  ];
}

/** Where an actor's messages arrive: under his names, as head of the unit, and for each thing that his post there may do. */
export function addressesOf(actor: Actor): readonly string[] {
  const { kind, unit, roles, permissions } = actor;
  if (kind !== 'official' || unit === undefined) return principalsOf(actor);
  return [
    ...principalsOf(actor),
    ...(roles.includes('head') ? [`head:${unit}`] : []),
    ...permissions.map((each) => `duty:${unit}:${each}`),
  ];
}
