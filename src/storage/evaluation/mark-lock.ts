import { type RawBuilder, sql } from 'kysely';

/** Whoever writes marks of a source holds this alone; whoever keeps what they sum to shares it. */
export const lockOf = (tenant: string, source: string): RawBuilder<unknown> =>
  sql`hashtext(${`indicators ${tenant} ${source}`})`;
