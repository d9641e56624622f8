import type { z } from 'zod';
import { readsAll } from '#engines/matters';
import { type Call, dayOf, type FileValue, formatInstant, hashOf, isRefusal, refuse, toInstant } from '#kernel';
import type { MatterRowLike, ProgrammePorts } from '../ports.ts';
import { type PlanReading, readPlan, readPlanText } from '../reading/index.ts';
import { type ColumnChoiceField, columnChoice, headerSignature } from './column-memory.ts';
import { withIdentities } from './identities.ts';
import { measuresOf, type PlanSheet, sheetOf } from './plan-sheet.ts';
import type { PlanRecord, PlanStatus } from './plan-store.ts';
import { withNames } from './resolve-names.ts';

export type ParseInput = {
  readonly file?: FileValue | undefined;
  readonly text?: string | undefined;
  readonly year?: number | undefined;
  readonly issuedDay?: string | undefined;
  readonly columns?: z.infer<typeof ColumnChoiceField> | undefined;
};

/** Reads a document; columns pointed out by hand are remembered for the next ledger with the same heading row. */
export async function parsePlan<Row extends MatterRowLike>(
  ports: ProgrammePorts<Row>,
  call: Call,
  input: ParseInput,
): Promise<PlanSheet> {
  const byHand = columnChoice(input.columns);
  const reading = byHand ? await readingOf(input, byHand) : await readWithMemory(ports, call, input);
  const signature = byHand && headerSignature(reading.sourceText);
  if (byHand && signature) await ports.plans.rememberColumns(call.tenant, signature, byHand, call.now);
  const { index } = await ports.organisation(call.tenant, call.now);
  return withNames(sheetOf(reading, input.file?.name), index);
}

/** A ledger whose heading row was once explained is read as it was explained; without that it may not even be one. */
async function readWithMemory<Row extends MatterRowLike>(ports: ProgrammePorts<Row>, call: Call, input: ParseInput) {
  const plain = await readingOf(input, undefined).catch((error: unknown) => {
    if (isRefusal(error)) return error;
    throw error;
  });
  const memories = input.file ? await ports.plans.recallColumns(call.tenant) : [];
  const signature = isRefusal(plain) ? undefined : headerSignature(plain.sourceText);
  for (const [known, mapping] of memories) {
    if (signature !== undefined && signature !== known) continue;
    const mapped = await readingOf(input, mapping).catch(() => undefined);
    if (mapped && headerSignature(mapped.sourceText) === known) return mapped;
  }
  if (isRefusal(plain)) throw plain;
  return plain;
}

async function readingOf(
  { file, text, year, issuedDay }: ParseInput,
  columns: ReturnType<typeof columnChoice>,
): Promise<Pick<PlanReading, 'draft' | 'sourceText'>> {
  const options = {
    ...(year ? { year } : {}),
    ...(issuedDay ? { issuedOn: issuedDay } : {}),
    ...(columns ? { columns } : {}),
  };
  if (file) return readPlan(file.bytes, file.name, options);
  if (text?.trim()) return { draft: readPlanText(text, options), sourceText: text };
  throw refuse({
    code: 'plan.nothing',
    kind: 'invalid',
    what: '没有上传文件，也没有粘贴文字',
    todo: '请选择文件或粘贴方案全文',
  });
}

/** Keeps a sheet as a plan. A retry with the same idempotency key finds the first one. */
export async function addPlan<Row extends MatterRowLike>(
  ports: ProgrammePorts<Row>,
  call: Call,
  sheet: PlanSheet,
  more: {
    readonly status: Extract<PlanStatus, 'draft' | 'history'>;
    readonly demo: boolean;
    readonly region?: string | undefined;
  },
): Promise<PlanRecord> {
  const { index, officeFor } = await ports.organisation(call.tenant, call.now);
  const { idempotencyKey: key, actor } = call;
  const id = key ? `p${hashOf([actor.id, key]).slice(0, 25)}` : ports.ids();
  return ports.plans.add(call.tenant, {
    id,
    ...columnsOf(withNames(withIdentities(sheet, undefined, ports.ids), index)),
    status: more.status,
    demo: more.demo,
    office: more.region === undefined && actor.unit ? actor.unit : officeFor(more.region),
    version: 1,
    published: 0,
    createdBy: actor.id,
    createdAt: call.now,
    updatedAt: call.now,
    publishedAt: null,
    updatedBy: actor.id,
    discardReason: null,
  });
}

/** Saves the review of a draft; `seen` is the version that the reviewer had before him. */
export async function savePlan<Row extends MatterRowLike>(
  ports: ProgrammePorts<Row>,
  call: Call,
  id: string,
  sheet: PlanSheet,
  seen: number,
): Promise<PlanRecord> {
  const before = await getPlan(ports, call, id);
  if (before.status === 'published')
    throw refuse({
      code: 'plan.published',
      kind: 'conflict',
      what: '计划已经发布，不能直接修改',
      todo: '请用“重新导入”更正，或在具体任务上办理变更、延期',
    });
  const { index } = await ports.organisation(call.tenant, call.now);
  const saved: PlanRecord = {
    ...before,
    ...columnsOf(withNames(withIdentities(sheet, before.sheet, ports.ids), index)),
    updatedAt: call.now,
    updatedBy: call.actor.id,
  };
  if (seen === before.version && (await ports.plans.save(call.tenant, saved, seen)))
    return { ...saved, version: seen + 1 };
  throw await changedBy(ports, call, id, seen);
}

/** Says who saved it meanwhile and when, so that two reviewers can talk. */
export async function changedBy<Row extends MatterRowLike>(
  ports: Pick<ProgrammePorts<Row>, 'plans' | 'personNames'>,
  call: Call,
  id: string,
  seen: number,
) {
  const now = await ports.plans.get(call.tenant, id);
  const by = now?.updatedBy ?? undefined;
  const name = by && (await ports.personNames(call.tenant, [by])).get(by);
  const own = by === call.actor.id ? '您在别的窗口' : (name ?? '别人');
  const at = now ? formatInstant(toInstant(now.updatedAt)).slice(11, 16) : '';
  return refuse({
    code: 'plan.changed',
    kind: 'conflict',
    what: `${own}刚刚改过这份计划${at && `（${at} 保存）`}`,
    ...(now ? { why: `现在是第 ${now.version} 版，您看到的是第 ${seen} 版` } : {}),
    todo: '请刷新后再改，以免盖掉别人的修改',
  });
}

export async function getPlan<Row extends MatterRowLike>(
  ports: Pick<ProgrammePorts<Row>, 'plans'>,
  { tenant, actor }: Call,
  id: string,
): Promise<PlanRecord> {
  const found = await ports.plans.get(tenant, id);
  if (!found || !mayRead(found, actor))
    throw refuse({ code: 'plan.not-found', kind: 'not-found', what: '没有这份计划', todo: '请核对编号' });
  if (found.status === 'discarded')
    throw refuse({
      code: 'plan.discarded',
      kind: 'not-found',
      what: `《${found.title}》这份草稿已经作废`,
      ...(found.discardReason ? { why: found.discardReason } : {}),
      todo: '如仍需要，请重新导入',
    });
  return found;
}

const REVIEWS = ['plans.import', 'plans.write', 'plans.publish'];

/** A plan under review is nobody's work yet: only those who may review or publish it, and auditors, see it. */
export const mayRead = ({ status }: Pick<PlanRecord, 'status'>, actor: Call['actor']): boolean =>
  (status !== 'draft' && status !== 'discarded') ||
  actor.kind === 'system' ||
  readsAll(actor) ||
  REVIEWS.some((each) => actor.permissions.includes(each));

/** Throws a draft away for good, with the reason; what is published is corrected or its measures are ended. */
export async function discardPlan<Row extends MatterRowLike>(
  ports: ProgrammePorts<Row>,
  call: Call,
  id: string,
  { reason, seen }: { readonly reason: string; readonly seen: number | undefined },
): Promise<void> {
  const plan = await getPlan(ports, call, id);
  if (plan.status !== 'draft')
    throw refuse({
      code: 'plan.not-draft',
      kind: 'conflict',
      what: '只有草稿可以作废',
      todo: plan.status === 'published' ? '已发布的请用“导入更正件”，或在具体任务上办理终止' : '历史方案只存档',
    });
  const version = seen ?? plan.version;
  const done = await ports.plans.discard(call.tenant, id, { by: call.actor.id, at: call.now, reason, seen: version });
  if (!done) throw await changedBy(ports, call, id, version);
}

/** What lists show without opening the sheet. */
export const columnsOf = (sheet: PlanSheet) => ({
  title: sheet.title,
  documentNumber: sheet.documentNumber ?? null,
  year: sheet.year ?? null,
  validUntilDay: sheet.validUntilDay ?? null,
  tasks: sheet.tasks.length,
  measures: measuresOf(sheet).length,
  sheet,
});

/** Flagged on its last day already: that is the morning on which somebody must decide what follows. */
export const isExpired = ({ validUntilDay }: Pick<PlanRecord, 'validUntilDay'>, now: number): boolean =>
  validUntilDay !== null && validUntilDay <= dayOf(toInstant(now));
