import { z } from 'zod';
import { readsAll } from '#engines/matters';
import { type AnyOperation, type FileValue, fileField, operation, refuse } from '#kernel';
import { MatterQuery } from '#platform/matters';
import { issueDocument } from './issue-document.ts';
import { exportMatters } from './ledger/export-matters.ts';
import { importLedger } from './ledger/import-ledger.ts';
import { ISSUED_TEMPLATES, TEMPLATE_TITLES, TEMPLATES } from './official/default-templates.ts';
import type { DocumentPorts } from './ports.ts';

const Id = z.string().min(1).max(64);
export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

const DocumentRef = z.object({
  id: z.string(),
  template: z.enum(TEMPLATES),
  title: z.string(),
  number: z.string().optional(),
  url: z.string(),
  at: z.number(),
  notes: z.array(z.string()).optional().describe('随文书的督办动作没有办成的原因'),
});

type Ref = z.infer<typeof DocumentRef>;
const refOf = (
  { id, template, title, number, at }: Omit<Ref, 'url' | 'number' | 'notes'> & { readonly number: string | null },
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
      title: '本单位发出的公文；审计员看全部',
      permission: 'documents.read',
      input: z.object({ limit: z.number().int().min(1).max(200).default(50) }),
      output: z.object({ items: z.array(DocumentRef) }),
      handle: async ({ tenant, actor }, { limit }) => ({
        items: (await ports.store.list(tenant, readsAll(actor) ? undefined : (actor.unit ?? ''), limit)).map((each) =>
          refOf(each),
        ),
      }),
    }),
    operation({
      id: 'documents.get',
      method: 'GET',
      path: '/api/documents/{id}',
      title: '下载公文（Word）',
      permission: 'documents.read',
      produces: 'file',
      input: z.object({ id: Id }),
      output: z.custom<FileValue>(),
      handle: async ({ tenant, actor }, { id }) => {
        const found = await ports.store.find(tenant, id);
        if (!found || (found.unit !== actor.unit && !readsAll(actor)))
          throw refuse({ code: 'document.not-found', kind: 'not-found', what: '没有这份公文，或不是本单位的公文' });
        const name = `${found.number ?? TEMPLATE_TITLES[found.template]} ${found.title}`.replaceAll(
          /[\\/:*?"<>|]/g,
          '',
        );
        return { name: `${name.slice(0, 120)}.docx`, type: DOCX, bytes: ports.open(found.bytes) };
      },
    }),
  ] satisfies readonly AnyOperation[];
}
