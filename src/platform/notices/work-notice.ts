import { type Gateway, postTo } from './gateway.ts';

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
export function httpWorkNotices(gateway: Gateway): WorkNoticeSender {
  return {
    send: async (notice) => {
      const response = await postTo(gateway, notice);
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
