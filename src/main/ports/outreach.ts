import { AppealInput, type AppealPorts, fileAppeal } from '#domains/appeals';
import type { OutreachPorts } from '#domains/outreach';
import { systemCall } from '#kernel';
import { principalsOf } from '#platform/access';
import type { ReadPorts } from '#platform/matters';
import type { LiveDirectory, RegistryStore } from '#platform/registry';
import { createOutreachStore, type Databases } from '#storage';
import { matterRows } from './matter-ports.ts';

export type OutreachBase = {
  readonly databases: Databases;
  readonly matters: ReadPorts;
  readonly registry: LiveDirectory;
  readonly enterprises: Pick<RegistryStore, 'listEnterprises'>;
  readonly appeals: AppealPorts;
  readonly meetingMonths: () => number;
  readonly baseUrl: string;
};

/** Gives grids, visits, leaders' blocks and roundtables their ports. */
export function outreachPorts(base: OutreachBase): OutreachPorts {
  const { databases, matters, registry, enterprises, appeals, meetingMonths, baseUrl } = base;
  const { sealBytes, open } = matters.vault;
  return {
    store: createOutreachStore(
      databases.system,
      { seal: (text) => sealBytes(Buffer.from(text, 'utf8')), open },
      matters.ids,
    ),
    ids: matters.ids,
    organisation: registry.organisation,
    forget: registry.forget,
    peopleNames: matters.personNames,
    enterprises: async (tenant, ids) => {
      if (ids.length === 0) return new Map();
      const { items } = await enterprises.listEnterprises(tenant, { ids, limit: ids.length });
      return new Map(items.map(({ id, name, region }) => [id, { name, ...(region ? { region } : {}) }]));
    },
    openAppeal: async (call, { key, enterprise, unit, ...appeal }) => {
      const input = AppealInput.parse({ ...appeal, ...(enterprise ? { onBehalfOf: enterprise } : {}) });
      const { id, number } = await fileAppeal(appeals, { ...call, idempotencyKey: key }, input);
      // What the meeting decided is given to the unit at once; nobody decides it a second time.
      if (unit) {
        const deciding = { ...systemCall(call.tenant, call.now, call.requestId), idempotencyKey: `${key}/assign` };
        await appeals.move(deciding, { id, move: 'assign', input: { unit: unit } });
      }
      return { id, number };
    },
    matters: matterRows(matters),
    openIn: async ({ tenant, actor, now }, region) => {
      const page = { filter: { region: [region], closed: false }, now, todayUntil: now, soonUntil: now };
      const { total = 0 } = await matters.reader.count({ tenant, principals: principalsOf(actor) }, page);
      return total;
    },
    meetingInterval: meetingMonths,
    baseUrl,
  };
}
