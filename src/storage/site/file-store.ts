import { sql } from 'kysely';
import type { FileStore, StoredFile } from '#platform/files';
import { type Databases, readAs } from '../database.ts';

const columns = sql`id, matter_id as matter, name_cipher as name, type, size, sha256, bytes_cipher as bytes, scan, uploaded_by as by, uploaded_at as at`;

export function createFileStore(databases: Databases): FileStore {
  const { system } = databases;
  return {
    add: async (tenant, file) => {
      await sql`insert into files (tenant_id, id, matter_id, name_cipher, type, size, sha256, bytes_cipher, scan, uploaded_by, uploaded_at)
        values (${tenant}, ${file.id}, ${file.matter}, ${file.name}, ${file.type}, ${file.size}, ${file.sha256}, ${file.bytes},
          ${file.scan}, ${file.by}, to_timestamp(${file.at} / 1000.0))`.execute(system);
    },
    find: async (reading, id, by) => {
      const own = await sql<StoredFile>`select ${columns} from files
        where tenant_id = ${reading.tenant} and id = ${id} and matter_id is null and uploaded_by = ${by} and bytes_cipher is not null`.execute(
        system,
      );
      if (own.rows[0]) return own.rows[0];
      return readAs(databases, reading, async (db) => {
        const { rows } = await sql<StoredFile>`select ${columns} from files
          where tenant_id = ${reading.tenant} and id = ${id} and bytes_cipher is not null`.execute(db);
        return rows[0];
      });
    },
    attach: async (tenant, ids, matter, by) => {
      const { numAffectedRows } = await sql`update files set matter_id = ${matter}
        where tenant_id = ${tenant} and id = any(${ids as string[]}) and matter_id is null and uploaded_by = ${by}`.execute(
        system,
      );
      return Number(numAffectedRows ?? 0);
    },
  };
}
