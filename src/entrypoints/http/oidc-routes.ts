import type { Context, Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { isRefusal } from '#kernel';
import type { OidcRoutes } from './oidc-port.ts';
import type { HttpOptions } from './options.ts';
import { factsOf, isHttps, SESSION_COOKIE, type Variables } from './request-context.ts';

const STATE_COOKIE = 'clearway-oidc';

/** Only a place on this site: `//elsewhere` and `/\elsewhere` are other hosts to a browser. */
const safePath = (to: string | undefined): string => (to && /^\/(?![/\\])[^\s\\]*$/.test(to) ? to : '/');

export function addOidcRoutes(app: Hono<{ Variables: Variables }>, options: HttpOptions, oidc: OidcRoutes): void {
  const tenantOf = async (c: Context<{ Variables: Variables }>): Promise<string> =>
    (await options.resolveTenant(factsOf(c, options))) ?? '';
  app.get('/api/oidc/start', async (c) => {
    c.set('route', '/api/oidc/start');
    const { url, state } = await oidc.start(await tenantOf(c), safePath(c.req.query('to')));
    const secure = isHttps(c, options);
    setCookie(c, STATE_COOKIE, state, { httpOnly: true, sameSite: 'Lax', path: '/api/oidc', secure, maxAge: 600 });
    return c.redirect(url);
  });
  app.get('/api/oidc/callback', async (c) => {
    c.set('route', '/api/oidc/callback');
    const state = getCookie(c, STATE_COOKIE);
    deleteCookie(c, STATE_COOKIE, { path: '/api/oidc' });
    try {
      const answer = { url: new URL(c.req.url), state, requestId: c.get('requestId') };
      const { token, to } = await oidc.finish(await tenantOf(c), answer);
      const secure = isHttps(c, options);
      setCookie(c, SESSION_COOKIE, token, {
        httpOnly: true,
        sameSite: 'Lax',
        path: '/',
        secure,
        maxAge: 30 * 24 * 3600,
      });
      return c.redirect(to);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      // A person stands before this answer, not a program: the sign-in page shows why.
      return c.redirect(`/login?refused=${encodeURIComponent(error.message)}`);
    }
  });
}
