import type { Actor } from '#kernel';

/** Pack data: what each role is called and may do. `enterprise` and `follower` are the roles of those without a post. */
export type Roles = Readonly<Record<string, RoleInfo>>;
export type RoleInfo = {
  readonly title: string;
  readonly permissions: readonly string[];
  /** May do it all, but is told of it only where nobody under him is there to. */
  readonly oversees?: boolean | undefined;
};

export type Grants = Readonly<Record<string, readonly string[]>>;

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

/**
 * Where an actor's messages arrive: under his names, as head of the unit, for each thing that his post there is to do,
 * and for each that he oversees.
 */
export function addressesOf(actor: Actor, roles: Roles): readonly string[] {
  const { kind, unit, permissions } = actor;
  if (kind !== 'official' || unit === undefined) return principalsOf(actor);
  const done = permissionsOf(
    roles,
    actor.roles.filter((role) => !roles[role]?.oversees),
  );
  const duties = permissions.map((each) => (done.includes(each) ? dutyOf(unit, each) : overseerOf(unit, each)));
  return [...principalsOf(actor), ...(actor.roles.includes('head') ? [`head:${unit}`] : []), ...duties];
}

const dutyOf = (unit: string, permission: string): string => `duty:${unit}:${permission}`;
const overseerOf = (unit: string, permission: string): string => `overseer:${unit}:${permission}`;
