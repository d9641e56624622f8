import { reachable } from '#platform/inbox';
import type { InboxEntry } from '#platform/jobs';
import type { LiveDirectory } from '#platform/registry';
import type { Base } from './base.ts';

/** Messages as they are put down: to a post that nobody holds today, they go to everybody of its unit. */
export function reachedBy({ city, tenants }: Pick<Base, 'city' | 'tenants'>, registry: LiveDirectory) {
  return async (tenant: string, entries: readonly InboxEntry[]): Promise<readonly InboxEntry[]> => {
    if (!entries.some(({ principal }) => principal.startsWith('duty:'))) return entries;
    const { roles } = city;
    const permissionsOf = (role: string): readonly string[] => roles[role]?.permissions ?? [];
    const { posts } = await registry.organisation(tenant, tenants.now(tenant));
    const oversees = (role: string): boolean => roles[role]?.oversees ?? false;
    return reachable(entries, { posts, permissionsOf, oversees });
  };
}
