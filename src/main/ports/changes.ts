import type { ChangePorts, EnterprisePorts } from '#domains/enterprises';
import { SYSTEM } from '#kernel';
import { runMove, runOpen } from '#platform/matters';
import { createChangeStore } from '#storage';
import type { Base } from '../base.ts';
import type { Core } from '../core.ts';

/** Gives 登记变更推送 its matters and its books. */
export const changePorts = (
  { city, databases }: Base,
  { registry, matters }: Core,
  enterprises: EnterprisePorts,
): ChangePorts => ({
  ...enterprises,
  changes: createChangeStore(databases),
  subscriptions: () => city.pack.enterprises.subscriptions,
  unitName: async ({ tenant, now }, unit) => (await registry.directory(tenant, now)).unit(unit)?.name ?? unit,
  openNotice: async (call, { key, unit, fields }) => {
    const { id } = await runOpen(
      matters,
      { ...call, idempotencyKey: key },
      { loop: 'change-notice', channel: 'system', fields },
    );
    const handing = { ...call, actor: SYSTEM, idempotencyKey: `${key} assign` };
    await runMove(matters, handing, { id, move: 'assign', input: { unit } });
    return id;
  },
  acknowledgeMatter: async (call, id, note) => {
    const closing = { ...call, idempotencyKey: `acknowledge ${id}` };
    await runMove(matters, closing, { id, move: 'acknowledge', input: note === undefined ? {} : { note } });
  },
});
