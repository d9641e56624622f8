import { sql } from 'kysely';
import type { Step } from '#platform/matters';
import type { Database } from '../database.ts';
import { chain } from './hash-chain.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** Everything a decision changes goes to the server in one document and one statement: one trip, one plan. */
export async function writeStep(db: Database, tenant: string, step: Step): Promise<void> {
  const { columns, state } = step;
  const events = chain(tenant, columns.id, step.events, step.previousHash);
  const document = {
    matter: { ...columns, seq: state.seq, head_hash: events.at(-1)?.hash ?? step.previousHash, state },
    events: events.map(({ unit = null, ...event }) => ({ ...event, unit, command_id: step.commandId })),
    contents: step.contents.map(({ cipher, salt, retainUntil, ...rest }) => ({
      ...rest,
      cipher: hex(cipher),
      salt: hex(salt),
      retain_until: retainUntil,
    })),
    access: step.entitlements,
    revoked: step.revoked,
    settles: step.settles,
    clocks: step.clocks,
    outbox: step.outbox,
    command: step.command ? { ...step.command, result: step.result } : null,
    tokens: step.tokens,
    now: state.updatedAt,
  };
  await sql`select clearway_take_step(${tenant}, ${JSON.stringify(document)}::jsonb)`.execute(db);
}
