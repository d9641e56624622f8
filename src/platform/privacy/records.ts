import { addMonths, dayOf, type IdSource, startOfDay, toInstant } from '#kernel';
import type { Vault } from '#platform/matters';
import type { RecordEraser } from './ports.ts';
import type { Retention, WriteAudit } from './retention.ts';

export type RecordPorts = {
  readonly records: RecordEraser;
  readonly vault: Vault;
  readonly ids: IdSource;
  readonly audit: WriteAudit;
  readonly retention: () => Retention;
};

const ERASED = '（已按保存期限删除）';
const KINDS = ['visits', 'meetings', 'panels', 'workOrders', 'inbox'] as const;

/** The day's work on what is no matter: visits, meetings, panels, work orders of peers, messages. Says how many rows. */
export async function runRecordRetention(
  { records, vault, ids, audit, retention }: RecordPorts,
  tenant: string,
  now: number,
  requestId: string,
): Promise<number> {
  const kept = retention().records;
  const sealed = (text: string): Uint8Array => vault.sealBytes(Buffer.from(text, 'utf8'));
  const words = { text: sealed(ERASED), file: sealed(ERASED), answer: sealed(JSON.stringify({ body: ERASED })) };
  const today = dayOf(toInstant(now));
  let erased = 0;
  for (const kind of KINDS) {
    const before = startOfDay(addMonths(today, -kept[kind]));
    const rows = await records.erase(tenant, kind, before, now, words);
    if (rows > 0)
      await audit(tenant, {
        id: ids(),
        at: now,
        actor: 'system',
        act: 'records.erase',
        detail: { kind, rows, keptMonths: kept[kind] },
        requestId,
      });
    erased += rows;
  }
  return erased;
}
