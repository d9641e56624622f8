import type { QueryClient } from '@tanstack/react-query';
import { redirect } from '@tanstack/react-router';
import { sessionQuery, siteQuery } from '../api/session.ts';
import { homeOf } from './nav.ts';

type Context = { readonly queries: QueryClient };
type Guarded = { readonly context: Context; readonly location: { readonly href: string; readonly pathname: string } };

const account = (queries: QueryClient) => queries.ensureQueryData(sessionQuery);

/** Titles, lists and the clock are needed by every page. */
export const loadSite = ({ context }: { readonly context: Context }): Promise<unknown> =>
  context.queries.ensureQueryData(siteQuery);

export async function officialsOnly({ context, location }: Guarded): Promise<void> {
  const who = await account(context.queries);
  if (!who) throw redirect({ to: '/sign-in', search: { back: location.href } });
  if (who.kind !== 'official' || who.mustChangePassword) throw redirect({ to: homeOf(who) });
}

/** An enterprise's clerk, or whoever follows one matter by its number and code. */
export async function enterprisesOnly({ context, location }: Guarded): Promise<void> {
  const who = await account(context.queries);
  if (!who) throw redirect({ to: '/sign-in', search: { back: location.href, as: 'enterprise' } });
  if (who.kind === 'official') throw redirect({ to: homeOf(who) });
  const bare = /^\/e\/?$/.test(location.pathname);
  const mayOpen = location.pathname === homeOf(who) || location.pathname === '/e/calendar';
  if (bare || (who.matterId && !mayOpen)) throw redirect({ to: homeOf(who) });
}

export async function goHome({ context }: { readonly context: Context }): Promise<void> {
  const who = await account(context.queries);
  throw redirect({ to: who ? homeOf(who) : '/sign-in' });
}
