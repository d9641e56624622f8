import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';
import type { Databases } from '../database.ts';
import { packed, type Told, unpacked } from './payload.ts';

export type Relay = {
  /** Sent soon, together with what else is waiting. Losing one is harmless: pages also poll. */
  readonly send: (told: Told) => void;
  readonly stop: () => Promise<void>;
};

export type RelayOptions = {
  readonly databases: Pick<Databases, 'url' | 'system'>;
  /** What another process sent; its own words never come back. */
  readonly received: (told: Told) => void;
  readonly failed: (error: unknown) => void;
};

const CHANNEL = 'clearway_hub';
const GATHER = 20;
const RETRY = 2_000;

/** Joins the processes of one site over the database that they share (LISTEN and NOTIFY); reconnects by itself. */
export function openRelay({ databases, received, failed }: RelayOptions): Relay {
  const own = randomUUID().slice(0, 8);
  const listener = keepListening(databases.url, failed, (payload) => {
    const { from, told } = unpacked(payload);
    if (told && from !== own) received(told);
  });
  let waiting: Told[] = [];
  let timer: NodeJS.Timeout | undefined;
  const flush = async (): Promise<void> => {
    timer = undefined;
    const payloads = [...new Set(waiting.flatMap((each) => packed(own, each)))];
    waiting = [];
    await sql`select pg_notify(${CHANNEL}, p) from unnest(${payloads}::text[]) p`
      .execute(databases.system)
      .catch(failed);
  };
  return {
    send: (told) => {
      waiting.push(told);
      timer ??= setTimeout(() => void flush(), GATHER);
    },
    stop: async () => {
      clearTimeout(timer);
      await listener.stop();
    },
  };
}

function keepListening(url: string, failed: (error: unknown) => void, heard: (payload: string) => void) {
  let stopping = false;
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  const again = (): void => {
    client = undefined;
    if (!stopping) timer = setTimeout(() => void connect(), RETRY);
  };
  const connect = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: url, keepAlive: true, options: '-c role=clearway_system' });
    let lost = false;
    const lose = (error?: unknown): void => {
      if (lost) return;
      lost = true;
      if (error && !stopping) failed(error);
      again();
    };
    next.on('error', lose);
    next.on('end', () => lose());
    next.on('notification', ({ payload }) => heard(payload ?? ''));
    try {
      await next.connect();
      if (stopping) return await next.end();
      client = next;
      await next.query(`listen ${CHANNEL}`);
    } catch (error) {
      lose(error);
      await next.end().catch(() => {});
    }
  };
  const first = connect();
  return {
    stop: async () => {
      stopping = true;
      clearTimeout(timer);
      await first;
      await client?.end().catch(() => {});
    },
  };
}
