import { CODE_COLUMN, cellsOf, type PackedRow, type TableLine } from '#engines/registry';
import { dayOf, hashOf, isRefusal, refuse, toInstant } from '#kernel';
import { plainColumn } from './plain-column.ts';
import type { Announce, FactImport, FactStore, FaultyRow, ImportCounts, ImportStore } from './ports.ts';
import { type RowReader, rowReader, type Vocabulary } from './row-reader.ts';

export type TableReader = (file: {
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}) => AsyncIterable<readonly TableLine[]>;

export type ImportPorts = {
  readonly imports: ImportStore;
  readonly facts: Pick<FactStore, 'newSource' | 'merge'>;
  readonly readTable: TableReader;
  readonly vocabulary: () => Vocabulary;
  /** Somebody watching the page may be told. */
  readonly progressed?: (tenant: string, entry: FactImport) => void;
};

const BATCH = 10_000;
const MOST_FAULTS = 20_000;
const LEASE = 3_600_000;

const NONE: ImportCounts = { read: 0, good: 0, bad: 0, added: 0, changed: 0, same: 0, cells: 0, rivals: 0 };

/** What makes two imports the same: the file's bytes, what its columns mean, who says it and for which day. */
export function digestOf(hashes: readonly string[], entry: Pick<FactImport, 'columns' | 'source'>): string {
  return hashOf([
    hashes,
    entry.columns.map(plainColumn),
    entry.source.kind,
    entry.source.department ?? '',
    entry.source.asOf,
  ]);
}

/**
 * Runs the import that waits longest, if any. Rows go in batch by batch, each a transaction of its own: a process that
 * dies half-way leaves whole batches, and doing them again changes nothing.
 *
 * @returns how many imports were run: 0 or 1
 */
export async function runNextImport(ports: ImportPorts, tenant: string, now: number): Promise<number> {
  const entry = await ports.imports.claim(tenant, now, LEASE);
  if (!entry) return 0;
  try {
    await runImport(ports, tenant, entry, now);
  } catch (error) {
    const failure = isRefusal(error)
      ? error.message
      : `导入中断：${error instanceof Error ? error.message : '未知原因'}`;
    await ports.imports.patch(tenant, entry.id, { state: 'failed', failure, finishedAt: now });
    if (!isRefusal(error)) throw error;
  }
  return 1;
}

async function runImport(ports: ImportPorts, tenant: string, entry: FactImport, now: number): Promise<void> {
  const { imports } = ports;
  const digest = digestOf(await imports.partDigests(tenant, entry.id), entry);
  await imports.clearFaults(tenant, entry.id);
  const before = entry.dryRun ? undefined : await imports.doneBefore(tenant, digest);
  if (before) {
    const counts = { ...NONE, read: before.counts.read ?? 0, same: before.counts.good ?? 0 };
    const failure = `与 ${before.name} 内容完全相同，没有变化`;
    await imports.patch(tenant, entry.id, { state: 'done', counts, failure, finishedAt: now });
    await imports.dropParts(tenant, entry.id);
    return;
  }
  const counts = await mergeTable(ports, tenant, entry, now);
  await imports.patch(tenant, entry.id, { state: entry.dryRun ? 'ready' : 'done', counts, digest, finishedAt: now });
  if (entry.dryRun) return;
  await imports.rememberHeadings(tenant, entry.source.department ?? entry.source.kind, entry.columns);
  await imports.dropParts(tenant, entry.id);
}

async function mergeTable(ports: ImportPorts, tenant: string, entry: FactImport, now: number): Promise<ImportCounts> {
  const reader = rowReader(entry.columns, ports.vocabulary(), dayOf(toInstant(now)));
  mustBeUsable(entry, reader);
  const source = await ports.facts.newSource(tenant, {
    ...entry.source,
    unit: entry.unit,
    actor: entry.createdBy,
    observedAt: now,
    importId: entry.id,
  });
  const { announce } = entry.source;
  const tally = tallyFor(ports, tenant, entry, { source, keys: reader.keys, now, dryRun: entry.dryRun, announce });
  let number = 0;
  const file = { name: entry.name, bytes: ports.imports.bytes(tenant, entry.id) };
  for await (const lines of ports.readTable(file))
    for (const line of lines) {
      number += 1;
      if (number === 1) continue;
      const read = reader.read(line, number);
      if (read === 'empty') continue;
      const full =
        'row' in read
          ? tally.good(number, line, read.row)
          : tally.bad({ row: number, cells: cellsOf(line), faults: read.faults });
      if (full) await tally.flush();
    }
  return tally.finish();
}

function mustBeUsable(entry: FactImport, { keys }: RowReader): void {
  const code = entry.columns.some((each) => each.key === CODE_COLUMN);
  if (code && keys.length > 0) return;
  throw refuse({
    code: 'facts.no-columns',
    kind: 'invalid',
    what: code ? '没有一列对应到事实' : '没有统一社会信用代码列',
    todo: '请先指定各列的含义',
  });
}

type Merging = {
  readonly source: number;
  readonly keys: readonly string[];
  readonly now: number;
  readonly dryRun: boolean;
  readonly announce: Announce | undefined;
};

/** Gathers rows into batches, and counts what became of them. */
function tallyFor(ports: ImportPorts, tenant: string, entry: FactImport, merging: Merging) {
  let counts = NONE;
  let read = 0;
  let waiting: { readonly row: number; readonly line: TableLine; readonly stated: PackedRow }[] = [];
  let faulty: FaultyRow[] = [];
  const heading = entry.columns.find((each) => each.key === CODE_COLUMN)?.heading ?? '';
  const putFaults = async (): Promise<void> => {
    if (faulty.length > 0) await ports.imports.putFaults(tenant, entry.id, faulty);
    faulty = [];
  };
  const blame = (row: FaultyRow): void => {
    counts = { ...counts, bad: counts.bad + 1 };
    if (counts.bad <= MOST_FAULTS) faulty.push(row);
  };
  const settle = async (batch: typeof waiting): Promise<void> => {
    if (batch.length > 0) {
      const merged = await ports.facts.merge(tenant, { ...merging, rows: batch.map((each) => each.stated) });
      const unnamed = new Set(merged.unnamed);
      for (const { row, line, stated } of batch)
        if (unnamed.has(stated.id))
          blame({
            row,
            cells: cellsOf(line),
            faults: [
              { column: heading, why: '系统里没有这家企业，本行也没有企业名称', todo: '请补上企业名称，或核对代码' },
            ],
          });
      counts = {
        ...counts,
        good: counts.good + batch.length - unnamed.size,
        added: counts.added + merged.added,
        changed: counts.changed + merged.changed,
        same: counts.same + merged.same,
        cells: counts.cells + merged.cells,
        rivals: counts.rivals + merged.rivals,
      };
    }
    await putFaults();
    counts = { ...counts, read };
    await ports.imports.patch(tenant, entry.id, { counts });
    ports.progressed?.(tenant, { ...entry, counts });
  };
  // While one batch is merged the next is read: the database and this process work side by side.
  let merged = Promise.resolve();
  const flush = async (): Promise<void> => {
    await merged;
    merged = settle(waiting);
    // Whoever waits next hears of it.
    merged.catch(() => {});
    waiting = [];
  };
  const isFull = (): boolean => {
    read += 1;
    return waiting.length >= BATCH || faulty.length >= BATCH;
  };
  return {
    /** Both answer whether it is time to flush. */
    good: (row: number, line: TableLine, stated: PackedRow): boolean => {
      waiting.push({ row, line, stated });
      return isFull();
    },
    bad: (row: FaultyRow): boolean => {
      blame(row);
      return isFull();
    },
    flush,
    finish: async (): Promise<ImportCounts> => {
      await flush();
      await merged;
      return counts;
    },
  };
}
