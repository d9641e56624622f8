import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { isRefusal, refuse } from '#kernel';
import { docsFile } from './docs/docs.ts';
import { EVENTS_PATH } from './events-path.ts';
import { addOidcRoutes } from './oidc-routes.ts';
import { openApiOf } from './openapi.ts';
import { answer, gateFor, routePath } from './operation-route.ts';
import type { HttpOptions } from './options.ts';
import { problemOf, problemResponse, UNSTORABLE } from './problem.ts';
import { inputReaderFor, limitBody } from './read-input.ts';
import { type HttpContext, isHttps, requestIdFrom, type Variables } from './request-context.ts';
import { securityHeaders } from './security-headers.ts';
import { createStreams, eventStream } from './sse.ts';
import { staticFiles } from './static-files.ts';

type App = Hono<{ Variables: Variables }>;

/** The site as a function from request to response; `serve` puts it behind a port. */
export type HttpApp = {
  readonly fetch: App['fetch'];
  /** For tests: a request without a network. */
  readonly request: App['request'];
  readonly openapi: object;
  readonly closeStreams: () => void;
};

export function createHttpApp(options: HttpOptions): HttpApp {
  const app: App = new Hono();
  const streams = createStreams();
  const openapi = openApiOf(options.operations, options.about);
  addFrame(app, options);
  addOwnPages(app, options, JSON.stringify(openapi));
  app.get(EVENTS_PATH, (c) => eventStream(c, options, streams));
  if (options.oidc) addOidcRoutes(app, options, options.oidc);
  for (const operation of byPath(options.operations)) addOperation(app, operation, options);
  app.all('/api/*', () => {
    throw refuse({ code: 'http.no-such-route', kind: 'not-found', what: '没有这个接口', todo: '接口目录见 /api/docs' });
  });
  addSite(app, options);
  return { fetch: app.fetch, request: app.request, openapi, closeStreams: streams.closeAll };
}

/** Fixed segments go before `{id}`: `/api/matters/counts` is not the matter named counts. */
function byPath(operations: HttpOptions['operations']): HttpOptions['operations'] {
  const key = (path: string): string => path.replaceAll(/\{\w+\}/g, '\uffff');
  return [...operations].sort((a, b) => (key(a.path) < key(b.path) ? -1 : 1));
}

function addOperation(app: App, operation: HttpOptions['operations'][number], options: HttpOptions): void {
  const gate = gateFor(operation, options);
  const read = inputReaderFor(operation);
  const limit = limitBody(operation);
  app.on(operation.method, routePath(operation.path), async (c: HttpContext) => {
    const caller = await gate(c);
    let response: Response | undefined;
    await limit(c, async () => {
      response = await answer(c, operation, options, caller, await read(c));
    });
    if (!response) throw new Error(`no answer from ${operation.id}`);
    return response;
  });
}

/** What every request gets: an id, headers, a log line, a measurement, and a Refusal said well. */
function addFrame(app: App, options: HttpOptions): void {
  const { logger, metrics } = options;
  app.onError((error, c) => {
    const problem = problemOf(error, c.get('requestId'));
    if (problem.status >= 500 || problem.code === UNSTORABLE) {
      const level = isRefusal(error) ? 'warn' : 'error';
      logger[level]({ err: error, requestId: problem.requestId, route: c.get('route') }, 'failed');
    }
    return problemResponse(problem);
  });
  app.use(async (c, next) => {
    const started = performance.now();
    c.set('requestId', requestIdFrom(c.req.header('x-request-id'), options.ids));
    c.set('route', 'unmatched');
    await next();
    c.res.headers.set('x-request-id', c.get('requestId'));
    for (const [name, value] of securityHeaders(isHttps(c, options))) {
      if (!c.res.headers.has(name)) c.res.headers.set(name, value);
    }
    const ms = performance.now() - started;
    const seen = { method: c.req.method, route: c.get('route'), status: c.res.status };
    metrics.observeRequest({ ...seen, seconds: ms / 1000 });
    if (seen.route === '/healthz' || seen.route === '/readyz' || seen.route === '/metrics') return;
    const who = { tenant: c.get('tenant'), actor: c.get('actor')?.id };
    logger.info({ ...seen, ms: Math.round(ms * 10) / 10, requestId: c.get('requestId'), ...who }, 'request');
  });
  app.use(compress());
}

function addOwnPages(app: App, options: HttpOptions, openapi: string): void {
  const page = (path: string, answerTo: (c: HttpContext) => Promise<Response> | Response): void => {
    app.get(path, (c) => {
      c.set('route', path);
      return answerTo(c);
    });
  };
  page('/healthz', (c) => c.json({ ok: true }));
  page('/readyz', async (c) => {
    const checks = (await options.readiness?.()) ?? [];
    const ok = checks.every((each) => each.ok);
    return c.json({ ok, checks }, ok ? 200 : 503);
  });
  page('/metrics', async (c) =>
    c.body(await options.metrics.text(), 200, { 'content-type': options.metrics.contentType }),
  );
  page('/api/openapi.json', (c) => c.body(openapi, 200, { 'content-type': 'application/json; charset=utf-8' }));
  for (const path of ['/api/docs', '/api/docs/docs.js', '/api/docs/docs.css']) page(path, () => docsFile(path));
}

function addSite(app: App, { staticDir }: HttpOptions): void {
  const files = staticDir ? staticFiles(staticDir) : undefined;
  app.get('*', async (c) => {
    c.set('route', 'static');
    const found = await files?.(c.req.path, c.req.header('accept-encoding'));
    if (found) return found;
    if (files || c.req.path !== '/')
      throw refuse({ code: 'http.no-such-page', kind: 'not-found', what: '没有这个页面' });
    return c.text(
      'The site is not built yet: npm run build:web. The API is at /api/docs.\n网站尚未构建，接口见 /api/docs。\n',
    );
  });
}
