import { sql } from 'kysely';
import type { MatterState } from '#engines/matters';
import { type Databases, type Reader, readAs } from '../database.ts';

export type ReportReader = {
  /** Matters of a loop that were open at some time of [from, to), as far as the reader may see them. */
  readonly openDuring: (reader: Reader, loop: string, from: number, to: number) => Promise<readonly MatterState[]>;
  /** Matters of a loop that are closed now and were closed within [from, to). */
  readonly closedDuring: (reader: Reader, loop: string, from: number, to: number) => Promise<readonly MatterState[]>;
  /** Matters of a loop opened within [from, to). */
  readonly openedDuring: (reader: Reader, loop: string, from: number, to: number) => Promise<readonly MatterState[]>;
  /** Matters of a loop under another one. */
  readonly children: (reader: Reader, parent: string, loop: string) => Promise<readonly MatterState[]>;
  /** Those of the ids that the reader may see. */
  readonly states: (reader: Reader, ids: readonly string[]) => Promise<readonly MatterState[]>;
};

const at = (ms: number) => sql`to_timestamp(${ms} / 1000.0)`;

export function createReportReader(databases: Databases): ReportReader {
  return {
    openDuring: (reader, loop, from, to) =>
      readAs(databases, reader, async (db) => {
        // Two halves, so that each uses its partial index. What was closed before, reopened and closed later is in the second.
        const { rows } = await sql<{ state: MatterState }>`
          select m.state from matters m where m.tenant_id = ${reader.tenant} and m.loop = ${loop}
            and not m.closed and m.opened_at < ${at(to)}
          union all
          select m.state from matters m where m.tenant_id = ${reader.tenant} and m.loop = ${loop}
            and m.closed and m.closed_at >= ${at(from)} and m.opened_at < ${at(to)}`.execute(db);
        return rows.map((each) => each.state);
      }),
    closedDuring: (reader, loop, from, to) =>
      readAs(databases, reader, async (db) => {
        const { rows } = await sql<{ state: MatterState }>`
          select m.state from matters m where m.tenant_id = ${reader.tenant} and m.loop = ${loop}
            and m.closed and m.closed_at >= ${at(from)} and m.closed_at < ${at(to)} order by m.id`.execute(db);
        return rows.map((each) => each.state);
      }),
    openedDuring: (reader, loop, from, to) =>
      readAs(databases, reader, async (db) => {
        const { rows } = await sql<{ state: MatterState }>`
          select m.state from matters m where m.tenant_id = ${reader.tenant} and m.loop = ${loop}
            and m.opened_at >= ${at(from)} and m.opened_at < ${at(to)} order by m.id`.execute(db);
        return rows.map((each) => each.state);
      }),
    children: (reader, parent, loop) =>
      readAs(databases, reader, async (db) => {
        const { rows } = await sql<{ state: MatterState }>`
          select m.state from matters m
          where m.tenant_id = ${reader.tenant} and m.parent_id = ${parent} and m.loop = ${loop} order by m.id`.execute(
          db,
        );
        return rows.map((each) => each.state);
      }),
    states: (reader, ids) =>
      readAs(databases, reader, async (db) => {
        const { rows } = await sql<{ state: MatterState }>`
          select m.state from matters m where m.tenant_id = ${reader.tenant} and m.id = any(${ids as string[]}) order by m.id`.execute(
          db,
        );
        return rows.map((each) => each.state);
      }),
  };
}
