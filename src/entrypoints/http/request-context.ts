import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { type Actor, refuse } from '#kernel';
import type { HttpOptions, RequestFacts } from './options.ts';

export const SESSION_COOKIE = 'clearway';

/** What the middlewares leave for the routes. */
export type Variables = { requestId: string; route: string; tenant?: string; actor?: Actor };
export type HttpContext = Context<{ Variables: Variables }>;

export type Caller = {
  readonly tenant: string;
  readonly actor: Actor;
  readonly token: string | undefined;
  readonly address: string;
};

export function requestIdFrom(header: string | undefined, fresh: () => string): string {
  return header && /^[\w.:-]{8,64}$/.test(header) ? header : fresh();
}

/** The peer's address, or what one's own proxies say it was: the last `trustedProxies` entries are theirs to write. */
export function addressOf(c: HttpContext, trustedProxies: number): string {
  const forwarded = (c.req.header('x-forwarded-for') ?? '').split(',').map((each) => each.trim());
  if (trustedProxies > 0) {
    const said = forwarded.at(-trustedProxies);
    if (said) return said;
  }
  const hasSocket = typeof c.env === 'object' && c.env !== null && 'incoming' in c.env;
  return (hasSocket ? getConnInfo(c).remote.address : undefined) ?? 'unknown';
}

export const factsOf = (c: HttpContext, options: HttpOptions): RequestFacts => ({
  host: c.req.header('host') ?? new URL(c.req.url).host,
  address: addressOf(c, options.trustedProxies ?? 0),
  header: (name) => c.req.header(name),
});

/** Who calls, for which tenant. A token in the header goes before the cookie. */
export async function callerOf(c: HttpContext, options: HttpOptions): Promise<Caller> {
  const facts = factsOf(c, options);
  const tenant = await options.resolveTenant(facts);
  if (tenant === undefined) throw refuse({ code: 'http.unknown-site', kind: 'not-found', what: '没有这个站点' });
  c.set('tenant', tenant);
  const bearer = /^Bearer ([\w.~+/=-]{16,512})$/i.exec(c.req.header('authorization') ?? '')?.[1];
  if (!bearer) refuseForgery(c);
  const token = bearer ?? getCookie(c, SESSION_COOKIE);
  const actor = await options.resolveActor(tenant, token);
  c.set('actor', actor);
  return { tenant, actor, token, address: facts.address };
}

/**
 * Another site can make a browser send our cookie, but cannot add a header of its own, nor hide that it is another site.
 * A caller without cookie has nothing that could be misused.
 */
function refuseForgery(c: HttpContext): void {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return;
  const foreign = c.req.header('sec-fetch-site') === 'cross-site';
  if (!foreign && (c.req.header('x-clearway') === '1' || getCookie(c, SESSION_COOKIE) === undefined)) return;
  throw refuse({
    code: 'http.forgery',
    kind: 'forbidden',
    what: '请求被拒绝',
    why: '以 Cookie 登录的写操作须带请求头 X-Clearway: 1，且不得来自其他网站',
    todo: '请从本系统页面操作；程序调用请改用 Authorization: Bearer 令牌',
  });
}

export function isHttps(c: HttpContext, options: HttpOptions): boolean {
  if (options.about.baseUrl?.startsWith('https:')) return true;
  const forwarded = (options.trustedProxies ?? 0) > 0 ? c.req.header('x-forwarded-proto') : undefined;
  return (forwarded ?? new URL(c.req.url).protocol).startsWith('https');
}
