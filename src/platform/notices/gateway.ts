/** A gateway of the site's own that takes JSON: text messages, notices of a work app, its sign-in. */
export type Gateway = {
  readonly url: string;
  readonly token?: string;
  readonly fetch?: typeof fetch;
  /** How long an answer may take, in milliseconds; 5000 unless told. */
  readonly timeoutMs?: number;
};

/** @throws whatever `fetch` throws when nobody answers in time */
export const postTo = (
  { url, token, fetch: send = fetch, timeoutMs = 5000 }: Gateway,
  body: unknown,
): Promise<Response> =>
  send(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(timeoutMs),
  });
