import pg from 'pg';
import type { Step } from '#platform/matters';
import { chain } from '#storage';
import { TENANT } from './bench-site.ts';

/** One recorded step with its rows as a careful hand would write them: nothing is computed, only sent. */
export type FloorStep = {
  readonly step: Step;
  readonly hashes: readonly { readonly prev: string; readonly hash: string }[];
};

export const floorStepOf = (step: Step): FloorStep => ({
  step,
  hashes: chain(TENANT, step.columns.id, step.events, step.previousHash),
});

type Statement = readonly [name: string, text: string, values: readonly unknown[]];

const rowsOf = (count: number, columns: number): string =>
  Array.from(
    { length: count },
    (_, row) => `(${Array.from({ length: columns }, (_, at) => `$${row * columns + at + 1}`).join(',')})`,
  ).join(',');

function insert(
  table: string,
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
  more = '',
): Statement[] {
  if (rows.length === 0) return [];
  const text = `insert into ${table} (${columns.join(',')}) values ${rowsOf(rows.length, columns.length)} ${more}`;
  return [[`${table}-${rows.length}-${more.length}`, text, rows.flat()]];
}

const at = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));
const MATTER_FIXED = new Set(['id', 'number', 'loop', 'opened_at', 'channel', 'parent_id']);

function matterOf({ step, hashes }: FloorStep, id: string): Statement[] {
  const { columns, state } = step;
  const times = new Set(['opened_at', 'closed_at', 'updated_at', 'held_since', 'due_at', 'near_at']);
  const row: Record<string, unknown> = {
    ...columns,
    id,
    number: id,
    seq: state.seq,
    head_hash: hashes.at(-1)?.hash,
    state: JSON.stringify(state),
  };
  const value = (name: string): unknown => (times.has(name) ? at(row[name] as number | null) : row[name]);
  if (step.previousHash === '') {
    const names = Object.keys(row);
    return insert('matters', ['tenant_id', ...names], [[TENANT, ...names.map(value)]]);
  }
  const names = Object.keys(row).filter((each) => !MATTER_FIXED.has(each));
  const text = `update matters set ${names.map((each, n) => `${each} = $${n + 3}`).join(',')} where tenant_id = $1 and id = $2`;
  return [['matters-update', text, [TENANT, id, ...names.map(value)]]];
}

/** The rows of one step under a new id. */
function statementsOf(floor: FloorStep, id: string, n: number): Statement[] {
  const { step, hashes } = floor;
  const { columns, events, contents, entitlements, clocks, outbox, command, tokens, state } = step;
  const now = at(state.updatedAt);
  const key = `${id}-${n}`;
  return [
    ...insert(
      'commands',
      ['tenant_id', 'key', 'actor', 'fingerprint', 'matter_id', 'result', 'at'],
      command ? [[TENANT, key, command.actor, command.fingerprint, id, JSON.stringify(step.result), now]] : [],
    ),
    ...insert(
      'events',
      ['tenant_id', 'matter_id', 'seq', 'at', 'type', 'actor', 'unit', 'command_id', 'data', 'prev_hash', 'hash'],
      events.map((each, index) => [
        TENANT,
        id,
        each.seq,
        at(each.at),
        each.type,
        each.actor,
        each.unit ?? null,
        key,
        JSON.stringify(each.data),
        hashes[index]?.prev,
        hashes[index]?.hash,
      ]),
    ),
    ...matterOf(floor, id),
    ...insert(
      'contents',
      ['tenant_id', 'id', 'matter_id', 'kind', 'cipher', 'salt', 'commitment', 'retain_until', 'created_at'],
      contents.map((each, index) => [
        TENANT,
        `${key}-${index}`,
        id,
        each.kind,
        each.cipher,
        each.salt,
        each.commitment,
        each.retainUntil,
        now,
      ]),
    ),
    ...insert(
      'access',
      ['tenant_id', 'principal', 'matter_id', 'loop', 'opened_at', 'why'],
      entitlements.map((each) => [TENANT, each.principal, id, columns.loop, at(columns.opened_at), each.why]),
    ),
    ...insert(
      'clocks',
      ['tenant_id', 'matter_id', 'clock', 'fire_at', 'next_rung_at', 'next_rung', 'running'],
      clocks.map((each) => [
        TENANT,
        id,
        each.clock,
        at(each.fire_at),
        at(each.next_rung_at),
        each.next_rung,
        each.running,
      ]),
      'on conflict (tenant_id, matter_id, clock) do update set fire_at = excluded.fire_at, next_rung_at = excluded.next_rung_at, next_rung = excluded.next_rung, running = excluded.running',
    ),
    ...(tokens
      ? ([
          [
            'tokens',
            'insert into search_tokens as old (tenant_id, matter_id, tokens) values ($1, $2, array_to_tsvector($3)) on conflict (tenant_id, matter_id) do update set tokens = old.tokens || excluded.tokens',
            [TENANT, id, tokens],
          ],
        ] as Statement[])
      : []),
    ...insert(
      'outbox',
      ['tenant_id', 'id', 'topic', 'matter_id', 'payload', 'available_at'],
      outbox.map((each, index) => [TENANT, `${key}-${index}`, each.topic, id, JSON.stringify(each.payload), now]),
    ),
  ];
}

/** Writes whole life cycles with bare pg: one transaction for each step, prepared statements, the row locked before a change. */
export function floorWriter(url: string, connections: number) {
  const pool = new pg.Pool({ connectionString: url, max: connections, options: '-c role=clearway_system' });
  pool.on('error', () => {});
  const run = (client: pg.PoolClient, [name, text, values]: Statement) =>
    client.query({ name, text, values: [...values] });
  return {
    lifeCycle: async (steps: readonly FloorStep[], id: string): Promise<void> => {
      const client = await pool.connect();
      try {
        for (const [n, each] of steps.entries()) {
          if (n === 0)
            await run(client, [
              'number',
              // Like the engine's: durable with the matter's own commit, so that it waits for no disk of its own.
              `with quick as (select set_config('synchronous_commit', 'off', true))
              insert into number_sequences as old (tenant_id, name, last) select $1, $2, 1 from quick
              on conflict (tenant_id, name) do update set last = old.last + 1 returning last`,
              [TENANT, 'FLOOR'],
            ]);
          await client.query('begin');
          if (n > 0)
            await run(client, [
              'lock',
              'select state, head_hash from matters where tenant_id = $1 and id = $2 for update',
              [TENANT, id],
            ]);
          for (const statement of statementsOf(each, id, n)) await run(client, statement);
          await client.query('commit');
        }
      } finally {
        client.release();
      }
    },
    close: () => pool.end(),
  };
}
