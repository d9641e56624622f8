import { randomBytes } from 'node:crypto';
import { COLLECT_CHECKS } from '#domains/evaluation';
import { advanceOwed, advanceSettled, notTheDecider, type POLICY_CHECKS, secondPerson } from '#domains/policies';
import { LOOP_CHECKS } from '#domains/quality';
import { helpText } from '#engines/matters';
import { createEventHub, type PublishingHub } from '#entrypoints/http';
import { type Actor, idSource } from '#kernel';
import { addressesOf, principalsOf } from '#platform/access';
import { drainOutbox, type InboxEntry, type OutboxPorts } from '#platform/jobs';
import { createVault, type LoopCheck, type ReadPorts, runOpen, runSweep } from '#platform/matters';
import { httpWorkNotices, type WorkNoticeSender } from '#platform/notices';
import { type LiveDirectory, liveDirectory, type RegistryStore } from '#platform/registry';
import { createTokeniser, type Tokeniser } from '#platform/search';
import {
  createClaimStore,
  createFileStore,
  createInboxStore,
  createMatterReader,
  createMatterStore,
  createOutboxStore,
  createRegistryStore,
} from '#storage';
import type { Base } from './base.ts';
import { evaluationChecks } from './ports/appraisal.ts';
import { disputeChecks } from './ports/fact-store.ts';
import { reachedBy } from './reached.ts';

/** What every line of work stands on: matters, the registry, files, messages. */
export type Core = {
  readonly matters: ReadPorts;
  readonly registry: LiveDirectory;
  readonly registryStore: RegistryStore;
  readonly files: ReturnType<typeof createFileStore>;
  readonly inboxStore: ReturnType<typeof createInboxStore>;
  readonly hub: PublishingHub;
  readonly tokeniser: () => Tokeniser;
  /** Writes messages and tells open pages. */
  readonly tell: (tenant: string, key: string, entries: readonly InboxEntry[]) => Promise<void>;
  /** Fires what is due and delivers what follows. */
  readonly sweep: (tenant: string, now: number) => Promise<number>;
  readonly deliver: (tenant: string, now: number) => Promise<number>;
};

export function wireCore(
  { city, settings, databases, contentKey, book, wallClock, tenants }: Base,
  others: OutboxPorts['others'] = {},
): Core {
  const ids = idSource(wallClock, (size) => randomBytes(size));
  const addresses = (actor: Actor): readonly string[] => addressesOf(actor, city.roles);
  const hub = createEventHub(addresses);
  const files = createFileStore(databases);
  const inboxStore = createInboxStore(databases);
  const registryStore = createRegistryStore(databases.system);
  const registry = liveDirectory(registryStore, wallClock);
  // Loading the dictionary takes a third of a second, which a command line that searches nothing should not pay.
  let loaded: Tokeniser | undefined;
  const tokeniser = (): Tokeniser => {
    loaded ??= createTokeniser(city.dictionary);
    return loaded;
  };
  const matters: ReadPorts = {
    store: createMatterStore(databases),
    reader: createMatterReader(databases),
    book,
    vault: createVault(contentKey),
    ids,
    calendar: () => city.calendar,
    directory: registry.directory,
    personNames: async (tenant, wanted) =>
      new Map((await registryStore.findPeople(tenant, wanted)).map((each) => [each.id, each.name])),
    enterpriseNames: async (tenant, wanted) => {
      const { items } = await registryStore.listEnterprises(tenant, { ids: wanted, limit: wanted.length });
      return new Map(items.map((each) => [each.id, each.name]));
    },
    lists: (_tenant, list) => city.lists.get(list),
    help: (loop) => helpText(book.active(city.id, loop).definition),
    principalsOf,
    addressesOf: addresses,
    tokens: (text) => tokeniser().tokensOf(text),
    queryTokens: (text) => tokeniser().queryTokensOf(text),
    checks: {
      ...LOOP_CHECKS,
      ...evaluationChecks(city, databases),
      ...COLLECT_CHECKS,
      ...policyChecks({ city, databases }),
      ...disputeChecks({ databases, city }),
    },
    attach: files.attach,
    changed: (tenant, id, seq, principals) => hub.publish({ tenant, principals }, { topic: 'matter', id, seq }),
  };
  const reached = reachedBy({ city, tenants }, registry);
  const tell = async (tenant: string, key: string, entries: readonly InboxEntry[]): Promise<void> => {
    const told = await reached(tenant, entries);
    await inboxStore.write(tenant, key, told);
    hub.publish({ tenant, principals: told.map((each) => each.principal) }, { topic: 'inbox' });
  };
  const outbox: OutboxPorts = {
    store: createOutboxStore(databases),
    inbox: tell,
    ...(settings.workNotice ? { notice: noticesOf(httpWorkNotices(settings.workNotice), settings.baseUrl) } : {}),
    openMatter: (call, input) => runOpen(matters, call, { ...input, channel: 'system' }),
    others,
  };
  const deliver = (tenant: string, now: number) => drainOutbox(outbox, tenant, now);
  const sweep = async (tenant: string, now: number): Promise<number> => {
    const moved = await runSweep(matters, tenant, now, ids());
    await deliver(tenant, now);
    return moved;
  };
  return { matters, registry, registryStore, files, inboxStore, hub, tokeniser, tell, sweep, deliver };
}

/** Checks that loops of policy work name. */
function policyChecks({
  city,
  databases,
}: Pick<Base, 'city' | 'databases'>): Readonly<Record<(typeof POLICY_CHECKS)[number], LoopCheck>> {
  const ports = {
    claims: createClaimStore(databases),
    limits: () => city.settings.claims,
  };
  return {
    'not-the-decider': { standing: notTheDecider(ports) },
    'second-person': { standing: secondPerson(ports) },
    'advance-settled': { standing: advanceSettled(ports) },
    'advance-owed': { standing: advanceOwed(ports) },
  };
}

/** Notices go to people only: a unit's messages stay in its inbox, where whoever is on duty looks. */
const noticesOf =
  (sender: WorkNoticeSender, baseUrl: string | undefined): NonNullable<OutboxPorts['notice']> =>
  async (_tenant, key, entries) => {
    const people = entries.flatMap(({ principal }) => (principal.startsWith('person:') ? [principal.slice(7)] : []));
    const [first] = entries;
    if (people.length === 0 || !first) return;
    const link = baseUrl && first.matter ? { link: `${baseUrl}/matters/${first.matter}` } : {};
    await sender.send({ key, people, text: first.text, ...link });
  };
