import { refuse } from '#kernel';
import { type Gateway, postTo } from './gateway.ts';

/** A text message by a template that the gateway knows. */
export type TextMessage = {
  readonly phone: string;
  readonly template: string;
  readonly params: Readonly<Record<string, string>>;
};
export type TextSender = (message: TextMessage) => Promise<void>;

/** The same gateway as for sign-in codes: `POST url {phone, template, params}`. */
export function httpTextSender(gateway: Gateway): TextSender {
  return async (message) => {
    const response = await postTo(gateway, message).catch(() => undefined);
    if (response?.ok) return;
    throw refuse({
      code: 'notices.text-unavailable',
      kind: 'unavailable',
      what: '短信暂时发不出去',
      why: response ? `短信网关回答 ${response.status}` : '短信网关没有回答',
      todo: '请检查短信网关的设置',
    });
  };
}

/** Keeps what would have been sent: for tests and sites without a gateway. */
export function recordingTextSender(most = 1000): TextSender & { readonly sent: readonly TextMessage[] } {
  const sent: TextMessage[] = [];
  const send: TextSender = async (message) => {
    sent.push(message);
    if (sent.length > most) sent.shift();
  };
  return Object.assign(send, { sent });
}
