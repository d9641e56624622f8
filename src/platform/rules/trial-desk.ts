import { Worker } from 'node:worker_threads';
import type { TrialDesk } from '#engines/rules';
import type { TrialCall, TrialReply } from './trial-protocol.ts';

type Waiting = { readonly done: (reply: TrialReply) => void; readonly failed: (error: Error) => void };
type Thread = { readonly worker: Worker; readonly waiting: Waiting[] };

const startThread = (ended: () => void): Thread => {
  const worker = new Worker(new URL('./trial-worker.ts', import.meta.url));
  const waiting: Waiting[] = [];
  worker.on('message', (reply: TrialReply) => {
    const asked = waiting.shift();
    if (waiting.length === 0) worker.unref();
    if (reply.kind === 'failed') asked?.failed(new Error(reply.why));
    else asked?.done(reply);
  });
  const giveUp = (error: Error): void => {
    ended();
    for (const asked of waiting.splice(0)) asked.failed(error);
  };
  worker.on('error', giveUp);
  worker.on('exit', () => giveUp(new Error('推演中断，请再试一次')));
  return { worker, waiting };
};

/**
 * A desk on a thread of its own, so that a large city does not hold up everyone else's requests. Started by the first
 * trial; while nothing is asked it keeps no process alive.
 */
export const openTrialDesk = (): TrialDesk => {
  let thread: Thread | undefined;
  const send = (call: TrialCall): Promise<TrialReply> => {
    thread ??= startThread(() => {
      thread = undefined;
    });
    const { worker, waiting } = thread;
    return new Promise((done, failed) => {
      waiting.push({ done, failed });
      worker.ref();
      worker.postMessage(call);
    });
  };
  return {
    open: async (key, source, population) => {
      await send({ kind: 'open', key, source, population });
    },
    close: async (key) => {
      if (thread) await send({ kind: 'close', key });
    },
    ask: async (key, ask) => {
      const reply = await send({ kind: 'ask', key, ask });
      if (reply.kind === 'answer') return reply.answer;
      throw new Error('the desk answered something else');
    },
    curve: async (key, ask, parameter, values) => {
      const reply = await send({ kind: 'curve', key, ask, parameter, values });
      return reply.kind === 'curve' ? reply.points : [];
    },
    rows: async (key, ask, which, limit) => {
      const reply = await send({ kind: 'rows', key, ask, which, limit });
      return reply.kind === 'rows' ? reply.rows : [];
    },
  };
};
