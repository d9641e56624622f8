import { offlineProblem, Problem, type ProblemBody } from './problem.ts';

type Query = Readonly<Record<string, string | number | boolean | undefined>>;

type Options = {
  readonly query?: Query;
  readonly body?: unknown;
  /** One key per submit, the same on every retry: a lost answer never makes a second act. */
  readonly key?: string;
  readonly ifMatch?: number;
  readonly signal?: AbortSignal;
};

/** Every call goes through here: cookie session, CSRF header, problem+json. */
export async function call<T>(method: string, path: string, options: Options = {}): Promise<T> {
  const response = await send(method, path, options);
  if (response.status === 204) return undefined as T;
  const type = response.headers.get('content-type') ?? '';
  const body: unknown = type.includes('json') ? await response.json() : await response.text();
  if (!response.ok) throw new Problem(problemFrom(body, response.status));
  return body as T;
}

export const get = <T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> =>
  call<T>('GET', path, { ...(query && { query }), ...(signal && { signal }) });
export const post = <T>(path: string, body?: unknown, key?: string): Promise<T> =>
  call<T>('POST', path, { body: body ?? {}, ...(key && { key }) });

async function send(method: string, path: string, options: Options): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json, application/problem+json' };
  if (method !== 'GET') headers['x-clearway'] = '1';
  if (options.key) headers['idempotency-key'] = options.key;
  if (options.ifMatch !== undefined) headers['if-match'] = String(options.ifMatch);
  const isForm = options.body instanceof FormData;
  if (options.body !== undefined && !isForm) headers['content-type'] = 'application/json';
  try {
    return await fetch(`/api${path}${queryString(options.query)}`, {
      method,
      headers,
      credentials: 'same-origin',
      ...(options.body !== undefined && { body: isForm ? (options.body as FormData) : JSON.stringify(options.body) }),
      ...(options.signal && { signal: options.signal }),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw offlineProblem();
  }
}

export function queryString(query: Query | undefined): string {
  const pairs = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== '');
  if (pairs.length === 0) return '';
  return `?${new URLSearchParams(pairs.map(([name, value]) => [name, String(value)]))}`;
}

function problemFrom(body: unknown, status: number): ProblemBody {
  if (typeof body === 'object' && body !== null && 'title' in body) {
    const known = body as ProblemBody;
    return { ...known, code: known.code ?? 'http', status };
  }
  const [title, todo] = wordsFor(status);
  return { title, todo, status, code: `http.${status}` };
}

function wordsFor(status: number): readonly [string, string] {
  if (status === 401) return ['登录已失效', '请重新登录，填写的内容不会丢'];
  if (status === 403) return ['没有权限', '请切换岗位，或联系本单位管理员'];
  if (status === 404) return ['没有找到', '请核对编号，或返回列表查找'];
  if (status === 413) return ['文件太大', '请压缩后再传'];
  if (status === 429) return ['操作太频繁', '请稍等一分钟再试'];
  return ['服务器暂时没有办成', '请稍后重试；不会重复提交'];
}
