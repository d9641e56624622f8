/** Who is where, and what a role may do: as much as an address needs. */
export type Duties = {
  readonly posts: readonly { readonly unit: string; readonly role: string }[];
  readonly permissionsOf: (role: string) => readonly string[];
  readonly oversees: (role: string) => boolean;
};

const DUTY = 'duty:';

/**
 * Whoever does the thing is told. Where only somebody who oversees it is there today, he is; where nobody is, the whole
 * unit: no message is for nobody.
 */
export function reachable<Entry extends { readonly principal: string }>(
  entries: readonly Entry[],
  { posts, permissionsOf, oversees }: Duties,
): readonly Entry[] {
  return entries.map((entry) => {
    if (!entry.principal.startsWith(DUTY)) return entry;
    const address = entry.principal.slice(DUTY.length);
    const [unit = '', permission = ''] = address.split(':');
    const held = posts.filter((post) => post.unit === unit && permissionsOf(post.role).includes(permission));
    if (held.some(({ role }) => !oversees(role))) return entry;
    return { ...entry, principal: held.length > 0 ? `overseer:${address}` : `unit:${unit}` };
  });
}
