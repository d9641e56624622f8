import type { MatterDetail } from '#platform/matters';

/** What the server answered: JSON, or a problem with its status. */
export type Answer<T> = { readonly status: number; readonly body: T };

/** One person at the API, over HTTP. */
export type Client = {
  readonly token: string;
  readonly get: <T>(path: string) => Promise<T>;
  readonly post: <T = MatterDetail>(path: string, body: object) => Promise<T>;
  /** The same without throwing: for what is refused. */
  readonly tries: <T>(method: string, path: string, body?: object) => Promise<Answer<T>>;
  readonly move: (id: string, move: string, input?: object) => Promise<MatterDetail>;
};

export async function signIn(url: string, login: string, password: string): Promise<Client> {
  const { body, status } = await send<{ token: string }>(url, '', 'POST', '/api/sessions', { login, password });
  if (status !== 200) throw new Error(`${login} cannot sign in: ${JSON.stringify(body)}`);
  const { token } = body;
  const tries: Client['tries'] = (method, path, input) => send(url, token, method, path, input);
  const sure = async <T>(method: string, path: string, input?: object): Promise<T> => {
    const answer = await tries<T>(method, path, input);
    if (answer.status >= 400) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const post: Client['post'] = (path, input) => sure('POST', path, input);
  return {
    token,
    tries,
    post,
    get: (path) => sure('GET', path),
    move: (id, move, input = {}) => post(`/api/matters/${id}/moves/${move}`, input),
  };
}

async function send<T>(url: string, token: string, method: string, path: string, body?: object): Promise<Answer<T>> {
  const response = await fetch(url + path, {
    method,
    headers: {
      'content-type': 'application/json',
      'x-clearway': '1',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: response.status, body: (await response.json()) as T };
}
