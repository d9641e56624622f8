/** A short word to people where they work all day (浙政钉 and the like): a number and a link, never content. */
export type WorkNotice = {
  /** Names the notice: a gateway that is told twice shows it once. */
  readonly key: string;
  readonly people: readonly string[];
  readonly text: string;
  readonly link?: string;
};

export type WorkNoticeSender = { readonly send: (notice: WorkNotice) => Promise<void> };

/**
 * Any gateway that takes JSON: `POST url {key, people, text, link?}`; people are ids of the registry.
 * @throws Error when it does not take the notice: the outbox tries again
 */
export function httpWorkNotices(options: {
  readonly url: string;
  readonly token?: string;
  readonly fetch?: typeof fetch;
  readonly timeoutMs?: number;
}): WorkNoticeSender {
  const { url, token, fetch: send = fetch, timeoutMs = 5000 } = options;
  return {
    send: async (notice) => {
      const response = await send(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
        body: JSON.stringify(notice),
        signal: AbortSignal.timeout(timeoutMs),
      });
      await response.body?.cancel();
      if (!response.ok) throw new Error(`the work notice gateway answered ${response.status}`);
    },
  };
}

/** Keeps what would have been sent, for tests. */
export function recordingWorkNotices(): WorkNoticeSender & { readonly sent: readonly WorkNotice[] } {
  const sent: WorkNotice[] = [];
  return {
    sent,
    send: async (notice) => {
      sent.push(notice);
    },
  };
}
