import type { z } from 'zod';
import { programFor, type TrialAsk } from '#engines/rules';
import { type Call, refuse } from '#kernel';
import type { ClauseSet, SimulationPorts } from '../ports.ts';
import type { Asked } from './asked.ts';
import type { Keeper, Opened } from './keeper.ts';

async function setNamed(ports: SimulationPorts, { tenant, now }: Call, id: string): Promise<ClauseSet> {
  const found = await ports.set(tenant, id, now);
  if (found) return found;
  throw refuse({
    code: 'simulation.no-set',
    kind: 'not-found',
    what: '没有这组条款，或者草案还读不懂',
    todo: '请从列表里选；草案请先改到没有错误',
  });
}

const clausesOf = (set: ClauseSet, asked: readonly string[]): readonly string[] => {
  const all = set.clauses.map((each) => each.id);
  const chosen = asked.length === 0 ? all : all.filter((each) => asked.includes(each));
  if (chosen.length > 0) return chosen;
  throw refuse({ code: 'simulation.no-clause', kind: 'not-found', what: '这组里没有这些条款', todo: '请重新选择条款' });
};

export type Trying = { readonly opened: Opened; readonly set: ClauseSet; readonly ask: TrialAsk };

/** Opens what is asked about. */
export async function openAsked(
  ports: SimulationPorts,
  keeper: Keeper,
  call: Call,
  asked: z.infer<typeof Asked>,
): Promise<Trying> {
  const set = await setNamed(ports, call, asked.set);
  const opened = await keeper.open(
    { tenant: call.tenant, permissions: call.actor.permissions },
    set,
    clausesOf(set, asked.clauses),
  );
  const known = new Set(opened.lifted.movables.map((each) => each.parameter));
  const strange = Object.keys(asked.values).find((name) => !known.has(name));
  if (strange !== undefined)
    throw refuse({
      code: 'simulation.no-parameter',
      kind: 'invalid',
      what: `没有“${strange}”这个可调的数`,
      todo: '请刷新页面后再试',
    });
  const fact = asked.budget?.how.by === 'fact' ? asked.budget.how.fact : undefined;
  if (fact !== undefined && !ordersOf(ports, opened).includes(fact))
    throw refuse({
      code: 'simulation.no-order',
      kind: 'invalid',
      what: `不能按“${fact}”排先后`,
      todo: '请从可选的数据里选',
    });
  const { values, budget } = asked;
  mustFit(set, opened, values);
  return { set, opened, ask: { values, ...(budget ? { budget } : {}) } };
}

const NUMERIC = new Set(['money', 'number', 'percent', 'date']);

/** Facts in memory by which one may be served before another; nothing that the reader may not see. */
export const ordersOf = (ports: SimulationPorts, { lifted, hidden }: Opened): readonly string[] => {
  const reads = new Set([...lifted.readsBy.values()].flat());
  return ports
    .facts()
    .filter(({ name, type, list }) => NUMERIC.has(type) && !list && reads.has(name) && !hidden.includes(name))
    .map((each) => each.name);
};

/** A value that does not fit its parameter (3 人 for a share) is the asker's mistake, and told in the language's words. */
function mustFit({ set, day }: ClauseSet, { lifted }: Opened, values: z.infer<typeof Asked>['values']): void {
  try {
    programFor(lifted.book, { rulesAsOf: day }, { values: { [set.id]: values } });
  } catch (error) {
    const what = error instanceof Error ? error.message : '这个数不能用';
    throw refuse({ code: 'simulation.bad-value', kind: 'invalid', what, todo: '请改成同样单位的数' });
  }
}
