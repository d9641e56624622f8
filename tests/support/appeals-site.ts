// The city of Quzhou on a real database, wired as the site wires it, with a clock that tests may move.
import { randomBytes } from 'node:crypto';
import { type AppealPorts, appealOperations } from '#domains/appeals';
import { LOOP_CHECKS } from '#domains/quality';
import { type Actor, type AnyOperation, type Call, idSource, makeUscc } from '#kernel';
import { keyedHashes, principalsOf } from '#platform/access';
import { drainOutbox, type InboxEntry } from '#platform/jobs';
import { createVault, type ReadPorts, readDetail, runMove, runSweep } from '#platform/matters';
import { importOrganisation, liveDirectory } from '#platform/registry';
import { createTokeniser } from '#platform/search';
import {
  createInboxStore,
  createMatterReader,
  createMatterStore,
  createOutboxStore,
  createRegistryStore,
  createTenantStore,
  type Databases,
  loadDefinitionBook,
  openDatabases,
  publishLoops,
} from '#storage';
import { type City, loadCity, PACKS } from '../../src/main/city.ts';
import { appealPorts } from '../../src/main/ports/appeals.ts';
import { callTopic, qualityPorts } from '../../src/main/ports/quality.ts';
import { createMigratedDatabase } from './database.ts';

export const START = Date.parse('2026-03-02T09:00:00+08:00');
export const TENANT = 'quzhou';
export const E1: string = makeUscc('9', '1', '330825', 'MA000001');
export const E2: string = makeUscc('9', '1', '330825', 'MA000002');

const official = (id: string, unit: string, roles: readonly string[], permissions: readonly string[]): Actor => ({
  kind: 'official',
  id,
  unit,
  roles,
  permissions,
});
const OFFICE = [
  'matters.read',
  'matters.open',
  'appeals.dispatch',
  'panels.manage',
  'appeals.verify',
  'appeals.file',
  'supervision.act',
];

/** Who acts in the stories. */
export const actors = {
  anonymous: { kind: 'anonymous', id: 'anonymous', roles: [], permissions: [] },
  enterprise: {
    kind: 'enterprise',
    id: 'acc-1',
    roles: ['enterprise'],
    permissions: ['appeals.file'],
    enterprise: E1,
  },
  other: { kind: 'enterprise', id: 'acc-2', roles: ['enterprise'], permissions: ['appeals.file'], enterprise: E2 },
  longyou: official('p-ly', 'longyou-biz-office', ['dispatcher'], OFFICE),
  city: official('p-qz', 'qz-biz-office', ['dispatcher', 'supervisor'], [...OFFICE, 'quality.manage', 'quality.read']),
  power: official('p-power', 'longyou-power', ['handler', 'head', 'liaison'], ['matters.read', 'matters.handle']),
  grid: official('p-grid', 'longyou-huzhen', ['grid-officer'], ['matters.open', 'appeals.file']),
} as const satisfies Record<string, Actor>;

export type AppealsSite = {
  readonly city: City;
  readonly databases: Databases;
  readonly matters: ReadPorts;
  readonly ports: AppealPorts;
  readonly now: () => number;
  readonly wait: (ms: number) => void;
  readonly call: (actor: Actor, more?: Partial<Call>) => Call;
  readonly operations: readonly AnyOperation[];
  /** Calls an operation by its id, with its own schemas on both sides. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks at the answers of every operation
  readonly does: (id: string, actor: Actor, input: object, more?: Partial<Call>) => Promise<any>;
  readonly move: (actor: Actor, id: string, move: string, input?: object) => Promise<unknown>;
  readonly detail: (actor: Actor, id: string) => ReturnType<typeof readDetail>;
  readonly deliver: () => Promise<number>;
  readonly sweep: () => Promise<number>;
  readonly letters: (principal: string) => Promise<readonly string[]>;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

export async function appealsSite(
  more: (site: {
    readonly databases: Databases;
    readonly ports: AppealPorts;
    readonly matters: ReadPorts;
    readonly city: City;
  }) => readonly AnyOperation[] = () => [],
): Promise<AppealsSite> {
  const database = await createMigratedDatabase();
  const databases = openDatabases({ url: database.url, connections: 6 });
  const city = await loadCity(PACKS, TENANT, false);
  let time = START;
  const now = (): number => time;
  const registryStore = createRegistryStore(databases.system);
  await createTenantStore(databases).add({ id: TENANT, name: '衢州市', demo: true }, time);
  await importOrganisation(registryStore, TENANT, city.pack);
  await registryStore.change(TENANT, async (_snapshot, writer) => {
    const firm = (id: string, name: string) => ({ id, name, region: '330825', attributes: {} });
    await writer.putEnterprises([firm(E1, '龙游甲纸业有限公司'), firm(E2, '龙游乙机械有限公司')], time);
  });
  await publishLoops(databases, TENANT, city.loops, time);
  const inbox = createInboxStore(databases);
  const tokeniser = createTokeniser(city.dictionary);
  const key = new Uint8Array(32).fill(7);
  const matters: ReadPorts = {
    store: createMatterStore(databases),
    reader: createMatterReader(databases),
    book: await loadDefinitionBook(databases),
    vault: createVault(key),
    ids: idSource(now, randomBytes),
    calendar: () => city.calendar,
    directory: liveDirectory(registryStore, Date.now).directory,
    personNames: async () => new Map(),
    enterpriseNames: async () =>
      new Map([
        [E1, '龙游甲纸业有限公司'],
        [E2, '龙游乙机械有限公司'],
      ]),
    lists: (_tenant, list) => city.lists.get(list),
    help: () => '',
    principalsOf,
    checks: LOOP_CHECKS,
    tokens: tokeniser.tokensOf,
    queryTokens: tokeniser.queryTokensOf,
  };
  const ports = appealPorts({
    city,
    databases,
    matters,
    registry: registryStore,
    tokeniser: () => tokeniser,
    hashes: keyedHashes(key),
    codeKey: key,
    wallClock: now,
    inbox: (tenant: string, id: string, entries: readonly InboxEntry[]) => inbox.write(tenant, id, entries),
  });
  const operations: readonly AnyOperation[] = [
    ...appealOperations(ports),
    ...more({ databases, ports, matters, city }),
  ];
  const call = (actor: Actor, extra: Partial<Call> = {}): Call => ({
    tenant: TENANT,
    actor,
    now: time,
    requestId: 'test',
    ...extra,
  });
  const outbox = {
    store: createOutboxStore(databases),
    inbox: inbox.write,
    openMatter: async () => undefined,
    others: callTopic(() => qualityPorts({ city, databases, matters })),
  };
  return {
    city,
    databases,
    matters,
    ports,
    now,
    wait: (ms) => {
      time += ms;
    },
    call,
    operations,
    does: async (id, actor, input, extra) => {
      const found = operations.find((each) => each.id === id);
      if (!found) throw new Error(`no operation ${id}`);
      const output: unknown = await found.handle(call(actor, extra), found.input.parse(input));
      return found.produces === 'file' ? output : found.output.parse(output);
    },
    move: (actor, id, move, input = {}) =>
      runMove(matters, call(actor), { id, move, input: input as Record<string, unknown> }),
    detail: (actor, id) => readDetail(matters, call(actor), id),
    deliver: () => drainOutbox(outbox, TENANT, time),
    sweep: () => runSweep(matters, TENANT, time, 'sweep'),
    letters: async (principal) => {
      const rows = await inbox.list(
        { tenant: TENANT, principals: [principal] },
        { unread: false, after: undefined, limit: 100 },
      );
      return rows.map((each: { readonly text: string }) => each.text);
    },
    [Symbol.asyncDispose]: async () => {
      await databases.close();
      await database.drop();
    },
  };
}
