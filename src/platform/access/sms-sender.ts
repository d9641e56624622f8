import { refuse } from '#kernel';
import { type Gateway, postTo } from '#platform/notices';
import type { SmsSender } from './ports.ts';

type Message = Parameters<SmsSender['send']>[0];

/** Any gateway that takes JSON: `POST url {phone, template: 'sign-in-code', params: {code, minutes}}`. */
export function httpSmsSender(gateway: Gateway): SmsSender {
  return {
    send: async ({ phone, code, minutes }) => {
      const response = await postTo(gateway, { phone, template: 'sign-in-code', params: { code, minutes } }).catch(
        () => undefined,
      );
      if (response?.ok) return;
      throw refuse({
        code: 'access.sms-unavailable',
        kind: 'unavailable',
        what: '短信暂时发不出去',
        why: response ? `短信网关回答 ${response.status}` : '短信网关没有回答',
        todo: '请稍后再试，或用编号和查询码查询',
      });
    },
  };
}

/** Keeps what would have been sent: for tests and sites without a gateway. */
export function recordingSmsSender(most = 1000): SmsSender & { readonly sent: readonly Message[] } {
  const sent: Message[] = [];
  return {
    sent,
    send: async (message) => {
      sent.push(message);
      if (sent.length > most) sent.shift();
    },
  };
}
