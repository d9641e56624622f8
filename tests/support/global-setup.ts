import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../../src/storage/embedded/index.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Connects as a superuser to the database `postgres` of the server that this run may fill. */
    readonly postgresAdminUrl: string;
  }
}

/**
 * One real PostgreSQL for the whole run: the embedded 18, with `PG_VERSION=15` the embedded 15,
 * with `TEST_DATABASE_URL` a server of one's own (its user must be allowed to create databases).
 */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const own = process.env.TEST_DATABASE_URL;
  if (own) {
    project.provide('postgresAdminUrl', own);
    return undefined;
  }
  const dataDir = mkdtempSync(join(tmpdir(), 'clearway-test-pg-'));
  const version = process.env.PG_VERSION === '15' ? 15 : 18;
  const server = await startEmbeddedPostgres({ dataDir, version, disposable: true });
  project.provide('postgresAdminUrl', server.url);
  return async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
