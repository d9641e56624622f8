import { parentPort } from 'node:worker_threads';
import { openTrial, type Trial } from '#engines/rules';
import type { TrialCall, TrialReply } from './trial-protocol.ts';

const trials = new Map<string, Trial>();

const trialAt = (key: string): Trial => {
  const found = trials.get(key);
  if (!found) throw new Error('推演已经收起，请再试一次');
  return found;
};

const reply = (call: TrialCall): TrialReply => {
  switch (call.kind) {
    case 'open':
      trials.set(call.key, openTrial(call.source, call.population));
      return { kind: 'done' };
    case 'ask':
      return { kind: 'answer', answer: trialAt(call.key).ask(call.ask) };
    case 'curve':
      return { kind: 'curve', points: trialAt(call.key).curve(call.ask, call.parameter, call.values) };
    case 'rows':
      return { kind: 'rows', rows: trialAt(call.key).rows(call.ask, call.which, call.limit) };
    case 'close':
      trials.delete(call.key);
      return { kind: 'done' };
  }
};

parentPort?.on('message', (call: TrialCall) => {
  try {
    parentPort?.postMessage(reply(call));
  } catch (error) {
    parentPort?.postMessage({ kind: 'failed', why: error instanceof Error ? error.message : String(error) });
  }
});
