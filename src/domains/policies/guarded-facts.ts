import type { Call } from '#kernel';
import type { Library } from './library.ts';

const PERMISSION = { internal: 'facts.read', sensitive: 'facts.sensitive' } as const;

/** What of these facts the caller may not see of one firm. */
export function hiddenFrom({ actor }: Call, facts: Library['facts'], reads: readonly string[]): readonly string[] {
  const guarded = facts.filter(({ name, sensitivity = 'internal' }) => {
    return reads.includes(name) && sensitivity !== 'open' && !actor.permissions.includes(PERMISSION[sensitivity]);
  });
  return guarded.map((each) => each.name);
}
