import { randomUUID } from 'node:crypto';
import { HANDLING_UNIT, TOKENS, type Who } from './people.fixture.ts';
import { pause, type RunningProcess } from './site-process.fixture.ts';

export type Answer = { readonly status: number; readonly body: Readonly<Record<string, unknown>> };
export type Request = { readonly who: Who; readonly path: string; readonly body: object; readonly key: string };
/** A command that the site said yes to: from then on it must be there, once, whatever happens. */
export type Acknowledged = Request & { readonly id: string; readonly seq: number | undefined; readonly tries: number };

/** Where requests go now; a promise while the site is down. */
export type Site = { current: Promise<RunningProcess> };

export async function send(url: string, { who, path, body, key }: Request): Promise<Answer> {
  const response = await fetch(url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKENS[who]}`, 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(20_000),
  });
  return { status: response.status, body: (await response.json()) as Answer['body'] };
}

/** Tries with the same key until somebody answers, as a careful client does. */
async function insist(site: Site, request: Request): Promise<Acknowledged> {
  for (let tries = 1; ; tries += 1) {
    const { url } = await site.current;
    const answer = await send(url, request).catch(() => undefined);
    if (answer && answer.status < 300) {
      const { id, seq } = answer.body as { id: string; seq?: number };
      return { ...request, id, seq, tries };
    }
    // The database went away before the process did, or a shutdown was under way: no answer yet.
    if (answer && answer.status < 500 && answer.status !== 429)
      throw new Error(`${request.path} ${request.key}: ${answer.status} ${JSON.stringify(answer.body)}`);
    await pause(25);
  }
}

const request = (who: Who, path: string, body: object): Request => ({ who, path, body, key: randomUUID() });

/** One client: appeals from filing to the end, one after another, each command under a key of its own. */
export async function workUntil(site: Site, stopped: () => boolean, done: Acknowledged[], name: string): Promise<void> {
  for (let n = 1; !stopped(); n += 1) {
    const filed = await insist(
      site,
      request('enterprise', '/api/appeals', {
        title: `${name} 第 ${n} 件`,
        body: '厂区双回路供电迟迟没有批复',
        region: '330825',
      }),
    );
    done.push(filed);
    const steps: readonly (readonly [Who, string, object])[] = [
      ['dispatcher', 'assign', { unit: HANDLING_UNIT }],
      ['handler', 'sign', {}],
      ['handler', 'progress', { note: '已到现场' }],
      ['handler', 'finish', { reply: '已经送电' }],
      ['enterprise', 'rate', { grade: 5 }],
      ['verifier', 'verify', { outcome: 'resolved' }],
    ];
    // Every other one is left lying, so that its clocks run out.
    for (const [who, move, body] of n % 2 === 0 ? steps.slice(0, n % 3) : steps) {
      if (stopped()) return;
      done.push(await insist(site, request(who, `/api/matters/${filed.id}/moves/${move}`, body)));
    }
  }
}

/** Moves the clock by a working day at a time, so that rungs fire while everything else goes on. */
export async function passTime(site: Site, stopped: () => boolean): Promise<void> {
  while (!stopped()) {
    await pause(150);
    const { url } = await site.current;
    await send(url, request('dispatcher', '/api/demo/clock', { advanceMinutes: 480 })).catch(() => undefined);
  }
}
