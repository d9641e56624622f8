import { sql } from 'kysely';
import type { CompiledIndicator, CompiledSource } from '#domains/evaluation';
import { dayOf, toInstant } from '#kernel';
import type { Database } from '../database.ts';

/** Of what marks are tallied; what lasts still has no end. */
export type TalliedMark = {
  readonly at: number;
  readonly until: number | null;
  readonly openedAt: number;
  readonly open: boolean;
  readonly region: string | null;
  readonly category: string | null;
  readonly unit: string | null;
  readonly counted: bigint;
  readonly meets: bigint;
  readonly gained: bigint;
  readonly values: readonly (number | null)[];
};

export const BYS = ['opened', 'happened', 'standing'] as const;
export type By = (typeof BYS)[number];
/** What stands open is of no day. */
export const NO_DAY = '1970-01-01';
/** By where, by what about, and by whose it was and where. */
const DIMS = ['region', 'category', 'holder'] as const;
export type Dim = (typeof DIMS)[number];
const groupIn = (mark: TalliedMark, dim: Dim): string =>
  dim === 'holder' ? `${mark.region ?? ''} ${mark.unit ?? ''}` : (mark[dim] ?? '');
export const MICRO = 1e6;

const isMean = ({ kind }: CompiledIndicator): boolean => kind === 'mean' || kind === 'sum';
/** Which indicators a tally has figures of; different people cannot be added up. */
export const talliedOf = ({ indicators }: Pick<CompiledSource, 'indicators'>, by: By) => {
  const counted = indicators.filter((each) => each.by === by && each.kind !== 'distinct');
  return {
    counted,
    meets: counted.filter((each) => each.kind === 'rate'),
    sums: counted.filter(isMean),
  };
};
type Tallied = ReturnType<typeof talliedOf>;

/** Figures by the indicators' places in their source; nothing where there is none. */
type List<T> = (T | null)[];
type Row = {
  readonly by: By;
  readonly dim: Dim;
  readonly day: string;
  readonly grp: string;
  readonly counted: List<number>;
  readonly meets: List<number>;
  readonly sums: List<bigint>;
  readonly squares: List<bigint>;
};

/** Takes from the tallies what these marks brought that are gone, and adds what the new ones bring. */
export async function shiftTallies(
  db: Database,
  tenant: string,
  source: CompiledSource,
  gone: readonly TalliedMark[],
  come: readonly TalliedMark[],
): Promise<void> {
  const rows = new Map<string, Row>();
  const tallied = BYS.map((by) => [by, talliedOf(source, by)] as const);
  const add = (mark: TalliedMark, sign: 1 | -1): void => {
    for (const [by, own] of tallied) {
      const found = broughtBy(mark, by);
      if (!found || own.counted.every((each) => !has(found.bits, each))) continue;
      for (const dim of DIMS)
        addTo(rowAt(rows, { by, dim, day: found.day, grp: groupIn(mark, dim) }), own, found.bits, mark, sign);
    }
  };
  for (const mark of gone) add(mark, -1);
  for (const mark of come) add(mark, 1);
  const changed = [...rows.values()].filter(
    ({ counted, meets, sums, squares }) => [...counted, ...meets].some(Boolean) || [...sums, ...squares].some(Boolean),
  );
  if (changed.length === 0) return;
  const texts = (list: List<bigint>) => list.map((each) => each?.toString() ?? null);
  const body = changed.map(({ sums, squares, ...row }) => ({ ...row, sums: texts(sums), squares: texts(squares) }));
  await sql`insert into indicator_tallies as t (tenant_id, source, by, dim, day, grp, counted, meets, sums, squares)
    select ${tenant}, ${source.id}, by, dim, day, grp, counted, meets, sums, squares
    from jsonb_to_recordset(${JSON.stringify(body)}::jsonb) as x(by text, dim text, day date, grp text,
      counted numeric[], meets numeric[], sums numeric[], squares numeric[])
    on conflict (tenant_id, source, by, dim, day, grp) do update set
      counted = clearway_added(t.counted, excluded.counted), meets = clearway_added(t.meets, excluded.meets),
      sums = clearway_added(t.sums, excluded.sums), squares = clearway_added(t.squares, excluded.squares)`.execute(db);
}

/** For what a mark counts, and on which day: happenings when they happened, the others as they stand now. */
function broughtBy(mark: TalliedMark, by: By): { readonly bits: bigint; readonly day: string } | undefined {
  if (by === 'happened') return mark.gained === 0n ? undefined : { bits: mark.gained, day: dayAt(mark.at) };
  if (mark.until !== null || (by === 'standing' && !mark.open)) return undefined;
  return { bits: mark.counted, day: by === 'opened' ? dayAt(mark.openedAt) : NO_DAY };
}

const dayAt = (at: number): string => dayOf(toInstant(at));
const has = (bits: bigint, { bit }: CompiledIndicator): boolean => (bits & (1n << BigInt(bit))) !== 0n;

function rowAt(rows: Map<string, Row>, key: Pick<Row, 'by' | 'dim' | 'day' | 'grp'>): Row {
  const name = `${key.by} ${key.dim} ${key.day} ${key.grp}`;
  const found = rows.get(name) ?? { ...key, counted: [], meets: [], sums: [], squares: [] };
  rows.set(name, found);
  return found;
}

function addTo(row: Row, own: Tallied, bits: bigint, { meets, values }: TalliedMark, sign: 1 | -1): void {
  for (const each of own.counted) if (has(bits, each)) put(row.counted, each, 0, sign);
  for (const each of own.meets) if (has(bits, each) && has(meets, each)) put(row.meets, each, 0, sign);
  for (const each of own.sums) {
    const value = has(bits, each) ? values[each.bit] : null;
    if (value === null || value === undefined) continue;
    put(row.sums, each, 0n, BigInt(sign) * micro(value));
    put(row.squares, each, 0n, BigInt(sign) * micro(value * value));
  }
}

function put<T extends number | bigint>(list: List<T>, { bit }: CompiledIndicator, zero: T, more: T): void {
  while (list.length <= bit) list.push(null);
  list[bit] = (((list[bit] ?? zero) as number) + (more as number)) as T;
}

const micro = (value: number): bigint => BigInt(Math.floor(value * MICRO + 0.5));
