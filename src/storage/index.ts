export { accessStores } from './access/index.ts';
export * from './appeals/index.ts';
export { type Database, type DatabaseOptions, type Databases, openDatabases, type Reader, readAs } from './database.ts';
export { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded/index.ts';
export { createInboxStore, createOutboxStore } from './jobs/index.ts';
export * from './matters/index.ts';
export { migrate } from './migrate.ts';
export { createActionStore, createBoardStore, createPlanStore } from './programme/index.ts';
export { createOutreachStore, createRegistryStore } from './registry/index.ts';
export {
  createFileStore,
  createTenantStore,
  loadDefinitionBook,
  type PublishedLoop,
  publishLoops,
} from './site/index.ts';
