/** Who is where, and what a role may do: as much as an address needs. */
export type Duties = {
  readonly posts: readonly { readonly unit: string; readonly role: string }[];
  readonly permissionsOf: (role: string) => readonly string[];
};

const DUTY = 'duty:';

/** Where the post is that may do something, but nobody holds it today, the whole unit is told: no message is for nobody. */
export function reachable<Entry extends { readonly principal: string }>(
  entries: readonly Entry[],
  { posts, permissionsOf }: Duties,
): readonly Entry[] {
  return entries.map((entry) => {
    if (!entry.principal.startsWith(DUTY)) return entry;
    const [unit = '', permission = ''] = entry.principal.slice(DUTY.length).split(':');
    const isHeld = posts.some((post) => post.unit === unit && permissionsOf(post.role).includes(permission));
    return isHeld ? entry : { ...entry, principal: `unit:${unit}` };
  });
}
