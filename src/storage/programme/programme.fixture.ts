// The city of the packs on a real database: plans, matters and the people who work on them.
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { type Message, type PlanSheet, type ProgrammePorts, programmeOperations } from '#domains/programme';
import { loadLoop } from '#engines/matters';
import { directoryOf, nameIndex, organisationOn, type Post, type RegistrySnapshot } from '#engines/registry';
import { type Actor, type AnyOperation, type Call, day, dayOf, idSource, instant, toInstant } from '#kernel';
import { type DocumentPorts, documentOperations } from '#platform/documents';
import {
  createVault,
  type DefinitionBook,
  MatterRow,
  type ReadPorts,
  readDetail,
  rowsOf,
  runMove,
  runOpen,
  runSweep,
} from '#platform/matters';
import { loadPacks } from '#platform/packs';
import { baseCalendar } from '#testing/base-calendar';
import { createMigratedDatabase } from '#testing/database';
import { openDatabases } from '../database.ts';
import { createMatterReader, createMatterStore } from '../matters/index.ts';
import { createActionStore, createBoardStore, createDocumentStore, createPlanStore } from './index.ts';

const PACKS = fileURLToPath(new URL('../../../packs', import.meta.url));
export const TENANT = 'quzhou';
const OFFICE = 'qz-biz-office';

const post = (person: string, unit: string, role: string): Post => ({
  id: `${person}-${unit}`,
  person,
  unit,
  role,
  validFrom: day('2019-01-01'),
});
const POSTS: readonly Post[] = [
  post('head-housing', 'qz-housing', 'head'),
  post('head-commerce', 'qz-commerce', 'head'),
];

export const official = (
  unit: string,
  roles: readonly string[],
  permissions: readonly string[],
  id = `p-${unit}`,
): Actor => ({
  kind: 'official',
  id,
  unit,
  roles,
  permissions,
});
export const planner = official(
  OFFICE,
  ['planner'],
  [
    'matters.read',
    'plans.read',
    'plans.import',
    'plans.write',
    'plans.publish',
    'supervision.read',
    'documents.issue',
    'documents.read',
    'matters.export',
  ],
);
export const supervisor = official(
  OFFICE,
  ['supervisor'],
  ['matters.read', 'supervision.read', 'supervision.act', 'plans.verify', 'documents.issue', 'documents.read'],
  'p-supervisor',
);
export const liaison = (unit: string): Actor =>
  official(unit, ['liaison'], ['matters.read', 'matters.handle', 'supervision.read']);

export const planText = (name: string): Promise<string> => readFile(`${PACKS}/quzhou/plans/${name}`, 'utf8');

export type ProgrammeSite = Awaited<ReturnType<typeof programmeSite>>;

export async function programmeSite(start = '2021-04-20T09:00') {
  const database = await createMigratedDatabase();
  const databases = openDatabases({ url: database.url, connections: 4 });
  await sql`insert into tenants values (${TENANT}, '衢州市', false, 0, '{}', now())`.execute(databases.owner);
  const pack = await loadPacks(PACKS, ['base', 'quzhou']);
  let now: number = instant(start);
  const snapshot: RegistrySnapshot = { units: pack.units, regions: pack.regions, posts: POSTS, relations: [] };
  const read: ReadPorts = {
    store: createMatterStore(databases),
    reader: createMatterReader(databases),
    book: bookOf(pack.loops),
    vault: createVault(randomBytes(32)),
    ids: idSource(() => now, randomBytes),
    calendar: () => CALENDAR,
    directory: async (_tenant, at) => directoryOf(snapshot, dayOf(toInstant(at))),
    principalsOf,
    queryTokens: (text) => [...new Set(text.match(/\p{Script=Han}{2}|[a-z0-9-]+/gu) ?? [])],
    tokens: (text) => [...new Set(text.match(/\p{Script=Han}{2}|[a-z0-9-]+/gu) ?? [])],
    lists: (_tenant, list) => new Map(pack.lists[list]?.items.map((each) => [each.code, each.title])),
    personNames: async () =>
      new Map([
        ['head-housing', '王建设'],
        ['leader-1', '张副市长'],
      ]),
    enterpriseNames: async () => new Map(),
    help: () => '',
  };
  const messages = new Map<string, readonly Message[]>();
  const audited: { readonly act: string }[] = [];
  const documents: DocumentPorts = {
    matters: read,
    store: createDocumentStore(databases),
    ids: read.ids,
    template: (_tenant, name) => readFile(`${PACKS}/base/templates/${name}.docx`),
    letterhead: async (_tenant, unit) => ({
      issuer: pack.units.find((each) => each.id === unit)?.fullName ?? unit,
      word: '衢营商办',
      addressees: '各县（市、区）人民政府，市级各有关单位',
      copies: '市委办公室，市政府办公室',
    }),
    seal: (bytes) => bytes,
    open: (bytes) => bytes,
    move: (call, input) => runMove(read, call, input),
    unitNamed: async (_tenant, name, at) => {
      const found = organisationFor(snapshot, at).index.resolve(name);
      return 'id' in found
        ? { id: found.id, name: found.title, members: found.units }
        : { nearest: found.nearest.map((each) => each.name) };
    },
    audit: async (_call, entry) => {
      audited.push(entry);
    },
  };
  const ports: ProgrammePorts<MatterRow> = {
    ids: read.ids,
    calendar: read.calendar,
    organisation: async (_tenant, at) => organisationFor(snapshot, at),
    plans: createPlanStore(databases),
    board: createBoardStore(databases),
    actions: createActionStore(databases),
    principalsOf,
    row: MatterRow,
    matterRows: async (call, ids) => {
      const reading = { tenant: call.tenant, principals: principalsOf(call.actor) };
      const limit = Math.max(1, ids.length);
      const page = { filter: { ids }, sort: 'opened' as const, limit, now: call.now };
      return rowsOf(read, call, (await read.reader.list(reading, page)).rows);
    },
    openMatter: (call, input) => runOpen(read, call, input),
    moveMatter: (call, input) => runMove(read, call, input),
    notify: async (_tenant, key, sent) => {
      if (!messages.has(key)) messages.set(key, sent);
    },
    personNames: async (tenant, ids) =>
      new Map([...(await read.personNames(tenant, ids))].filter(([id]) => ids.includes(id))),
    headsOf: async (_tenant, units) =>
      new Map(units.includes('qz-housing') ? [['qz-housing', { id: 'head-housing', name: '王建设' }]] : []),
  };
  const all: readonly AnyOperation[] = [...documentOperations(documents), ...programmeOperations(ports)];
  const operations = new Map(all.map((each) => [each.id, each]));
  const callAs = (actor: Actor, more: Partial<Call> = {}): Call => ({
    tenant: TENANT,
    actor,
    now,
    requestId: 'test',
    ...more,
  });
  return {
    databases,
    documents,
    ports,
    audited,
    messages,
    read,
    at: (text: string) => {
      now = instant(text);
    },
    now: () => now,
    callAs,
    /** Runs an operation as HTTP would: input and output go through their schemas. */
    run: async <T = Record<string, unknown>>(
      actor: Actor,
      id: string,
      input: unknown = {},
      more: Partial<Call> = {},
    ): Promise<T> => {
      const operation = operations.get(id);
      if (!operation) throw new Error(`no operation ${id}`);
      return operation.output.parse(await operation.handle(callAs(actor, more), operation.input.parse(input))) as T;
    },
    move: (actor: Actor, id: string, move: string, input: Record<string, unknown> = {}) =>
      runMove(read, callAs(actor), { id, move, input }),
    detail: (actor: Actor, id: string) => readDetail(read, callAs(actor), id),
    sweep: () => runSweep(read, TENANT, now, 'sweep'),
    [Symbol.asyncDispose]: async () => {
      // The server goes with the run; dropping the database here would cut connections that are still closing.
      await databases.close();
    },
  };
}

export type Saved = { readonly id: string; readonly version: number; readonly measures: number };

/** Parses and saves the plan that Quzhou published in 2021. */
export async function savedPlan(site: ProgrammeSite): Promise<{ readonly id: string; readonly sheet: PlanSheet }> {
  const sheet = await site.run<PlanSheet>(planner, 'plans.parse', { text: await planText('quzhou-2021-最优城市.txt') });
  const { id } = await site.run<Saved>(planner, 'plans.add', sheet);
  return { id, sheet };
}

const CALENDAR = baseCalendar();

const principalsOf = (actor: Actor): readonly string[] => [
  `person:${actor.id}`,
  ...(actor.unit ? [`unit:${actor.unit}`] : []),
];

function organisationFor(snapshot: RegistrySnapshot, at: number) {
  const today = dayOf(toInstant(at));
  const organisation = organisationOn(snapshot, today);
  return {
    index: nameIndex(organisation),
    membersOf: organisation.membersOf,
    unit: (id: string) => organisation.units.get(id),
    officeFor: directoryOf(snapshot, today).officeFor,
  };
}

function bookOf(files: readonly { readonly text: string; readonly file: string }[]): DefinitionBook {
  const loaded = files.map(({ text, file }) => {
    const { definition, version } = loadLoop(text, file);
    if (!definition || !version) throw new Error(`${file} does not load`);
    return { definition, version };
  });
  const find = (loop: string) => {
    const found = loaded.find((each) => each.definition.loop === loop);
    if (!found) throw new Error(`no loop ${loop}`);
    return found;
  };
  return { active: (_tenant, loop) => find(loop), at: (_tenant, loop) => find(loop).definition, loops: () => loaded };
}
