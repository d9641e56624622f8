import { z } from 'zod';
import { addMonths, type Call, dayOf, toInstant } from '#kernel';
import type { AuditEntry } from '#platform/access';
import { type ErasePorts, eraseContents } from './erase.ts';
import type { Erased, KeptMonths } from './ports.ts';

const Months = z.number().int().min(1).max(1200);
const Kept = z.strictObject({
  personal: Months.describe('联系人、电话等个人信息，办结后保存几个月'),
  content: Months.describe('标题、正文、答复等内容'),
  files: Months.describe('附件'),
});

/** What is written down beside matters: months after it happened. Defaults for packs of an earlier release. */
const Records = z.strictObject({
  visits: Months.default(36).describe('走访记录的文字、地点和照片'),
  meetings: Months.default(120).describe('例会纪要、到会人员、问题文字'),
  panels: Months.default(36).describe('观察员、体验官的答卷'),
  workOrders: Months.default(24).describe('12345、110 往来的文字，办结之后'),
  inbox: Months.default(12).describe('站内消息'),
  webhookDays: z.number().int().min(1).max(3650).default(30).describe('网络回调投递记录保存几天'),
});

/** How long content is kept after a matter is closed: pack data, with its reason, and otherwise for some loops. */
export const Retention = Kept.extend({
  basis: z.strictObject({ source: z.string(), assumed: z.boolean().optional() }),
  loops: z.record(z.string(), Kept.partial()).default({}),
  records: Records.prefault({}),
});
export type Retention = z.infer<typeof Retention>;

export type WriteAudit = (tenant: string, entry: AuditEntry) => Promise<void>;
export type RetentionPorts = ErasePorts & { readonly retention: () => Retention; readonly audit: WriteAudit };

const BATCH = 200;

/** The day's work: says until when newly closed matters are kept, and erases what has been kept long enough. */
export async function runRetention(
  ports: RetentionPorts,
  tenant: string,
  now: number,
  requestId: string,
): Promise<number> {
  const { store, book } = ports;
  const kept = ports.retention();
  const today = dayOf(toInstant(now));
  let erased = 0;
  for (const { definition } of book.loops(tenant)) {
    const { loop } = definition;
    const months = monthsFor(kept, loop);
    const personalKinds = definition.fields.filter((each) => each.personal).map((each) => each.name);
    await store.schedule(tenant, { ...months, loop, personalKinds });
    const closedBefore = addMonths(today, -months.files);
    erased += await inBatches(
      () => store.withOldFiles(tenant, loop, closedBefore, BATCH),
      (matter) => eraseOne(ports, tenant, { matter, now, kinds: [], files: true }, requestId),
    );
  }
  return (
    erased +
    (await inBatches(
      () => store.due(tenant, today, BATCH),
      (matter) => eraseOne(ports, tenant, { matter, now, dueBefore: today, files: false }, requestId),
    ))
  );
}

function monthsFor(kept: Retention, loop: string): KeptMonths {
  const own = kept.loops[loop];
  return {
    personal: own?.personal ?? kept.personal,
    content: own?.content ?? kept.content,
    files: own?.files ?? kept.files,
  };
}

async function inBatches(
  next: () => Promise<readonly string[]>,
  work: (matter: string) => Promise<void>,
): Promise<number> {
  let done = 0;
  for (;;) {
    const found = await next();
    for (const matter of found) await work(matter);
    done += found.length;
    if (found.length < BATCH) return done;
  }
}

async function eraseOne(
  ports: RetentionPorts,
  tenant: string,
  erasing: Parameters<typeof eraseContents>[2],
  requestId: string,
): Promise<void> {
  const erased = await eraseContents(ports, tenant, erasing);
  const call = { tenant, now: erasing.now, requestId, actor: { id: 'system' } };
  await logErasure(ports, call, erasing.matter, erased, '保存期限已到');
}

/** What was erased is logged by kind and number: the log must not keep what was to go. */
export const logErasure = (
  { ids, audit }: Pick<RetentionPorts, 'ids' | 'audit'>,
  {
    tenant,
    now,
    requestId,
    actor,
  }: Pick<Call, 'tenant' | 'now' | 'requestId'> & { readonly actor: { readonly id: string; readonly unit?: string } },
  matter: string,
  { contents, files }: Erased,
  reason: string,
): Promise<void> =>
  audit(tenant, {
    id: ids(),
    at: now,
    actor: actor.id,
    ...(actor.unit ? { unit: actor.unit } : {}),
    act: 'contents.erase',
    object: matter,
    detail: {
      kinds: [...new Set(contents.map((each) => each.kind))].join(','),
      contents: contents.length,
      files,
      reason,
    },
    requestId,
  });
