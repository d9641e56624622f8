import { fileURLToPath } from 'node:url';
import type { FactSource, MergeCounts } from '#domains/enterprises';
import { type FactCatalogue, factCatalogueOf, packedRow } from '#engines/registry';
import { type Actor, type Call, day, makeUscc } from '#kernel';
import { principalsOf } from '#platform/access';
import { loadPacks } from '#platform/packs';
import { createMigratedDatabase } from '#testing/database';
import { type Databases, openDatabases } from '../database.ts';
import { createFactReader, createFactStore, type PreparedFactStore } from './index.ts';

const packs = fileURLToPath(new URL('../../../packs', import.meta.url));
export const TENANT = 'quzhou';
export const NOW = Date.parse('2026-09-07T09:00:00+08:00');

export const codeOf = (at: number): string => makeUscc('9', '1', '330802', String(10_000_000 + at));

export type Site = {
  readonly databases: Databases;
  readonly catalogue: FactCatalogue;
  readonly store: PreparedFactStore;
  readonly reader: ReturnType<typeof createFactReader>;
  readonly state: (
    source: Partial<FactSource>,
    keys: readonly string[],
    rows: readonly (readonly [id: string, ...values: (string | null)[]])[],
    dryRun?: boolean,
  ) => Promise<MergeCounts>;
  readonly close: () => Promise<void>;
};

/** A database with the shipped catalogue and nothing else. */
export async function createSite(): Promise<Site> {
  const database = await createMigratedDatabase();
  const databases = openDatabases({ url: database.url, connections: 3 });
  const pack = await loadPacks(packs, ['base', 'quzhou']);
  const catalogue = factCatalogueOf(pack.facts, pack.factGroups);
  const store = createFactStore({
    databases,
    catalogue: () => catalogue,
    precedence: () => pack.enterprises.precedence,
  });
  let count = 0;
  const reader = createFactReader({
    databases,
    catalogue: () => catalogue,
    prepare: store.prepare,
    principalsOf,
    ids: () => {
      count += 1;
      return `log-${count}`;
    },
  });
  return {
    databases,
    catalogue,
    store,
    reader,
    state: async (source, keys, rows, dryRun = false) => {
      const no = await store.newSource(TENANT, {
        kind: 'department',
        department: 'tax',
        title: '税务数据',
        asOf: day('2026-01-01'),
        observedAt: NOW,
        ...source,
      });
      const packed = rows.map(([id, ...values]) => packedRow(id, values));
      return store.merge(TENANT, { source: no, keys, rows: packed, now: NOW, dryRun });
    },
    close: async () => {
      await databases.close();
      await database.drop();
    },
  };
}

export const callOf = (actor: Partial<Actor>): Call => ({
  tenant: TENANT,
  now: NOW,
  requestId: 'test',
  actor: { kind: 'official', id: 'somebody', roles: [], permissions: [], ...actor },
});
