import { sql } from 'kysely';
import type { MatterState } from '#engines/matters';
import type {
  CommandKey,
  CommandResult,
  DoneCommand,
  LoadedMatter,
  MatterStore,
  MatterWriter,
} from '#platform/matters';
import type { Database, Databases } from '../database.ts';
import { writeStep } from './write-step.ts';

/** The command side: locks a matter, appends to it, and everything that follows, in one transaction. */
export function createMatterStore({ system }: Pick<Databases, 'system'>): MatterStore {
  return {
    nextNumber: (tenant, sequence, command) => nextNumber(system, tenant, sequence, command),
    transaction: (tenant, work) => retryOnce(() => system.transaction().execute((db) => work(writerFor(db, tenant)))),
    sweep: (tenant, now, limit, work) =>
      system.transaction().execute(async (db) => {
        const due = await lockDue(db, tenant, now, limit);
        const writer = writerFor(db, tenant);
        for (const each of new Map(due.map((found) => [found.state.id, found])).values()) await work(each, writer);
        return due.length;
      }),
  };
}

const writerFor = (db: Database, tenant: string): MatterWriter => ({
  findCommand: (command) => findCommand(db, tenant, command),
  lock: (id) => lock(db, tenant, id),
  content: (id) => content(db, tenant, id),
  write: (step) => writeStep(db, tenant, step),
});

/**
 * Taken outside the matter's transaction, so that the row lock is not held while the disk syncs. It need not wait for the
 * disk itself: the matter's own commit, later in the same log, makes it durable too. A retry takes none.
 */
async function nextNumber(db: Database, tenant: string, name: string, command: CommandKey | null) {
  const { rows } = await sql<{ last: number }>`
    with quick as (select set_config('synchronous_commit', 'off', true))
    insert into number_sequences as old (tenant_id, name, last) select ${tenant}, ${name}, 1 from quick
    where ${command === null} or not exists (select from commands
      where tenant_id = ${tenant} and actor = ${command?.actor ?? ''} and key = ${command?.key ?? ''})
    on conflict (tenant_id, name) do update set last = old.last + 1 returning last`.execute(db);
  return rows[0]?.last;
}

async function findCommand(db: Database, tenant: string, { key, actor }: CommandKey): Promise<DoneCommand | undefined> {
  const { rows } = await sql<{ fingerprint: string; result: CommandResult }>`
    select fingerprint, result from commands where tenant_id = ${tenant} and actor = ${actor} and key = ${key}`.execute(
    db,
  );
  return rows[0];
}

async function lock(db: Database, tenant: string, id: string): Promise<LoadedMatter | undefined> {
  const { rows } = await sql<{ state: MatterState; head_hash: string }>`
    select state, head_hash from matters where tenant_id = ${tenant} and id = ${id} for update`.execute(db);
  return rows[0] && { state: rows[0].state, headHash: rows[0].head_hash };
}

async function content(db: Database, tenant: string, id: string): Promise<Uint8Array | undefined> {
  const { rows } = await sql<{ cipher: Uint8Array | null }>`
    select cipher from contents where tenant_id = ${tenant} and id = ${id}`.execute(db);
  return rows[0]?.cipher ?? undefined;
}

async function lockDue(db: Database, tenant: string, now: number, limit: number): Promise<readonly LoadedMatter[]> {
  // The limit counts what could be locked: beside a second sweeper, and of a matter with two clocks due, the batch is
  // full as long as anything is left, so that nobody stops early. Due ones first, each matter looked up by its key: a
  // join over a million armed clocks that the planner takes for short would read them all.
  const { rows } = await sql<{ state: MatterState; head_hash: string }>`
    select m.state, m.head_hash
    from (select tenant_id, matter_id from clocks
      where tenant_id = ${tenant} and next_rung_at <= to_timestamp(${now} / 1000.0) order by next_rung_at) c
    cross join lateral (select state, head_hash from matters m
      where m.tenant_id = c.tenant_id and m.id = c.matter_id for update skip locked) m
    limit ${limit}`.execute(db);
  return rows.map((each) => ({ state: each.state, headHash: each.head_hash }));
}

/** Two tries of one command at the same time: the second meets the first's receipt, and is answered from it. */
async function retryOnce<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if ((error as { code?: string; constraint?: string }).constraint === 'commands_pkey') return work();
    throw error;
  }
}
