export { accessStores } from './access/index.ts';
export { type Database, type DatabaseOptions, type Databases, openDatabases, type Reader, readAs } from './database.ts';
export { migrate } from './migrate.ts';
