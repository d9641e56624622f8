import { Worker } from 'node:worker_threads';
import {
  type AtomIndex,
  addParts,
  blocksOf,
  type NamedGrouping,
  type Population,
  type RuleTotal,
  totalOf,
} from '#engines/rules';
import type { Answer, Ask, MatchSource } from './worker-protocol.ts';

export type MatchRun = {
  readonly by?: NamedGrouping | undefined;
  /** Places of the rules asked, all when left out. */
  readonly rules?: readonly number[] | undefined;
};

/** Rules over a population, on several cores; the event loop stays free. */
export type ParallelMatch = {
  readonly rules: readonly string[];
  /** Answers all atoms once and keeps them, so that later runs only combine them. */
  readonly keepIndex: () => Promise<void>;
  readonly run: (run?: MatchRun) => Promise<readonly RuleTotal[]>;
};

export type MatchPool = {
  readonly open: (source: MatchSource, population: Population) => Promise<ParallelMatch>;
  readonly close: () => Promise<void>;
};

type Asked = { readonly done: (answer: Answer) => void; readonly failed: (error: Error) => void };
type Hand = { readonly ask: (ask: Ask) => Promise<Answer>; readonly stop: () => Promise<unknown> };

/** One worker; it answers in the order it is asked. */
const startHand = (): Hand => {
  const worker = new Worker(new URL('./match-worker.ts', import.meta.url));
  const waiting: Asked[] = [];
  worker.on('message', (answer: Answer) => {
    const asked = waiting.shift();
    if (answer.kind === 'failed') asked?.failed(new Error(answer.why));
    else asked?.done(answer);
  });
  worker.on('error', (error) => {
    for (const asked of waiting.splice(0)) asked.failed(error);
  });
  return {
    ask: (ask) =>
      new Promise((done, failed) => {
        waiting.push({ done, failed });
        worker.postMessage(ask);
      }),
    stop: () => worker.terminate(),
  };
};

/** Each hand with its equal share of the blocks. */
const shared = (hands: readonly Hand[], blocks: number) =>
  hands.map((hand, i) => {
    const from = Math.floor((blocks * i) / hands.length);
    return [hand, { from, to: Math.floor((blocks * (i + 1)) / hands.length) }] as const;
  });

const runOn = async (
  hands: readonly Hand[],
  rules: readonly string[],
  size: number,
  index: AtomIndex | undefined,
  run: MatchRun,
) => {
  const by = run.by && { groups: run.by.groups, of: run.by.of };
  const answers = await Promise.all(
    shared(hands, blocksOf(size)).map(([hand, share]) =>
      hand.ask({ kind: 'match', ...share, index, by, rules: run.rules }),
    ),
  );
  const part = addParts(answers.flatMap((answer) => (answer.kind === 'matched' ? [answer.part] : [])));
  const asked = run.rules?.map((at) => rules[at] ?? '') ?? rules;
  return asked.map((rule, at) => totalOf(rule, part, at, run.by));
};

const fillOn = async (hands: readonly Hand[], size: number): Promise<AtomIndex> => {
  const room = await hands[0]?.ask({ kind: 'room' });
  if (room?.kind !== 'room') throw new Error('no room for the index');
  const { index } = room;
  await Promise.all(shared(hands, blocksOf(size)).map(([hand, share]) => hand.ask({ kind: 'fill', index, ...share })));
  return index;
};

/**
 * Workers that match rules against populations in shared memory.
 *
 * @example
 * const pool = openMatchPool(2);
 * const match = await pool.open({ sets, facts, day: { rulesAsOf: '2026-06-01' } }, population);
 * const totals = await match.run({ by: groupingBy(population, ['所在区域', '企业规模']) });
 */
export const openMatchPool = (threads: number): MatchPool => {
  const hands = Array.from({ length: Math.max(1, threads) }, startHand);
  return {
    open: async (source, population) => {
      const opened = await Promise.all(hands.map((hand) => hand.ask({ kind: 'open', source, population })));
      const [first] = opened;
      const rules = first?.kind === 'opened' ? first.rules : [];
      let index: AtomIndex | undefined;
      return {
        rules,
        keepIndex: async () => {
          index = await fillOn(hands, population.size);
        },
        run: (run = {}) => runOn(hands, rules, population.size, index, run),
      };
    },
    close: async () => {
      await Promise.all(hands.map((hand) => hand.stop()));
    },
  };
};
