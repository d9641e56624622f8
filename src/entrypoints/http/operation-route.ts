import { deleteCookie, setCookie } from 'hono/cookie';
import type { AnyOperation, Call, FileValue } from '#kernel';
import { checkValues } from './check-values.ts';
import { fileResponse } from './download.ts';
import type { HttpOptions } from './options.ts';
import { permissionRefusal } from './permission.ts';
import { malformed, parseInput } from './problem.ts';
import { type Caller, callerOf, type HttpContext, isHttps, SESSION_COOKIE } from './request-context.ts';

/** The cookie outlives the session; whether a session still holds is for the server to say. */
const COOKIE_SECONDS = 30 * 24 * 3600;

export const routePath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1');

/** The names that stand in the path of an operation. */
const addressOf = (path: string): readonly string[] => [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);

/** Who may come in is settled before the body is read, so that nobody makes us parse what he may not send. */
export function gateFor(operation: AnyOperation, options: HttpOptions) {
  return async (c: HttpContext): Promise<Caller> => {
    c.set('route', operation.path);
    const caller = await callerOf(c, options);
    const refusal = permissionRefusal(operation, caller.actor);
    if (!refusal) return caller;
    if (refusal.parts.kind === 'forbidden') await auditRefusal(c, operation, options, caller);
    throw refusal;
  };
}

async function auditRefusal(c: HttpContext, operation: AnyOperation, options: HttpOptions, caller: Caller) {
  const { id, permission } = operation;
  const { tenant, actor } = caller;
  const entry = { tenant, actor, operation: id, permission, requestId: c.get('requestId') };
  try {
    await options.auditRefusal?.({ ...entry, now: await options.clock(tenant) });
  } catch (error) {
    options.logger.error({ err: error, requestId: entry.requestId }, 'audit of a refusal failed');
  }
}

export async function callFrom(c: HttpContext, options: HttpOptions, caller: Caller): Promise<Call> {
  const idempotencyKey = c.req.header('idempotency-key');
  if (idempotencyKey !== undefined && !/^[\x21-\x7e]{1,128}$/.test(idempotencyKey)) {
    throw malformed('Idempotency-Key 须为 1 至 128 个可见 ASCII 字符');
  }
  const ifMatch = c.req.header('if-match')?.replaceAll('"', '').trim();
  return {
    tenant: caller.tenant,
    actor: caller.actor,
    now: await options.clock(caller.tenant),
    requestId: c.get('requestId'),
    address: caller.address,
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
    ...(ifMatch ? { ifMatch } : {}),
    ...(caller.token === undefined ? {} : { token: caller.token }),
  };
}

export async function answer(
  c: HttpContext,
  operation: AnyOperation,
  options: HttpOptions,
  caller: Caller,
  raw: Record<string, unknown>,
): Promise<Response> {
  checkValues(raw);
  const input = parseInput(operation.input, raw, addressOf(operation.path));
  const result: unknown = await operation.handle(await callFrom(c, options, caller), input);
  if (operation.produces === 'file') return fileResponse(result as FileValue);
  const output = checkedOutput(operation, options, result, c.get('requestId'));
  followSession(c, operation, options, output);
  c.header('cache-control', 'no-store');
  return output === undefined || output === null ? c.body(null, 204) : c.json(output as object);
}

function checkedOutput(operation: AnyOperation, options: HttpOptions, result: unknown, requestId: string): unknown {
  const read = operation.output.safeParse(result);
  if (read.success) return read.data;
  const issues = read.error.issues.map(
    ({ path, code, message }) => `${path.map(String).join('.')}: ${code} ${message}`,
  );
  if (options.output !== 'report')
    throw new Error(`answer of ${operation.id} does not fit its schema: ${issues.join('; ')}`);
  options.logger.error({ operation: operation.id, issues, requestId }, 'answer does not fit its schema');
  return result;
}

function followSession(c: HttpContext, operation: AnyOperation, options: HttpOptions, output: unknown): void {
  const secure = isHttps(c, options);
  const attributes = { httpOnly: true, sameSite: 'Lax', path: '/', secure } as const;
  if (options.sessions?.end.includes(operation.id)) deleteCookie(c, SESSION_COOKIE, attributes);
  if (!options.sessions?.open.includes(operation.id)) return;
  const token = typeof output === 'object' && output !== null && 'token' in output ? output.token : undefined;
  if (typeof token === 'string') setCookie(c, SESSION_COOKIE, token, { ...attributes, maxAge: COOKIE_SECONDS });
}
