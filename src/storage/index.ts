export { accessStores } from './access/index.ts';
export * from './appeals/index.ts';
export { type Database, type DatabaseOptions, type Databases, openDatabases, type Reader, readAs } from './database.ts';
export { type EmbeddedPostgres, joinEmbeddedPostgres, startEmbeddedPostgres } from './embedded/index.ts';
export * from './enterprises/index.ts';
export * from './evaluation/index.ts';
export { createFundStore } from './funds/index.ts';
export { createInboxStore, createOutboxStore } from './jobs/index.ts';
export { haveOwnLogins } from './logins.ts';
export * from './matters/index.ts';
export { appliedMigrations, migrate, migrationNames } from './migrate.ts';
export * from './operate/index.ts';
export * from './policies/index.ts';
export { createCalendarStore, createEntitleStore, createPrivacyStore, createRecordEraser } from './privacy/index.ts';
export { createActionStore, createBoardStore, createDocumentStore, createPlanStore } from './programme/index.ts';
export * from './quality/index.ts';
export * from './ratings/index.ts';
export { createOutreachStore, createRegistryStore } from './registry/index.ts';
export { openRelay } from './relay/index.ts';
export { createReviewStore } from './review/index.ts';
export { type CityColumns, createCityColumns, loadPopulation, totalsBySql } from './rules/index.ts';
export { createScenarioStore } from './simulation/index.ts';
export {
  createDemoMarks,
  createFileStore,
  createTenantStore,
  loadDefinitionBook,
  type PublishedLoop,
  publishLoops,
} from './site/index.ts';
export { createMemberReader, createSurveyStore } from './surveys/index.ts';
export { createWebhookStore } from './webhooks/index.ts';
