import type { LoopDefinition } from '#engines/matters';
import type { Call } from '#kernel';
import { MatterListInput, type MatterQuery, readList, rowsOf } from '#platform/matters';
import type { DocumentPorts } from '../ports.ts';
import type { LedgerItem, LedgerNames } from './ledger-columns.ts';

export const MOST_ROWS = 5000;

/** Every matter of a list, as far as one file holds. */
export async function listedItems(
  ports: DocumentPorts,
  call: Call,
  query: MatterQuery,
): Promise<{ readonly items: readonly LedgerItem[]; readonly cut: boolean }> {
  const items: LedgerItem[] = [];
  let after: string | undefined;
  do {
    const page = await readList(
      ports.matters,
      call,
      MatterListInput.parse({ ...query, sort: 'opened', limit: 200, ...(after ? { after } : {}) }),
    );
    const found = await itemsById(
      ports,
      call,
      page.items.map((each) => each.id),
    );
    items.push(...page.items.flatMap((row) => found.get(row.id) ?? []));
    after = page.next;
  } while (after && items.length < MOST_ROWS);
  // A ledger reads from its first number on: matters opened at once (a plan) would else stand in no order at all.
  return { items: items.toSorted((a, b) => (a.row.number < b.row.number ? -1 : 1)), cut: after !== undefined };
}

/** Matters by id, under the caller's entitlements. */
export async function itemsById(
  { matters }: DocumentPorts,
  call: Call,
  ids: readonly string[],
): Promise<ReadonlyMap<string, LedgerItem>> {
  if (ids.length === 0) return new Map();
  const reading = { tenant: call.tenant, principals: matters.principalsOf(call.actor) };
  const page = { filter: { ids }, sort: 'opened' as const, limit: ids.length, now: call.now };
  const { rows } = await matters.reader.list(reading, page);
  const views = await rowsOf(matters, call, rows);
  return new Map(
    rows.flatMap(({ state }, at) => {
      const row = views[at];
      return row ? [[state.id, { row, state }] as const] : [];
    }),
  );
}

/** The loop whose fields get columns: the one that most rows belong to. */
export function mainLoop(ports: DocumentPorts, call: Call, items: readonly LedgerItem[]): LoopDefinition | undefined {
  const counts = Map.groupBy(items, ({ state }) => state.loop);
  const [most] = [...counts].sort((a, b) => b[1].length - a[1].length);
  return most && ports.matters.book.active(call.tenant, most[0]).definition;
}

export async function ledgerNames({ matters }: DocumentPorts, { tenant, now }: Call): Promise<LedgerNames> {
  const directory = await matters.directory(tenant, now);
  return {
    unit: (id) => directory.unit(id)?.name ?? id,
    code: (list, code) => matters.lists(tenant, list)?.get(code) ?? code,
    calendar: matters.calendar(tenant),
  };
}
