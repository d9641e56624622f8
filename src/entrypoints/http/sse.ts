import { streamSSE } from 'hono/streaming';
import { refuse } from '#kernel';
import type { Deliver, HubMessage } from './event-hub.ts';
import type { HttpOptions } from './options.ts';
import { callerOf, type HttpContext } from './request-context.ts';

const HEARTBEAT_MS = 20_000;
/** A browser that falls this far behind reads everything anew anyway. */
const MOST_WAITING = 200;

export type Streams = { readonly open: (close: () => void) => () => void; readonly closeAll: () => void };

/** Open streams, so that a stop of the server can end them. */
export function createStreams(): Streams {
  const closers = new Set<() => void>();
  return {
    open: (close) => {
      closers.add(close);
      return () => closers.delete(close);
    },
    closeAll: () => {
      for (const close of [...closers]) close();
    },
  };
}

/**
 * `GET /api/events`: says that something changed; a comment every few seconds keeps proxies and webviews from cutting.
 * A browser that comes back names the last message it got (Last-Event-ID) and hears what it missed.
 */
export async function eventStream(c: HttpContext, options: HttpOptions, streams: Streams): Promise<Response> {
  c.set('route', '/api/events');
  const { hub } = options;
  const { tenant, actor, token } = await callerOf(c, options);
  if (actor.kind === 'anonymous') {
    throw refuse({ code: 'access.sign-in-needed', kind: 'unauthenticated', what: '请先登录' });
  }
  if (!hub) throw refuse({ code: 'http.no-events', kind: 'not-found', what: '本站没有开启实时消息' });
  c.header('x-accel-buffering', 'no');
  c.header('cache-control', 'no-store, no-transform');
  return streamSSE(c, async (stream) => {
    const waiting: { readonly id: string; readonly message: HubMessage }[] = [];
    let wake = (): void => {};
    let open = true;
    const close = (): void => {
      open = false;
      wake();
    };
    const forget = streams.open(close);
    const hear: Deliver = (message, id) => {
      if (waiting.push({ id, message }) > MOST_WAITING) close();
      wake();
    };
    const leave = hub.subscribe({ tenant, principals: hub.principalsOf(actor) }, hear, c.req.header('last-event-id'));
    stream.onAbort(close);
    try {
      await stream.write('retry: 3000\n: hello\n\n');
      while (open) {
        const next = waiting.shift();
        if (next) await stream.writeSSE({ id: next.id, data: JSON.stringify(next.message) });
        else if (
          await quietFor(options.heartbeatMs ?? HEARTBEAT_MS, (resume) => {
            wake = resume;
          })
        ) {
          const still = await options.resolveActor(tenant, token);
          if (still.kind === 'anonymous') break;
          await stream.write(': beat\n\n');
        }
      }
    } finally {
      leave();
      forget();
    }
  });
}

/** True when the time passed, false when somebody woke us before. */
function quietFor(ms: number, onWake: (resume: () => void) => void): Promise<boolean> {
  return new Promise((done) => {
    const timer = setTimeout(() => done(true), ms);
    onWake(() => {
      clearTimeout(timer);
      done(false);
    });
  });
}
