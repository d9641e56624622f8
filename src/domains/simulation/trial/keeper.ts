import {
  type CurvePoint,
  classifiedOf,
  coarsen,
  LEAST,
  type Literal,
  type Population,
  type RowAmount,
  type TrialAnswer,
  type TrialAsk,
  type Which,
} from '#engines/rules';
import { hashOf, refuse } from '#kernel';
import type { ClauseSet, Loaded, SimulationPorts } from '../ports.ts';
import { type Guarding, guardingOf } from './guarding.ts';
import { type LiftedSet, liftSet } from './handles.ts';

/** A set of clauses that is open for trying, as one reader may see it. */
export type Opened = Pick<Guarding, 'hidden' | 'guarded'> & {
  readonly key: string;
  readonly lifted: LiftedSet;
  readonly size: number;
  /** Who stands in a row of its answers. */
  readonly idAt: Loaded['idAt'];
};

type Held = {
  readonly key: string;
  readonly about: string;
  readonly opened: Promise<Pick<Loaded, 'mark' | 'idAt'> & { readonly size: number }>;
  bytes: number;
  readonly at: number;
  took: number;
  usedAt: number;
};

export type Reading = { readonly tenant: string; readonly permissions: readonly string[] };

export type Keeper = {
  readonly open: (reading: Reading, set: ClauseSet, clauses: readonly string[]) => Promise<Opened>;
  readonly ask: (opened: Opened, ask: TrialAsk) => Promise<TrialAnswer>;
  readonly curve: (
    opened: Opened,
    ask: TrialAsk,
    parameter: string,
    values: readonly Literal[],
  ) => Promise<readonly CurvePoint[]>;
  readonly rows: (opened: Opened, ask: TrialAsk, which: Which, limit: number) => Promise<readonly RowAmount[]>;
};

/** What a trial holds for itself: columns that others count over too cost nothing more. */
const bytesOf = ({ size, columns }: Population, shared: Population, rules: number): number => {
  let sum = rules * size * 12 + size * 16;
  for (const [name, column] of columns) if (shared.columns.get(name) !== column) sum += column.values.byteLength;
  return sum;
};

/** Only the picked clauses; what they share stays. */
const picked = (set: ClauseSet, clauses: readonly string[]): ClauseSet => ({
  ...set,
  set: { ...set.set, rules: set.set.rules.filter((each) => clauses.includes(each.id)) },
});

/** Numbers that leave what can be counted exactly end the trial, not the site. */
const workedOut = async <T>(work: Promise<T>): Promise<T> => {
  try {
    return await work;
  } catch (error) {
    throw refuse({
      code: 'simulation.cannot',
      kind: 'invalid',
      what: '这样设定算不出来',
      ...(error instanceof Error ? { why: error.message } : {}),
      todo: '请把数改回常见的大小再试',
    });
  }
};

/** Facts may change all the time; who is trying numbers wants the ground to hold for a moment. */
const FRESH = 5_000;

/**
 * Keeps trials open between one drag of a slider and the next: columns in memory, the least used put away when there is
 * no room, opened again when facts changed, and not more often than loading them is worth.
 */
export function createKeeper(ports: SimulationPorts): Keeper {
  const held = new Map<string, Held>();
  const lifted = new Map<string, LiftedSet>();

  const lift = (set: ClauseSet, clauses: readonly string[]): LiftedSet => {
    const key = hashOf([set.id, set.version, set.day, clauses]);
    const known = lifted.get(key);
    if (known) return known;
    if (lifted.size > 200) lifted.clear();
    const made = liftSet(picked(set, clauses), ports.facts());
    lifted.set(key, made);
    return made;
  };

  const makeRoom = async (needed: number): Promise<void> => {
    const byUse = [...held.values()].toSorted((a, b) => a.usedAt - b.usedAt);
    let sum = byUse.reduce((all, each) => all + each.bytes, 0);
    for (const each of byUse) {
      if (sum + needed <= ports.room.all || each.bytes === 0) continue;
      held.delete(each.about);
      sum -= each.bytes;
      await ports.desk.close(each.key);
    }
  };

  const load = async (
    one: Pick<Held, 'key' | 'bytes' | 'took'>,
    tenant: string,
    set: ClauseSet,
    { set: own, readsBy }: LiftedSet,
    coarse: readonly string[],
  ) => {
    const started = ports.wallClock();
    const loaded = await ports.population.load(tenant, [...new Set([...readsBy.values()].flat())]);
    const population = coarsen(loaded.population, coarse, LEAST, classifiedOf(ports.facts()));
    const bytes = bytesOf(population, loaded.population, own.rules.length);
    if (bytes > ports.room.one)
      throw refuse({
        code: 'simulation.too-much',
        kind: 'invalid',
        what: '一次推演的条款太多，内存放不下',
        todo: '请少选几条',
      });
    await makeRoom(bytes);
    one.bytes = bytes;
    const dimensions = ports.dimensions().map((each) => each.name);
    const source = { facts: ports.facts(), day: { rulesAsOf: set.day }, terms: set.terms, caps: set.caps };
    await ports.desk.open(one.key, { ...source, set: own, dimensions, seed: ports.seed }, population);
    one.took = ports.wallClock() - started;
    // Not the columns themselves: the city may have newer ones by then.
    return { mark: loaded.mark, idAt: loaded.idAt, size: loaded.population.size };
  };

  const open: Keeper['open'] = async ({ tenant, permissions }, set, clauses) => {
    const own = lift(set, clauses);
    const { hidden, coarse, guarded } = guardingOf(own, ports.facts(), permissions);
    const about = hashOf([tenant, set.id, set.version, set.day, clauses, hidden]);
    const now = ports.wallClock();
    let one = held.get(about);
    if (one && now - one.at > Math.max(FRESH, one.took * 20)) {
      const { mark } = await one.opened;
      if (mark !== (await ports.population.mark(tenant))) {
        held.delete(about);
        await ports.desk.close(one.key);
        one = undefined;
      }
    }
    if (!one) {
      const made = { key: `${about} ${ports.ids()}`, about, bytes: 0, at: now, took: 0, usedAt: now };
      const opened = load(made, tenant, set, own, coarse);
      one = Object.assign(made, { opened });
      held.set(about, one);
      opened.catch(() => held.delete(about));
    }
    one.usedAt = now;
    const { size, idAt } = await one.opened;
    return { key: one.key, lifted: own, hidden, guarded, size, idAt };
  };

  return {
    open,
    ask: ({ key }, ask) => workedOut(ports.desk.ask(key, ask)),
    curve: ({ key }, ask, parameter, values) => workedOut(ports.desk.curve(key, ask, parameter, values)),
    rows: ({ key }, ask, which, limit) => workedOut(ports.desk.rows(key, ask, which, limit)),
  };
}
