import { parentPort } from 'node:worker_threads';
import { compileRules, fillIndex, type MatchPlan, matchBlocks, newIndex, planMatch, programFor } from '#engines/rules';
import type { Answer, Ask } from './worker-protocol.ts';

let plan: MatchPlan | undefined;

const open = ({ source, population }: Ask & { readonly kind: 'open' }): Answer => {
  const compiled = compileRules(source.sets, source.facts);
  if (!compiled.ok) return { kind: 'failed', why: compiled.findings.map((each) => each.message).join('；') };
  plan = planMatch(programFor(compiled.book, source.day, source.supposed), population);
  return { kind: 'opened', rules: plan.rules.map(({ rule }) => rule.rule.id) };
};

const answer = (ask: Ask): Answer => {
  if (ask.kind === 'open') return open(ask);
  if (!plan) return { kind: 'failed', why: 'nothing is open' };
  switch (ask.kind) {
    case 'room':
      return { kind: 'room', index: newIndex(plan) };
    case 'fill':
      fillIndex(plan, ask.index, ask.from, ask.to);
      return { kind: 'filled' };
    case 'match':
      return { kind: 'matched', part: matchBlocks(plan, ask, ask.index) };
  }
};

parentPort?.on('message', (ask: Ask) => {
  try {
    parentPort?.postMessage(answer(ask));
  } catch (error) {
    parentPort?.postMessage({ kind: 'failed', why: error instanceof Error ? error.message : String(error) });
  }
});
