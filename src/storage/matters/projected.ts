import { sql } from 'kysely';
import { type Directory, type Entitlement, entitled, fold, type MatterEvent, type MatterState } from '#engines/matters';
import { canonicalJson, type Json } from '#kernel';
import { type ClockRow, clockRowsOf, columnsOf, type MatterColumns } from '#platform/matters';
import type { Database } from '../database.ts';
import type { Chain } from './walk-chains.ts';

type Row = MatterColumns & { readonly seq: number; readonly head_hash: string; readonly state: MatterState };

/** What is projected from one history. */
type Projection = { readonly row: Row; readonly clocks: readonly ClockRow[]; readonly principals: readonly string[] };
type Wanted = Projection & { readonly entitlements: readonly Entitlement[] };

export function projectionOf({ matter, events }: Chain, directory: Directory): Wanted | null {
  const state = fold(matter, events.map(eventOf));
  if (!state) return null;
  const row = { ...columnsOf(state), seq: state.seq, head_hash: events.at(-1)?.hash ?? '', state };
  const entitlements = entitled(state, directory);
  const principals = entitlements.map((each) => each.principal);
  return { row, clocks: clockRowsOf(state), entitlements, principals };
}

const eventOf = ({ prev: _p, hash: _h, ...event }: Chain['events'][number]): MatterEvent => event as MatterEvent;

/** What the tables say about some matters. */
export async function storedProjections(
  db: Database,
  tenant: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Projection>> {
  const wanted = ids as string[];
  const matters = await sql<Row>`
    select id, number, loop, version, status, closed, seq, head_hash, state, opened_at, closed_at, updated_at, holder_unit,
      holder_section, holder_person, held_since, enterprise_id, region, category, grade, channel, plan_id, parent_id,
      flags, tags, waiting_on, due_at, near_at, breached, suspended, provisional
    from matters where tenant_id = ${tenant} and id = any(${wanted})`.execute(db);
  const clocks = await sql<ClockRow & { matter_id: string }>`
    select matter_id, clock, fire_at, next_rung_at, next_rung, running
    from clocks where tenant_id = ${tenant} and matter_id = any(${wanted})`.execute(db);
  const access = await sql<{ matter_id: string; principal: string }>`
    select matter_id, principal from access where tenant_id = ${tenant} and matter_id = any(${wanted})`.execute(db);
  const clocksOf = Map.groupBy(clocks.rows, (each) => each.matter_id);
  const accessOf = Map.groupBy(access.rows, (each) => each.matter_id);
  return new Map(
    matters.rows.map((row) => [
      row.id,
      {
        row,
        clocks: (clocksOf.get(row.id) ?? []).map(({ matter_id: _, ...clock }) => clock),
        principals: (accessOf.get(row.id) ?? []).map((each) => each.principal),
      },
    ]),
  );
}

const plain = (value: unknown): Json => JSON.parse(JSON.stringify(value ?? null)) as Json;
const same = (a: unknown, b: unknown): boolean => canonicalJson(plain(a)) === canonicalJson(plain(b));
const byClock = (clocks: readonly ClockRow[]): unknown =>
  Object.fromEntries(clocks.map(({ clock, ...rest }) => [clock, rest]));

/** The parts that differ: names of columns, `clocks`. */
export function differencesOf(wanted: Projection, stored: Projection | undefined): readonly string[] {
  if (!stored) return ['missing'];
  const columns = Object.keys(wanted.row).filter(
    (each) => !same(wanted.row[each as keyof Row], stored.row[each as keyof Row]),
  );
  return same(byClock(wanted.clocks), byClock(stored.clocks)) ? columns : [...columns, 'clocks'];
}

/** Access follows the directory, which moves with every appointment: out of date is not yet wrong. */
export const accessIsStale = (wanted: Projection, stored: Projection | undefined): boolean =>
  stored !== undefined && !same(wanted.principals.toSorted(), stored.principals.toSorted());
