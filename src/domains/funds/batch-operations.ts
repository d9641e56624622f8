import { z } from 'zod';
import { type AnyOperation, type Call, fileField, operation } from '#kernel';
import { draftBatch, getBatch, moveBatch, paymentFile } from './batches.ts';
import { paymentView } from './item-operations.ts';
import type { BatchRow, FundPorts } from './ports.ts';
import { takeReceipt } from './settlement.ts';
import { BatchView, batchView, Id, PaymentView } from './views.ts';

const BatchDetail = BatchView.extend({
  items: z.array(PaymentView),
  bankLines: z.array(
    z.object({
      bankNumber: z.string(),
      file: z.string(),
      row: z.number(),
      amount: z.number(),
      outcome: z.string(),
      mismatch: z.string().optional(),
      matter: z.string().optional().describe('核查的事项'),
      settled: z.boolean().describe('更正的回单已经对上'),
    }),
  ),
});

/** What a batch is in while somebody must do something to it. */
const WAITING = ['drafted', 'approved', 'sent'] as const;

export function batchOperations(ports: FundPorts): readonly AnyOperation[] {
  return [...readOperations(ports), ...writeOperations(ports)];
}

function readOperations(ports: FundPorts): readonly AnyOperation[] {
  const { store } = ports;
  return [
    operation({
      id: 'funds.batches',
      method: 'GET',
      path: '/api/funds/batches',
      title: '拨付批次',
      permission: 'funds.read',
      input: z.object({ line: Id.optional() }),
      output: z.object({ items: z.array(BatchView) }),
      handle: async (call, { line }) => {
        const batches = await store.listBatches(call.tenant, { line });
        const names = await namesOf(ports, call, batches);
        return { items: batches.map((each) => batchView(each, names)) };
      },
    }),
    operation({
      id: 'funds.desk',
      method: 'GET',
      path: '/api/funds/desk',
      title: '资金台：等着复核、送付、回单的批次，等得最久的在前',
      permission: 'funds.read',
      input: z.object({}),
      output: z.object({ items: z.array(BatchView.extend({ status: z.enum(WAITING), lineTitle: z.string() })) }),
      handle: async (call) => {
        const batches = await store.listBatches(call.tenant, { statuses: WAITING });
        const names = await namesOf(ports, call, batches);
        const titles = new Map((await store.listLines(call.tenant)).map((each) => [each.id, each.title]));
        return {
          items: batches.toReversed().flatMap((each) => {
            const status = WAITING.find((one) => one === each.status);
            const lineTitle = titles.get(each.line) ?? each.line;
            return status ? [{ ...batchView(each, names), status, lineTitle }] : [];
          }),
        };
      },
    }),
    operation({
      id: 'funds.batch',
      method: 'GET',
      path: '/api/funds/batches/{id}',
      title: '一个批次：每笔付款及其结果、银行回单',
      permission: 'funds.read',
      input: z.object({ id: Id }),
      output: BatchDetail,
      handle: async (call, { id }) => detailOf(ports, call, await getBatch(store, call.tenant, id)),
    }),
    operation({
      id: 'funds.payment-file',
      method: 'GET',
      path: '/api/funds/batches/{id}/payment-file',
      title: '付款文件（银行或国库的格式）',
      permission: 'funds.pay',
      input: z.object({ id: Id }),
      output: z.custom(),
      produces: 'file',
      handle: async (call, { id }) => paymentFile(ports, call, await getBatch(store, call.tenant, id)),
    }) as AnyOperation,
  ];
}

function writeOperations(ports: FundPorts): readonly AnyOperation[] {
  const { store } = ports;
  return [
    operation({
      id: 'funds.draft-batch',
      method: 'POST',
      path: '/api/funds/batches',
      title: '编制拨付批次',
      permission: 'funds.prepare',
      input: z.object({ line: Id, items: z.array(Id).min(1).max(2000), format: z.string().min(1).max(40) }),
      output: BatchView,
      handle: async (call, input) => {
        const batch = await draftBatch(ports, call, input);
        return batchView(batch, await namesOf(ports, call, [batch]));
      },
    }),
    moveOperation(ports, 'approve', '复核批次（须为编制人以外的人）', 'funds.approve'),
    moveOperation(ports, 'send', '标记批次已送付', 'funds.pay'),
    moveOperation(ports, 'cancel', '作废未送付的批次', 'funds.prepare'),
    operation({
      id: 'funds.receipt',
      method: 'POST',
      path: '/api/funds/batches/{id}/receipt',
      title: '导入银行或国库回单，逐笔对账',
      permission: 'funds.pay',
      consumes: 'multipart',
      input: z.object({ id: Id, file: fileField() }),
      output: z.object({
        arrived: z.number(),
        returned: z.number(),
        known: z.number().describe('以前的回单里已有'),
        open: z.number().describe('还没有了结：没有回单，或者对不上'),
        mismatches: z.array(z.object({ row: z.number(), what: z.string() })),
        errors: z.array(z.object({ row: z.number(), column: z.string(), what: z.string() })),
      }),
      handle: async (call, { id, file }) => {
        const batch = await getBatch(store, call.tenant, id);
        const receipt = await takeReceipt(ports, call, batch, file);
        return { ...receipt, mismatches: [...receipt.mismatches], errors: [...receipt.errors] };
      },
    }),
  ];
}

const moveOperation = (
  ports: FundPorts,
  step: 'approve' | 'send' | 'cancel',
  title: string,
  permission: string,
): AnyOperation =>
  operation({
    id: `funds.${step}-batch`,
    method: 'POST',
    path: `/api/funds/batches/{id}/${step}`,
    title,
    permission,
    input: z.object({ id: Id }),
    output: BatchView,
    handle: async (call, { id }) => {
      const batch = await moveBatch(ports, call, { batch: await getBatch(ports.store, call.tenant, id), step });
      return batchView(batch, await namesOf(ports, call, [batch]));
    },
  });

const namesOf = (ports: FundPorts, call: Call, batches: readonly BatchRow[]) =>
  ports.personNames(call.tenant, [
    ...new Set(batches.flatMap(({ preparedBy, approvedBy }) => [preparedBy, ...(approvedBy ? [approvedBy] : [])])),
  ]);

async function detailOf(ports: FundPorts, call: Call, batch: BatchRow): Promise<z.infer<typeof BatchDetail>> {
  const { store } = ports;
  const enterprises = batch.payments.map((each) => each.enterprise);
  const [accounts, lines, names] = await Promise.all([
    store.accountsOf(call.tenant, enterprises),
    store.bankLinesOf(call.tenant, batch.id),
    namesOf(ports, call, [batch]),
  ]);
  const tails = new Map(accounts.map((each) => [each.account, each.tail]));
  const settled = new Set(lines.filter((each) => each.mismatch === null).map((each) => each.bankNumber));
  return {
    ...batchView(batch, names),
    items: batch.payments.map((each) => paymentView(each, tails)),
    bankLines: lines.map(({ bankNumber, file, row, amount, outcome, mismatch, matter }) => ({
      bankNumber,
      file,
      row,
      amount,
      outcome,
      ...(mismatch ? { mismatch } : {}),
      ...(matter ? { matter } : {}),
      settled: settled.has(bankNumber),
    })),
  };
}
