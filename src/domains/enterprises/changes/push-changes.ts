import { subscribersOf } from '#engines/registry';
import { type Call, systemCall } from '#kernel';
import { showingOf } from '../record-operations.ts';
import { type Showing, shownText } from '../views.ts';
import type { ChangeBatch, ChangePorts, NewDelivery, RecordChangeRow } from './ports.ts';

const AT_ONCE = 1000;
const TOLD = 30;

/** “企业名称：示例一公司 → 示例新公司”; a sensitive figure is not written into a matter. */
function wordsOf({ registered, changes }: RecordChangeRow, keys: readonly string[], showing: Showing): string {
  const told = changes.flatMap(({ key, old, new: now }) => {
    const fact = showing.catalogue.byKey.get(key);
    if (!fact || !keys.includes(key)) return [];
    if (fact.sensitivity === 'sensitive') return [`${fact.name}有变化`];
    const [from, to] = [old, now].map((each) => (each === null ? '没有数据' : shownText(fact, each, showing)));
    return [registered ? `${fact.name}：${to}` : `${fact.name}：${from} → ${to}`];
  });
  return told.join('；');
}

type Concerned = { readonly row: RecordChangeRow; readonly keys: readonly string[] };

/** What each department of a batch is told. */
function byDepartment({ changes }: ChangeBatch, ports: ChangePorts): ReadonlyMap<string, readonly Concerned[]> {
  const found = new Map<string, Concerned[]>();
  for (const row of changes) {
    const change = { registered: row.registered, keys: row.changes.map((each) => each.key) };
    for (const { department, keys } of subscribersOf(ports.subscriptions(), change)) {
      const list = found.get(department) ?? [];
      list.push({ row, keys });
      found.set(department, list);
    }
  }
  return found;
}

function titleOf([first, ...more]: readonly Concerned[], showing: Showing): string {
  if (!first) return '登记变更';
  const { row, keys } = first;
  const names = keys.flatMap((key) => showing.catalogue.byKey.get(key)?.name ?? []);
  if (more.length > 0) return `${row.name}等 ${more.length + 1} 家企业登记变更`;
  return row.registered ? `${row.name}新登记` : `${row.name}${names.join('、')}变更`;
}

/**
 * Pushes what waits: one matter with a clock for each department, and a line for each enterprise in it. Stopped half-way,
 * the same batch is pushed again and nothing is told twice.
 *
 * @returns how many changes were pushed
 */
export async function pushChanges(ports: ChangePorts, tenant: string, now: number, requestId: string): Promise<number> {
  const batch = await ports.changes.nextBatch(tenant, AT_ONCE);
  if (!batch) return 0;
  const call = systemCall(tenant, now, requestId);
  const deliveries: NewDelivery[] = [];
  for (const [department, concerned] of byDepartment(batch, ports))
    deliveries.push(...(await tell(ports, call, batch, department, concerned)));
  await ports.changes.deliver(tenant, deliveries, now);
  await ports.changes.pushed(tenant, batch.no, now);
  return batch.changes.length;
}

async function tell(
  ports: ChangePorts,
  call: Call,
  batch: ChangeBatch,
  department: string,
  concerned: readonly Concerned[],
): Promise<readonly NewDelivery[]> {
  const unit = ports.unitOf(department);
  if (unit === undefined) return [];
  const showing = showingOf(ports);
  const lines = concerned
    .slice(0, TOLD)
    .map(
      ({ row, keys }) =>
        `${row.name}（${row.enterprise}）${row.registered ? '新登记' : ''} ${wordsOf(row, keys, showing)}`,
    );
  const more = concerned.length > TOLD ? [`另有 ${concerned.length - TOLD} 家，见“变更推送”`] : [];
  const matter = await ports.openNotice(call, {
    key: `change ${batch.no} ${department}`,
    unit,
    fields: {
      title: titleOf(concerned, showing),
      department: showing.lists.get('fact-owner')?.get(department) ?? department,
      source: batch.source.title,
      count: concerned.length,
      body: [...lines, ...more].join('\n'),
    },
  });
  return concerned.map(({ row, keys }) => ({
    change: row.no,
    department,
    unit,
    enterprise: row.enterprise,
    matter,
    keys,
  }));
}
