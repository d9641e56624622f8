import {
  applyCorrections,
  compileRules,
  type EnterprisePorts,
  type ReminderPorts,
  remindOfCertificates,
  runNextImport,
  settleStirred,
} from '#domains/enterprises';
import { SYSTEM } from '#kernel';
import { principalsOf } from '#platform/access';
import { runMove, runOpen } from '#platform/matters';
import { readTable } from '#platform/tables';
import {
  createConsentStore,
  createDisputeStore,
  createFactReader,
  createImportStore,
  expiringCertificates,
} from '#storage';
import type { Base } from '../base.ts';
import type { City } from '../city.ts';
import type { Core } from '../core.ts';
import { oncePer } from '../once-per.ts';
import { departmentsOf, ownersOf } from './fact-owners.ts';
import { factStoreOf, vocabularyOf } from './fact-store.ts';
import { matterRows } from './matter-ports.ts';

/** Gives enterprises, their facts, tags and disputes their ports. */
export function enterprisePorts(base: Base, { matters, registryStore }: Core): EnterprisePorts {
  const { city, databases } = base;
  const facts = factStoreOf(base);
  const { ids } = matters;
  return {
    facts,
    ids,
    readTable,
    nudge: () => {},
    imports: createImportStore(databases),
    consents: createConsentStore(databases),
    reader: createFactReader({ databases, catalogue: () => city.facts, prepare: facts.prepare, principalsOf, ids }),
    vocabulary: () => vocabularyOf(city),
    groups: () => city.facts.groups,
    rules: () => rulesOf(city),
    tags: () => city.pack.enterprises.tags,
    gradient: () => city.pack.enterprises.gradient,
    precedence: () => city.pack.enterprises.precedence,
    certificates: () => city.pack.enterprises.certificates,
    unitOf: (department) => ownersOf(city)[department],
    departmentsOf: (unit) => departmentsOf(city, unit),
    enterprise: (tenant, id) => registryStore.findEnterprise(tenant, id),
    disputes: {
      ...createDisputeStore(databases, matters.vault.open),
      open: async (call, { enterprise, region, fields, unit }) => {
        const channel = call.actor.kind === 'enterprise' ? 'portal' : 'office';
        const opened = await runOpen(matters, call, {
          loop: 'fact-dispute',
          channel,
          enterprise,
          fields,
          ...(region && { region }),
        });
        if (unit) {
          const key = `fact-dispute ${opened.id}`;
          await runMove(
            matters,
            { ...call, actor: SYSTEM, idempotencyKey: key },
            { id: opened.id, move: 'assign', input: { unit } },
          );
        }
        const [row] = await matterRows(matters)(call, [opened.id]);
        return { id: opened.id, number: row?.number ?? '' };
      },
    },
  };
}

const rulesOf = oncePer(
  (city: City) => city,
  (city) => compileRules(city.pack.enterprises, city.facts),
);

/** Tells enterprises in time that a certificate ends. */
export const certificateJob = ({ databases }: Base, { tell }: Core, ports: EnterprisePorts) => {
  const reminders: ReminderPorts = {
    certificates: ports.certificates,
    expiring: expiringCertificates(databases),
    remind: (tenant, enterprise, key, text, now) =>
      tell(tenant, key, [{ principal: `enterprise:${enterprise}`, kind: 'notify', text, matter: null, at: now }]),
  };
  return {
    name: 'certificate-reminders',
    everyMs: 3_600_000,
    run: (tenant: string, now: number) => remindOfCertificates(reminders, tenant, now),
  };
};

/** What goes on by itself: imports, what changed facts stir up, corrections. */
export const enterpriseJobs = (ports: EnterprisePorts) => [
  { name: 'fact-imports', everyMs: 2_000, run: (tenant: string, now: number) => runNextImport(ports, tenant, now) },
  {
    name: 'fact-corrections',
    everyMs: 5_000,
    run: (tenant: string, now: number) => applyCorrections(ports, tenant, now),
  },
  { name: 'fact-settle', everyMs: 2_000, run: (tenant: string, now: number) => settleStirred(ports, tenant, now) },
];
