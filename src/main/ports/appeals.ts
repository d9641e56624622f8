import { type AppealPorts, DispatchMap, placesOf } from '#domains/appeals';
import { refuse } from '#kernel';
import { type KeyedHashes, principalsOf } from '#platform/access';
import type { InboxEntry } from '#platform/jobs';
import { type ReadPorts, runMove, runOpen, withoutOwnComplaints } from '#platform/matters';
import type { RegistryStore } from '#platform/registry';
import type { Tokeniser } from '#platform/search';
import { accessStores, createIntakeStore, createSimilarReader, type Databases } from '#storage';
import type { City } from '../city.ts';
import { matterRows } from './matter-ports.ts';

export type AppealBase = {
  readonly city: City;
  readonly databases: Databases;
  readonly matters: ReadPorts;
  readonly registry: Pick<RegistryStore, 'findEnterprise' | 'findPeople'>;
  readonly tokeniser: () => Tokeniser;
  readonly hashes: KeyedHashes;
  readonly codeKey: Uint8Array;
  readonly wallClock: () => number;
  readonly inbox: (tenant: string, key: string, entries: readonly InboxEntry[]) => Promise<void>;
};

/** Gives the appeals their ports. */
export function appealPorts(base: AppealBase): AppealPorts {
  const { city, matters, databases, hashes } = base;
  const similar = createSimilarReader(databases, matters.vault.open);
  const read: AppealPorts['read'] = async (call, id) => {
    const found = await similar.find({ tenant: call.tenant, principals: principalsOf(call.actor) }, id);
    const [seen] = found ? await withoutOwnComplaints(matters, call, [found]) : [];
    if (seen) return seen;
    throw refuse({
      code: 'matter.not-found',
      kind: 'not-found',
      what: '没有这件事项，或您无权查看',
      todo: '请核对编号',
    });
  };
  return {
    open: (call, input) => runOpen(matters, call, input),
    move: (call, input) => runMove(matters, call, input),
    read,
    rows: matterRows(matters),
    frequencies: similar.frequencies,
    candidates: async (call, terms, limit) => {
      const reader = { tenant: call.tenant, principals: principalsOf(call.actor) };
      return withoutOwnComplaints(matters, call, await similar.candidates(reader, terms, limit));
    },
    words: (text) => base.tokeniser().wordsOf(text),
    ...filingPorts(base),
    ...packPorts(city),
    title: (_tenant, list, code) => city.lists.get(list)?.get(code),
    directory: matters.directory,
    grading: (tenant, loop) => matters.book.active(tenant, loop).definition.grading,
    tell: (tenant, { key, principals, text, matter, at }) =>
      base.inbox(
        tenant,
        hashes.throttle(key),
        principals.map((principal) => ({ principal, kind: 'notify', text, matter, at })),
      ),
  };
}

function filingPorts({ databases, matters, registry, hashes, codeKey, wallClock }: AppealBase) {
  const intake = createIntakeStore(databases);
  const { throttles } = accessStores(databases.system);
  return {
    ids: matters.ids,
    codeKey,
    keepCode: (tenant: string, matter: string, code: string) =>
      intake.keepCode(tenant, matter, hashes.followCode(code)),
    reserveId: (tenant: string, key: string, wanted: string) =>
      intake.reserveId(tenant, hashes.throttle(key), wanted, wallClock()),
    hit: async (tenant: string, key: string, ms: number) => {
      const now = wallClock();
      const { count, resetsAt } = await throttles.hit(tenant, hashes.throttle(key), { ms, now });
      return { count, retryAfterMs: resetsAt - now };
    },
    peopleKnown: async (tenant: string, ids: readonly string[]) =>
      new Map((await registry.findPeople(tenant, ids)).map((each) => [each.id, each.name])),
    enterpriseExists: async (tenant: string, id: string) => (await registry.findEnterprise(tenant, id)) !== undefined,
  };
}

const NO_DISPATCH = {
  source: { title: '本地还没有分办分工表（dispatch.yaml）', assumed: true },
  functions: {},
  rules: [],
};

/** A whole government is nobody's to accuse of conduct. */
const GOVERNMENTS: ReadonlySet<string> = new Set(['city', 'county', 'group', 'township']);

/** Read when first asked for: a command line that files nothing should not pay. */
function packPorts(city: City): Pick<AppealPorts, 'categories' | 'places' | 'unitNames' | 'dispatch'> {
  const once = <T>(make: () => T) => {
    let made: T | undefined;
    return (): T => {
      made ??= make();
      return made;
    };
  };
  const region = city.pack.layers.find((each) => each.kind === 'city')?.region ?? '';
  return {
    categories: () => city.pack.lists['appeal-category']?.items ?? [],
    unitNames: once(() =>
      city.pack.units
        .filter((each) => !GOVERNMENTS.has(each.kind))
        .map(({ id, name, fullName, aliases }) => ({
          id,
          name,
          names: [name, ...(fullName ? [fullName] : []), ...aliases],
        })),
    ),
    places: once(() => placesOf(city.pack.regions, city.pack.units, region)),
    // A city may start without the file: the desk then proposes nothing, and people choose.
    dispatch: once(() => DispatchMap.parse(city.pack.other.dispatch ?? NO_DISPATCH)),
  };
}
