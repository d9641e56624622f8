import type { ReportPorts } from '#domains/appeals';
import { LOOP_CALLS, type QualityPorts } from '#domains/quality';
import { isRefusal } from '#kernel';
import { principalsOf } from '#platform/access';
import type { OutboxPorts } from '#platform/jobs';
import { type ReadPorts, runMove, runOpen, titleOf, withoutOwnComplaints } from '#platform/matters';
import {
  createDrawStore,
  createInboxStore,
  createQualityReader,
  createRatingStore,
  createRegistryStore,
  createReportReader,
  type Databases,
} from '#storage';
import type { City } from '../city.ts';
import { headsOf } from './heads.ts';
import { matterRows } from './matter-ports.ts';

export type QualityBase = { readonly city: City; readonly databases: Databases; readonly matters: ReadPorts };

const LOOP = 'appeal';
const listOnly = (ids: readonly string[], now: number) => ({
  filter: { ids },
  sort: 'opened' as const,
  limit: Math.max(1, ids.length),
  now,
});

/** Gives quality work its ports. */
export function qualityPorts({ city, databases, matters }: QualityBase): QualityPorts {
  const reports = createReportReader(databases);
  const inbox = createInboxStore(databases);
  const as = ({ tenant, actor }: Parameters<QualityPorts['states']>[0]) => ({
    tenant,
    principals: principalsOf(actor),
  });
  return {
    open: (call, input) => runOpen(matters, call, input),
    move: (call, input) => runMove(matters, call, input),
    closedDuring: (call, from, to) => reports.closedDuring(as(call), LOOP, from, to),
    openedDuring: (call, from, to) => reports.openedDuring(as(call), LOOP, from, to),
    children: (call, parent, loop) => reports.children(as(call), parent, loop),
    states: (call, ids) => reports.states(as(call), ids),
    named: async (call, ids) => {
      const { rows } = await matters.reader.list(as(call), listOnly(ids, call.now));
      const seen = await withoutOwnComplaints(matters, call, rows);
      return seen.map(({ state, title }) => ({
        id: state.id,
        number: state.number,
        title: titleOf(matters, state, title),
      }));
    },
    ...createQualityReader(databases),
    directory: matters.directory,
    title: (_tenant, list, code) => city.lists.get(list)?.get(code),
    hasLoop: (tenant, loop) => {
      try {
        return matters.book.active(tenant, loop) !== undefined;
      } catch (error) {
        if (isRefusal(error)) return false;
        throw error;
      }
    },
    draws: createDrawStore(databases),
    ratings: createRatingStore(databases),
    tell: (tenant, { key, principals, text, matter, at }) =>
      inbox.write(
        tenant,
        key,
        principals.map((principal) => ({ principal, kind: 'notify', text, matter, at })),
      ),
  };
}

/** A step that a loop names as an effect; it may come twice. */
export type NamedStep = (at: { readonly tenant: string; readonly now: number }, matter: string) => Promise<void>;

/** The outbox's topic `call`: named steps that loops ask for. */
export const callTopic = (
  ports: () => QualityPorts,
  others: () => Readonly<Record<string, NamedStep>> = () => ({}),
): OutboxPorts['others'] => ({
  call: async (tenant, { payload, matter }, now) => {
    const name = String(payload.name);
    const own = LOOP_CALLS[name];
    const step: NamedStep | undefined = own ? (at, id) => own(ports(), at, id) : others()[name];
    if (!step) throw new Error(`outbox: no step is called ${name}`);
    await step({ tenant, now }, matter ?? '');
  },
});

/** Gives the reports on appeals their ports. */
export function reportPorts({ databases, matters }: QualityBase): ReportPorts {
  const reports = createReportReader(databases);
  return {
    directory: matters.directory,
    rows: matterRows(matters),
    personNames: matters.personNames,
    headsOf: headsOf(createRegistryStore(databases.system)),
    openDuring: ({ tenant, actor }, from, to) =>
      reports.openDuring({ tenant, principals: principalsOf(actor) }, LOOP, from, to),
  };
}
