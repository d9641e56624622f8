import { sql } from 'kysely';
import {
  type CompiledSource,
  type HeldShare,
  leavesShares,
  type MarkKeeper,
  marksOfMatter,
  sharesOf,
} from '#domains/evaluation';
import { hashOf, type WorkingCalendar } from '#kernel';
import type { Database, Databases } from '../database.ts';
import { historiesOf } from '../matters/walk-chains.ts';
import { writeShares } from './held-store.ts';
import { lockOf } from './mark-lock.ts';
import { markOnces, staleOnce } from './once-marks.ts';
import { recentMatters, staleAmong, staleOfAll } from './stale-matters.ts';
import { shiftTallies } from './tallies.ts';
import { tallyAll } from './tally-all.ts';
import { type FreshMarks, writeMarks } from './write-marks.ts';

type Keeping = {
  readonly sources: () => readonly CompiledSource[];
  readonly calendar: (tenant: string) => WorkingCalendar;
};

/** A record read anew: its marks, and up to which event they go. */
type Reread = FreshMarks & { readonly seq: number; readonly shares?: readonly HeldShare[] };

/** Keeps the marks beside the events. Two processes may do it at once: a batch is read and written under one lock. */
export function createMarkKeeper({ system }: Pick<Databases, 'system'>, { sources, calendar }: Keeping): MarkKeeper {
  return {
    refresh: async (tenant, whole) => {
      let [records, marks, since] = [0, 0, Number.POSITIVE_INFINITY];
      const upTo = await newestEvent(system, tenant);
      const cursors = await startsOf(system, tenant, sources());
      const earliest = Math.min(...cursors.values());
      const recent = whole || cursors.size === 0 ? undefined : await recentMatters(system, tenant, earliest);
      for (const source of sources()) {
        const cursor = whole ? undefined : cursors.get(source.id);
        for await (const ids of staleOf(system, tenant, source, cursor, recent)) {
          const written = await system
            .transaction()
            .execute((db) => writeBatch(db, tenant, source, ids, calendar(tenant)));
          records += ids.length;
          marks += written.marks;
          since = Math.min(since, written.since);
        }
      }
      await tallyMissing(system, tenant, sources());
      await sql`update indicator_sources set cursor_at = to_timestamp(${upTo} / 1000.0)
        where tenant_id = ${tenant} and cursor_at is distinct from to_timestamp(${upTo} / 1000.0)`.execute(system);
      return { records, marks, since };
    },
  };
}

function staleOf(
  db: Database,
  tenant: string,
  source: CompiledSource,
  cursor: number | undefined,
  recent: ReadonlyMap<string, readonly string[]> | undefined,
) {
  if (source.kind !== 'matter') return staleOnce(db, tenant, source, cursor);
  return recent && cursor !== undefined
    ? staleAmong(db, tenant, source, recent.get(source.loop) ?? [])
    : staleOfAll(db, tenant, source);
}

const lock = (db: Database, tenant: string, source: string) =>
  sql`select pg_advisory_xact_lock(${lockOf(tenant, source)})`.execute(db);

/** While a source is worked out from nothing nobody keeps its tallies; at the end they are counted at once. */
async function tallyMissing(db: Database, tenant: string, sources: readonly CompiledSource[]): Promise<void> {
  const { rows } = await sql<{ source: string }>`select source from indicator_sources
    where tenant_id = ${tenant} and not tallied`.execute(db);
  const missing = new Set(rows.map((each) => each.source));
  for (const source of sources.filter((each) => missing.has(each.id)))
    await db.transaction().execute(async (one) => {
      await lock(one, tenant, source.id);
      if (!(await isTallied(one, tenant, source))) await tallyAll(one, tenant, source);
    });
}

async function isTallied(db: Database, tenant: string, { id }: CompiledSource): Promise<boolean> {
  const { rows } = await sql<{ tallied: boolean }>`select tallied from indicator_sources
    where tenant_id = ${tenant} and source = ${id}`.execute(db);
  return rows[0]?.tallied === true;
}

const versions = new WeakMap<CompiledSource, string>();

/** The definitions as a hash; asked for at every round, worked out once. */
function versionOf(source: CompiledSource): string {
  const found = versions.get(source);
  if (found !== undefined) return found;
  const indicators = source.indicators.map(({ test: _, expressions: __, ...each }) => each);
  const version = hashOf({ ...source, indicators });
  versions.set(source, version);
  return version;
}

/** How far each source follows the events; definitions that are new or have changed start anew and are not among them. */
async function startsOf(
  db: Database,
  tenant: string,
  sources: readonly CompiledSource[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ source: string; version: string; cursor: number | null }>`
    select source, version, cursor_at as cursor from indicator_sources where tenant_id = ${tenant}`.execute(db);
  const known = new Map(rows.map((each) => [each.source, each]));
  const cursors = new Map<string, number>();
  for (const source of sources) {
    const found = known.get(source.id);
    if (found?.version !== versionOf(source)) await startAnew(db, tenant, source);
    else if (found.cursor !== null) cursors.set(source.id, found.cursor);
  }
  return cursors;
}

const startAnew = (db: Database, tenant: string, source: CompiledSource) =>
  db.transaction().execute(async (one) => {
    await lock(one, tenant, source.id);
    await sql`delete from indicator_marks where tenant_id = ${tenant} and source = ${source.id}`.execute(one);
    await sql`delete from indicator_heads where tenant_id = ${tenant} and source = ${source.id}`.execute(one);
    await sql`delete from indicator_past_sums where tenant_id = ${tenant} and source = ${source.id}`.execute(one);
    await sql`insert into indicator_sources (tenant_id, source, version) values (${tenant}, ${source.id}, ${versionOf(source)})
      on conflict (tenant_id, source) do update set version = excluded.version, cursor_at = null, tallied = false`.execute(
      one,
    );
  });

async function newestEvent(db: Database, tenant: string): Promise<number> {
  const { rows } = await sql<{
    at: number | null;
  }>`select max(at) as at from events where tenant_id = ${tenant}`.execute(db);
  return rows[0]?.at ?? 0;
}

async function writeBatch(
  db: Database,
  tenant: string,
  source: CompiledSource,
  ids: readonly string[],
  calendar: WorkingCalendar,
): Promise<{ readonly marks: number; readonly since: number }> {
  await lock(db, tenant, source.id);
  const read =
    source.kind === 'matter'
      ? await rereadMatters(db, tenant, source, ids, calendar)
      : (await markOnces(db, tenant, source, ids)).map((each) => ({ ...each, isWhole: true }));
  const moved = read.filter((each) => each.marks.length > 0);
  const { gone, come } = await writeMarks(db, tenant, source.id, moved);
  if (await isTallied(db, tenant, source)) await shiftTallies(db, tenant, source, gone, come);
  await writeShares(
    db,
    tenant,
    source.id,
    read.flatMap(({ record, shares }) => (shares ? [{ record, shares }] : [])),
  );
  await sql`insert into indicator_heads (tenant_id, source, record, seq)
    select ${tenant}, ${source.id}, r, s from unnest(${read.map((each) => each.record)}::text[], ${read.map((each) => each.seq)}::int[]) x(r, s)
    on conflict (tenant_id, source, record) do update set seq = excluded.seq`.execute(db);
  const since = Math.min(...moved.map(({ marks: [first] }) => first?.at ?? 0));
  if (moved.length > 0) await stamp(db, tenant, source.id, since, Math.max(0, ...come.map((each) => each.at)));
  return { marks: come.length, since };
}

/** What was summed up as of a moment after `since` holds no longer; as of `newest` and later is now. */
async function stamp(db: Database, tenant: string, source: string, since: number, newest: number): Promise<void> {
  await sql`delete from indicator_past_sums
    where tenant_id = ${tenant} and source = ${source} and as_of > to_timestamp(${since} / 1000.0)`.execute(db);
  await sql`update indicator_sources set newest_at = to_timestamp(${newest} / 1000.0)
    where tenant_id = ${tenant} and source = ${source} and (newest_at is null or newest_at < to_timestamp(${newest} / 1000.0))`.execute(
    db,
  );
}

/** What the new events change: marks from the first of them on, and shares where they come out differently. */
async function rereadMatters(
  db: Database,
  tenant: string,
  source: CompiledSource,
  ids: readonly string[],
  calendar: WorkingCalendar,
): Promise<readonly Reread[]> {
  const clocks = new Set(Object.keys(source.clocks));
  const [histories, heads] = [await historiesOf(db, tenant, ids), await headsOf(db, tenant, source.id, ids)];
  return histories.map(({ matter, events }) => {
    const { marks, from, stood, state } = marksOfMatter(source, matter, events, calendar, heads.get(matter));
    const fresh = events.filter((each) => each.seq > from);
    const same = leavesShares(stood, state, fresh, clocks);
    return {
      record: matter,
      seq: events.at(-1)?.seq ?? 0,
      marks,
      isWhole: from === 0,
      ...(same ? {} : { shares: sharesOf(matter, events, clocks, calendar) }),
    };
  });
}

async function headsOf(db: Database, tenant: string, source: string, ids: readonly string[]) {
  const { rows } = await sql<{ record: string; seq: number }>`select record, seq from indicator_heads
    where tenant_id = ${tenant} and source = ${source} and record = any(${ids as string[]})`.execute(db);
  return new Map(rows.map((each) => [each.record, each.seq]));
}
