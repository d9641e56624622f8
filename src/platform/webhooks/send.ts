import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { guardedLookup, isLoopback, isPublicAddress, loopbackLookup } from './address-guard.ts';
import type { Outcome, Sender } from './ports.ts';

const PATIENCE = 10_000;

/**
 * Which addresses that are not on the open internet may be told: all of them, these (`host` or `host:port`), or in a
 * demo this very machine, so that whoever tries it out can listen.
 */
export type PrivateReach = {
  readonly hosts: boolean | readonly string[];
  readonly loopback: boolean;
};

const isNamed = ({ host, hostname }: URL, { hosts }: PrivateReach): boolean =>
  typeof hosts === 'boolean' ? hosts : hosts.includes(host) || hosts.includes(hostname);
const isOwnMachine = ({ hostname }: URL, { loopback }: PrivateReach): boolean => loopback && isLoopback(hostname);
const mayReach = (url: URL, reach: PrivateReach): boolean => isNamed(url, reach) || isOwnMachine(url, reach);

/** A name leads where it says: to the open internet, or to this machine, or wherever the administrator named it. */
function lookupFor(url: URL, reach: PrivateReach): { readonly lookup?: LookupFunction } {
  if (isNamed(url, reach)) return {};
  return { lookup: isOwnMachine(url, reach) ? loopbackLookup : guardedLookup };
}

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
          ...lookupFor(new URL(url), reach),
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
