import { COLLECT_CALLS, type CollectPorts, type PeerPorts } from '#domains/evaluation';
import { nameIndex } from '#engines/registry';
import { addWorkingDays } from '#kernel';
import { principalsOf } from '#platform/access';
import { readTable, writeTable } from '#platform/documents';
import { runMove, runOpen } from '#platform/matters';
import { createBenchmarkStore, createFillStore, createScheduleStore } from '#storage';
import type { Base } from '../base.ts';
import type { Core } from '../core.ts';
import { evaluationPorts } from './evaluation.ts';
import type { NamedStep } from './quality.ts';

const LOOP = 'indicator-fill';

/** Gives the collecting of values its ports. */
export function collectPorts({ city, databases, version }: Base, { matters, registry, tell }: Core): CollectPorts {
  return {
    ...evaluationPorts({ city, databases, matters, tell, version }),
    fills: createFillStore(databases),
    schedules: createScheduleStore(databases),
    workingDaysAfter: (from, days) => addWorkingDays(matters.calendar(''), from, days).day,
    openFill: async (call, { id, fields, office }) => {
      const own = { ...call, idempotencyKey: `open fill ${id}` };
      await runOpen(matters, own, { loop: LOOP, channel: 'office', id, fields, ...(office ? { office } : {}) });
    },
    moveFill: async (call, given) => {
      await runMove(matters, call, given);
    },
    fillState: async ({ tenant, actor }, id) => {
      const found = await matters.reader.get({ tenant, principals: principalsOf(actor) }, id);
      return found?.state.loop === LOOP ? found.state : undefined;
    },
    fillsWith: async ({ tenant, actor, now }, { units, after, limit }) => {
      if (units.length === 0) return { states: [] };
      const filter = { loop: [LOOP], holderUnits: units, closed: false };
      const reading = { tenant, principals: principalsOf(actor) };
      const page = { filter, sort: 'due' as const, limit, now, ...(after ? { after } : {}) };
      const { rows, next } = await matters.reader.list(reading, page);
      return { states: rows.map((each) => each.state), ...(next ? { next } : {}) };
    },
    unitNamed: async ({ tenant, now }) => {
      const index = nameIndex(await registry.organisation(tenant, now));
      return (name) => index.find(name)?.id;
    },
    personNames: matters.personNames,
    ids: matters.ids,
    table: (file) => writeTable({ ...file, kind: 'xlsx', mark: '' }),
    readTable,
  };
}

/** Values of other cities stand beside what is collected here. */
export const peerPorts = (base: Base, core: Core): PeerPorts => ({
  ...collectPorts(base, core),
  benchmarks: createBenchmarkStore(base.databases),
});

/** Steps that the filling loop names. */
export const collectSteps = (ports: () => CollectPorts): Readonly<Record<string, NamedStep>> =>
  Object.fromEntries(
    Object.entries(COLLECT_CALLS).map(([name, step]): [string, NamedStep] => [name, (at, id) => step(ports(), at, id)]),
  );
