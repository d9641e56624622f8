import type { Kysely } from 'kysely';

/** Tables are typed where they are read (`sql<Row>`), not in one god interface. */
export type Database = Kysely<Record<string, never>>;

/** For whom a statement reads. */
export type Reader = { readonly tenant: string; readonly principals: readonly string[] };
