import { z } from 'zod';
import { type Directory, readsAll } from '#engines/matters';
import { type AnyOperation, type Call, type FileValue, fileField, operation, refuse } from '#kernel';
import { MatterQuery } from '#platform/matters';
import { addressedAs, isAddressedTo } from './addressees.ts';
import { issueDocument } from './issue-document.ts';
import { exportMatters } from './ledger/export-matters.ts';
import { importLedger } from './ledger/import-ledger.ts';
import { ISSUED_TEMPLATES, TEMPLATE_TITLES, TEMPLATES } from './official/default-templates.ts';
import type { DocumentFilter, DocumentPorts, DocumentSummary } from './ports.ts';

const Id = z.string().min(1).max(64);
export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

const DocumentRef = z.object({
  id: z.string(),
  template: z.enum(TEMPLATES),
  title: z.string(),
  number: z.string().optional(),
  url: z.string(),
  at: z.number(),
  issuer: z.string().optional().describe('发文单位'),
  received: z.boolean().optional().describe('主送本单位，由别的单位发来'),
  period: z.string().optional().describe('通报的月份、周报的周一'),
  matters: z.array(z.string()).optional().describe('督办、交办的事项'),
  notes: z.array(z.string()).optional().describe('随文书的督办动作没有办成的原因'),
});

type Ref = z.infer<typeof DocumentRef>;
const refOf = (
  {
    id,
    template,
    title,
    number,
    at,
  }: Omit<Ref, 'url' | 'number' | 'notes' | 'period' | 'matters'> & { readonly number: string | null },
  notes: readonly string[] = [],
): Ref => ({
  id,
  template,
  title,
  url: `/api/documents/${id}`,
  at,
  ...(number ? { number } : {}),
  ...(notes.length > 0 ? { notes: [...notes] } : {}),
});

/** Whose post reads what the unit issues; what is addressed to a unit, everybody there may open. */
const ISSUED = 'documents.read';

function boxOf(
  { actor }: Call,
  box: 'all' | 'issued' | 'received',
  directory: Directory,
): Omit<DocumentFilter, 'limit'> {
  if (readsAll(actor)) return {};
  const unit = actor.unit ?? '';
  const mayIssued = actor.permissions.includes(ISSUED) && box !== 'received';
  const to = box === 'issued' ? [] : addressedAs(unit, directory);
  return mayIssued ? { by: unit, to } : { to };
}

async function mayRead(ports: DocumentPorts, { tenant, actor, now }: Call, found: DocumentSummary): Promise<boolean> {
  if (readsAll(actor)) return true;
  if (actor.unit === undefined) return false;
  if (found.unit === actor.unit && actor.permissions.includes(ISSUED)) return true;
  return isAddressedTo(found, addressedAs(actor.unit, await ports.matters.directory(tenant, now)));
}

/** Official documents, and ledgers out and in. */
export function documentOperations(ports: DocumentPorts) {
  return [
    operation({
      id: 'matters.export',
      method: 'GET',
      path: '/api/matters/export',
      title: '导出事项清单为 Excel，筛选条件与列表相同；可改后再导入',
      permission: 'matters.export',
      produces: 'file',
      input: MatterQuery.extend({ format: z.literal('xlsx').default('xlsx') }),
      output: z.custom<FileValue>(),
      handle: (call, { format: _, ...query }) => exportMatters(ports, call, query),
    }),
    operation({
      id: 'matters.import',
      method: 'POST',
      path: '/api/matters/import',
      title: '导入改过的台账：先试算，逐行列出将做的改动和错误；全部无误才导入，或注明只导入无误的行',
      permission: 'matters.export',
      consumes: 'multipart',
      input: z.object({
        file: fileField('改过的台账 .xlsx'),
        dryRun: z.stringbool().or(z.boolean()).default(true).describe('只试算，不改动'),
        partial: z.stringbool().or(z.boolean()).default(false).describe('有错误时，其余行照常导入'),
      }),
      output: z.object({
        rows: z.number(),
        applied: z.number(),
        dryRun: z.boolean(),
        changes: z.array(z.object({ row: z.number(), number: z.string(), says: z.array(z.string()) })),
        errors: z.array(z.object({ row: z.number(), column: z.string(), message: z.string() })),
      }),
      handle: (call, { file, dryRun, partial }) => importLedger(ports, call, file, { dryRun, partial }),
    }),
    operation({
      id: 'documents.issue',
      method: 'POST',
      path: '/api/documents',
      title: '生成公文：通报、督办单、交办单、周报，编号不重不漏',
      permission: 'documents.issue',
      input: z.object({
        template: z.enum(ISSUED_TEMPLATES),
        matters: z.array(Id).min(1).max(50).optional(),
        unit: Id.optional().describe('主送单位；督办单不选事项时取其全部超期事项'),
        month: z.string().max(7).optional().describe('通报的月份，如 2026-10'),
        title: z.string().trim().min(1).max(200).optional(),
        ask: z.string().trim().min(1).max(2000).optional().describe('办理要求'),
        replyBy: z.iso.date().optional().describe('反馈期限'),
      }),
      output: DocumentRef,
      handle: async (call, input) => {
        const { record, notes } = await issueDocument(ports, call, input);
        return refOf(record, notes);
      },
    }),
    operation({
      id: 'documents.list',
      method: 'GET',
      path: '/api/documents',
      title: '本单位发出的和主送本单位的公文；审计员看全部',
      permission: 'matters.read',
      input: z.object({
        box: z.enum(['all', 'issued', 'received']).default('all').describe('全部、本单位发出、收到'),
        limit: z.number().int().min(1).max(200).default(50),
      }),
      output: z.object({ items: z.array(DocumentRef) }),
      handle: async (call, { box, limit }) => {
        const directory = await ports.matters.directory(call.tenant, call.now);
        const items = await ports.store.list(call.tenant, { ...boxOf(call, box, directory), limit });
        return {
          items: items.map((each) => ({
            ...refOf(each),
            ...(each.period === null ? {} : { period: each.period }),
            matters: [...each.matters],
            issuer: directory.unit(each.unit)?.name ?? each.unit,
            received: each.unit !== call.actor.unit && !readsAll(call.actor),
          })),
        };
      },
    }),
    operation({
      id: 'documents.get',
      method: 'GET',
      path: '/api/documents/{id}',
      title: '下载公文（Word）',
      permission: 'matters.read',
      produces: 'file',
      input: z.object({ id: Id }),
      output: z.custom<FileValue>(),
      handle: async (call, { id }) => {
        const found = await ports.store.find(call.tenant, id);
        if (!found || !(await mayRead(ports, call, found)))
          throw refuse({
            code: 'document.not-found',
            kind: 'not-found',
            what: '没有这份公文，或者它不是本单位发出、也不是主送本单位的',
          });
        const name = `${found.number ?? TEMPLATE_TITLES[found.template]} ${found.title}`.replaceAll(
          /[\\/:*?"<>|]/g,
          '',
        );
        return { name: `${name.slice(0, 120)}.docx`, type: DOCX, bytes: ports.open(found.bytes) };
      },
    }),
  ] satisfies readonly AnyOperation[];
}
