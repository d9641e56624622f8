import { createHmac, randomBytes } from 'node:crypto';
import type { EnterprisePorts, OneCodePorts } from '#domains/enterprises';
import { createCodeStore, openMatterCount } from '#storage';
import type { Base } from '../base.ts';
import type { Core } from '../core.ts';
import { codeSigner } from './code-signer.ts';
import { departmentsOf } from './fact-owners.ts';

/** Gives 一码通服 its keys and its register. */
export const oneCodePorts = (
  { city, databases, contentKey, settings }: Base,
  { registry, matters }: Core,
  enterprises: EnterprisePorts,
): OneCodePorts => ({
  ...enterprises,
  ...codeSigner(contentKey),
  codes: createCodeStore(databases),
  oneCode: () => city.pack.enterprises.oneCode,
  newSerial: () => randomBytes(8).toString('hex'),
  ids: matters.ids,
  departmentsOf: (unit) => departmentsOf(city, unit),
  unitName: async ({ tenant, now }, unit) => (await registry.directory(tenant, now)).unit(unit)?.name ?? unit,
  enterpriseNames: matters.enterpriseNames,
  openMatters: openMatterCount(databases),
  maskAddress: (address) => createHmac('sha256', contentKey).update(`scan ${address}`).digest('hex').slice(0, 24),
  baseUrl: settings.baseUrl,
});
