import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { enterAs, sessionQuery, siteQuery } from './session.ts';
import type { Account } from './types/index.ts';

const account = (id: string): Account => ({
  id,
  kind: 'official',
  name: id,
  roles: [],
  permissions: [],
  posts: [],
});

describe('signing in', () => {
  it('twice in a row does not leave the page that is already open waiting forever', async () => {
    const queries = new QueryClient();
    let asked = 0;
    const page = new QueryObserver(queries, {
      queryKey: ['matter', 'm1'],
      queryFn: ({ signal }) => {
        asked += 1;
        return asked === 1 ? cutOff(signal) : Promise.resolve('the matter');
      },
      retry: false,
    });
    const leave = page.subscribe(() => {});
    enterAs(queries, account('hegao'));
    await expect.poll(() => page.getCurrentResult().data).toBe('the matter');
    leave();
  });

  it('forgets what the previous person saw, but not the site', () => {
    const queries = new QueryClient();
    queries.setQueryData(['matters', 'list'], 'of the previous person');
    queries.setQueryData(siteQuery.queryKey, { tenant: { name: '衢州市' } } as never);
    enterAs(queries, account('next'));
    expect(queries.getQueryData(['matters', 'list'])).toBeUndefined();
    expect(queries.getQueryData(siteQuery.queryKey)?.tenant.name).toBe('衢州市');
    expect(queries.getQueryData(sessionQuery.queryKey)?.id).toBe('next');
  });
});

/** An answer that never comes: the call is cut off. */
const cutOff = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new DOMException('cut off', 'AbortError')));
  });
