import { type FundPorts, type PolicyNamed, receiptHeadings } from '#domains/funds';
import type { Library } from '#domains/policies';
import { hashOf, SYSTEM } from '#kernel';
import { keyedHashes } from '#platform/access';
import { readTable, writeTable } from '#platform/documents';
import { createVault, type ReadPorts, runOpen } from '#platform/matters';
import { accessStores, createClaimStore, createFundStore, type Databases } from '#storage';
import type { City } from '../city.ts';
import type { Core } from '../core.ts';
import { auditNotes } from './audit-notes.ts';
import { libraryOf } from './library.ts';
import { owedBy } from './owed.ts';

export type FundBase = {
  readonly city: City;
  readonly databases: Databases;
  readonly matters: ReadPorts;
  readonly contentKey: Uint8Array;
  readonly tell: Core['tell'];
};

/** Gives the funds their ports. */
export function fundPorts({ city, databases, matters, contentKey, tell }: FundBase): FundPorts {
  const vault = createVault(contentKey);
  const hashes = keyedHashes(contentKey);
  const { audit } = accessStores(databases.system);
  const library = libraryOf({ city, databases });
  return {
    store: createFundStore(databases),
    ids: matters.ids,
    calendar: matters.calendar,
    // Read when asked for: the list of operations is made without a city.
    get formats() {
      return city.bankFormats;
    },
    commitment: (account) => hashes.bankAccount(account),
    seal: (content) => vault.sealBytes(Buffer.from(JSON.stringify(content), 'utf8')),
    unseal: (cipher) => JSON.parse(Buffer.from(vault.openBytes(cipher)).toString('utf8')),
    write: (format, rows, mark) =>
      writeTable({
        kind: format.kind,
        name: format.title,
        headings: format.payment.map((each) => each.heading),
        rows,
        mark,
      }),
    read: (format, file) => readTable(file, receiptHeadings(format)),
    readTable,
    policiesNamed: async (tenant) => {
      const known = await library(tenant);
      return (said) => namedIn(known, said);
    },
    unitName: async (tenant, id, now) => (await matters.directory(tenant, now)).unit(id)?.name ?? id,
    personNames: matters.personNames,
    enterpriseNames: matters.enterpriseNames,
    openMatter: async (call, { key, title, text, office }) => {
      const idempotencyKey = `fund ${hashOf(key).slice(0, 40)}`;
      const system = { ...call, actor: SYSTEM, idempotencyKey };
      const { id } = await runOpen(matters, system, {
        loop: 'fund-anomaly',
        channel: 'system',
        office,
        fields: { title, text },
      });
      return id;
    },
    owed: owedBy(createClaimStore(databases), library),
    tell: (tenant, key, entries) =>
      tell(
        tenant,
        key,
        entries.map((each) => ({ ...each, kind: 'funds', matter: null })),
      ),
    audit: auditNotes(audit, matters.ids),
    limits: () => city.settings.funds,
  };
}

const bare = (title: string): string => title.replace(/[《》\s]/g, '');

/** As an official says it: its number, its title with or without 《》, or the mark of a policy or a clause. */
function namedIn(library: Library, said: string): PolicyNamed | undefined {
  const clause = library.clause(said);
  if (clause) return { id: said, title: `《${clause.policy.title}》${clause.clause.article}` };
  const wanted = bare(said);
  const found = library.policies.find(
    ({ policy }) =>
      policy.policy === said || bare(policy.title) === wanted || (policy.number && bare(policy.number) === wanted),
  );
  return found && { id: found.policy.policy, title: `《${found.policy.title}》` };
}
