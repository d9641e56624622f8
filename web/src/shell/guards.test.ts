import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { sessionQuery } from '../api/session.ts';
import type { Account } from '../api/types/index.ts';
import { enterprisesOnly } from './guards.ts';

const clerk: Account = { id: 'e1', kind: 'enterprise', name: '某人', roles: [], permissions: [], posts: [] };

async function sentTo(who: Account | null, path: string): Promise<string | undefined> {
  const queries = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
  queries.setQueryData(sessionQuery.queryKey, who);
  const [pathname = ''] = path.split('?');
  try {
    await enterprisesOnly({ context: { queries }, location: { href: path, pathname } });
    return undefined;
  } catch (thrown) {
    return (thrown as { options: { to: string } }).options.to;
  }
}

describe('the pages of an enterprise', () => {
  it('begin somewhere: the bare address is not an empty page', async () => {
    expect(await sentTo(clerk, '/e')).toBe('/e/mine');
    expect(await sentTo(clerk, '/e/')).toBe('/e/mine');
    expect(await sentTo(clerk, '/e/new')).toBeUndefined();
  });
  it('ask a stranger to sign in, and send an official to his own', async () => {
    expect(await sentTo(null, '/e/new')).toBe('/sign-in');
    expect(await sentTo({ ...clerk, kind: 'official' }, '/e/new')).toBe('/todo');
  });
  it('show whoever follows one matter that one only', async () => {
    const follower: Account = { ...clerk, matterId: 'm1' };
    expect(await sentTo(follower, '/e/mine')).toBe('/e/m/m1');
    expect(await sentTo(follower, '/e/m/m1')).toBeUndefined();
  });
});
