import { sql } from 'kysely';
import type { Database } from '../database.ts';

type Planted = {
  readonly tenant: string;
  readonly id: string;
  readonly principals: readonly string[];
  readonly openedAt?: number;
  readonly tokens?: readonly string[];
  readonly closed?: boolean;
  readonly updatedAt?: number;
  readonly dueAt?: number | null;
  readonly holder?: string | null;
};

/** A matter with a row in every table that belongs to matters, without the engine: only who may see what counts. */
export async function plantMatter(db: Database, planted: Planted): Promise<void> {
  const { tenant, id, principals, openedAt = 0, tokens = ['word'], closed = false } = planted;
  const { updatedAt = openedAt, dueAt = null, holder = null } = planted;
  const document = {
    matter: {
      ...{ id, number: id, loop: 'appeal', version: 'v', status: 'filed', closed, seq: 1, head_hash: 'h' },
      ...{ state: { id }, opened_at: openedAt, updated_at: updatedAt, flags: [], tags: [], waiting_on: ['u1'] },
      ...{ due_at: dueAt, holder_unit: holder, breached: false, suspended: false, provisional: false },
    },
    events: [{ seq: 1, at: 0, type: 'opened', actor: 'x', unit: null, command_id: 'c', data: {}, prev: '', hash: 'h' }],
    contents: [{ id: `c-${id}`, kind: 'body', cipher: 'aa', salt: 'bb', commitment: 'cc', retain_until: null }],
    access: principals.map((principal) => ({ principal, why: 'test' })),
    clocks: [{ clock: 'respond', fire_at: 1, next_rung_at: 1, next_rung: 'r', running: true }],
    ...{ revoked: [], outbox: [], command: null, tokens, now: 0 },
  };
  await sql`select clearway_write_step(${tenant}, ${JSON.stringify(document)}::jsonb)`.execute(db);
  await sql`insert into rungs_fired values (${tenant}, ${id}, 'respond', 1, 'r', now())`.execute(db);
  await sql`insert into files (tenant_id, id, matter_id, name_cipher, type, size, sha256, bytes_cipher, scan, uploaded_by, uploaded_at)
    values (${tenant}, ${`f-${id}`}, ${id}, '\\x00', 'text/plain', 1, 'x', '\\x00', 'clean', 'x', now())`.execute(db);
}
