import type { z } from 'zod';
import { Refusal, type RefusalKind, refuse } from '#kernel';
import { nameOf, sayIssue } from './say-issue.ts';

const STATUS: Readonly<Record<RefusalKind, 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503>> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  'too-many': 429,
  unavailable: 503,
};

/** RFC 9457, with the three answers that a Refusal owes its reader. */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly why?: string;
  readonly todo?: string;
  readonly at?: readonly Readonly<Record<string, unknown>>[];
  readonly requestId: string;
};

const MALFORMED = 'http.malformed-input';

export function problemOf(error: unknown, requestId: string): Problem {
  const { parts } = refusalOf(error);
  const status = parts.code === MALFORMED ? 400 : parts.code === 'internal' ? 500 : STATUS[parts.kind];
  const { code, what, why, todo, at } = parts;
  return {
    type: `urn:clearway:problem:${code}`,
    title: what,
    status,
    code,
    ...(why === undefined ? {} : { why }),
    ...(todo === undefined ? {} : { todo }),
    ...(at === undefined ? {} : { at }),
    requestId,
  };
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (isUnreachable(error)) return unavailable();
  return isUnstorable(error) ? unstorable() : internal();
}

/** Seconds until another try makes sense, if the refusal says so. */
export function retryAfter(problem: Problem): number | undefined {
  const said = problem.at?.map((each) => each.retryAfter).find((each) => typeof each === 'number');
  if (typeof said === 'number') return Math.max(1, Math.ceil(said));
  return problem.status === 429 ? 60 : problem.status === 503 ? 5 : undefined;
}

export function problemResponse(problem: Problem): Response {
  const wait = retryAfter(problem);
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      'cache-control': 'no-store',
      ...(wait === undefined ? {} : { 'retry-after': String(wait) }),
      ...(problem.status === 401 ? { 'www-authenticate': 'Bearer realm="clearway"' } : {}),
    },
  });
}

export const malformed = (what: string, at?: readonly Readonly<Record<string, unknown>>[], todo?: string): Refusal =>
  refuse({ code: MALFORMED, kind: 'invalid', what, ...(at ? { at } : {}), ...(todo ? { todo } : {}) });

/** Reads an operation's input, or says in Chinese which fields are wrong. An address that cannot be one leads nowhere. */
export function parseInput<T>(schema: z.ZodType<T>, value: unknown, address: readonly string[] = []): T {
  const read = schema.safeParse(value, { error: sayIssue });
  if (read.success) return read.data;
  const at = read.error.issues.map((issue) => ({ path: issue.path.map(String).join('.'), message: issue.message }));
  const first = read.error.issues[0];
  if (first && read.error.issues.every((issue) => address.includes(String(issue.path[0]))))
    throw refuse({
      code: 'http.no-such-address',
      kind: 'not-found',
      what: '没有找到',
      why: `地址里的编号不对：${first.message}`,
      todo: '请核对编号，或返回列表查找',
    });
  const named = first && first.path.length > 0 ? `“${nameOf(schema, first.path)}”填写有误` : '填写的内容有误';
  throw malformed(first ? `${named}：${first.message}` : named, at, '请按提示修改后重新提交');
}

const UNREACHABLE = new Set(['ECONNREFUSED', 'ECONNRESET', '57P01', '57P02', '57P03', '08006', '08003', '53300']);
const isUnreachable = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && UNREACHABLE.has(String(error.code));

/** Class 22, data exception: the database cannot take a value. A schema should have said so; the sender still gets an answer. */
const isUnstorable = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^22\w{3}$/.test(String(error.code));

export const UNSTORABLE = 'http.value-out-of-range';

const unstorable = (): Refusal =>
  refuse({
    code: UNSTORABLE,
    kind: 'invalid',
    what: '填写的内容里有系统存不下的值',
    why: '数字或日期超出了范围，或有不能保存的字符',
    todo: '请核对数字和日期后重新提交',
  });

const unavailable = (): Refusal =>
  refuse({
    code: 'database.unavailable',
    kind: 'unavailable',
    what: '系统暂时不可用',
    todo: '请稍候再试，已提交的内容不会丢失',
  });

const internal = (): Refusal =>
  refuse({
    code: 'internal',
    kind: 'unavailable',
    what: '系统出错了',
    todo: '请稍后重试；若仍出错，请将编号告知管理员',
  });
