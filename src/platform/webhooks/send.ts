import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import { guardedLookup, isPublicAddress } from './address-guard.ts';
import type { Outcome, Sender } from './ports.ts';

const PATIENCE = 10_000;

/** Which addresses that are not on the open internet may be told: all of them, or these (`host` or `host:port`). */
export type PrivateReach = boolean | readonly string[];

const mayReach = ({ host, hostname }: URL, reach: PrivateReach): boolean =>
  typeof reach === 'boolean' ? reach : reach.includes(host) || reach.includes(hostname);

/** Why a message may not go to this address; undefined when it may. */
export function forbiddenUrl(text: string, reach: PrivateReach): string | undefined {
  const url = URL.parse(text);
  if (!url) return '不是有效的网址';
  const allowPrivate = mayReach(url, reach);
  if (url.protocol !== 'https:' && !(allowPrivate && url.protocol === 'http:'))
    return '须为 https 地址；内网的 http 地址请由系统管理员写入环境变量 WEBHOOK_ALLOW';
  if (url.username || url.password) return '网址里不能带账号密码';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (!allowPrivate && ((isIP(host) !== 0 && !isPublicAddress(host)) || /(^|\.)localhost$/i.test(host)))
    return '不能是内部网络的地址；确需发往内网系统，请管理员在 WEBHOOK_ALLOW 里写上它';
  return undefined;
}

/** Posts over a fresh connection, follows no redirection, and looks at nothing but the status. */
export const httpSender =
  (reach: PrivateReach): Sender =>
  (url, headers, body) => {
    const started = performance.now();
    const outcome = (status: number | null, error: string | null): Outcome => ({
      status,
      error,
      ms: Math.round(performance.now() - started),
    });
    const forbidden = forbiddenUrl(url, reach);
    if (forbidden) return Promise.resolve(outcome(null, forbidden));
    return new Promise((resolve) => {
      const send = url.startsWith('https:') ? httpsRequest : httpRequest;
      const sent = send(
        url,
        {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
          agent: false,
          signal: AbortSignal.timeout(PATIENCE),
          ...(mayReach(new URL(url), reach) ? {} : { lookup: guardedLookup }),
        },
        (response) => {
          response.destroy();
          const status = response.statusCode ?? 0;
          resolve(outcome(status, status >= 200 && status < 300 ? null : `HTTP ${status}`));
        },
      );
      sent.on('error', (error) =>
        resolve(outcome(null, error.name === 'AbortError' || error.name === 'TimeoutError' ? '超时' : error.message)),
      );
      sent.end(body);
    });
  };
