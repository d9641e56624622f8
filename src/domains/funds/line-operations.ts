import { z } from 'zod';
import { auditSums, type LedgerFinding } from '#engines/ledger';
import { type Call, fileField, money, operation, refuse } from '#kernel';
import { importBudgets } from './import-budgets.ts';
import type { FundPorts, LineRow } from './ports.ts';
import { addLine, changeBudget, noLine } from './promises.ts';
import { verifyLine } from './verify.ts';
import { EntryView, Id, LineView, lineView } from './views.ts';

const Amount = z
  .int()
  .min(-100_000_000_000_000)
  .max(100_000_000_000_000)
  .describe('分；负数为调减')
  .refine((each) => each !== 0, '金额不能为零');

const Finding = z.object({ seq: z.number().optional(), what: z.string() });
const findingView = ({ seq, what }: LedgerFinding): z.infer<typeof Finding> =>
  seq === null ? { what } : { seq, what };

type NamesPolicy = Awaited<ReturnType<FundPorts['policiesNamed']>>;

export function lineOperations(ports: FundPorts) {
  const { store } = ports;
  const viewOf = async (call: Call, line: LineRow, policyNamed: NamesPolicy) => {
    const [named, unit] = [policyNamed(line.policy), await ports.unitName(call.tenant, line.owner, call.now)];
    return { ...lineView(line, unit), ...(named ? { policyTitle: named.title } : {}) };
  };
  const view = async (call: Call, line: LineRow) => viewOf(call, line, await ports.policiesNamed(call.tenant));
  const lines = async (call: Call, year: number | undefined) => {
    const policyNamed = await ports.policiesNamed(call.tenant);
    return Promise.all((await store.listLines(call.tenant, year)).map((line) => viewOf(call, line, policyNamed)));
  };
  return [
    operation({
      id: 'funds.lines',
      method: 'GET',
      path: '/api/funds/lines',
      title: '各政策各年度的预算及其去向',
      permission: 'funds.read',
      input: z.object({ year: z.coerce.number().int().min(2000).max(2100).optional() }),
      output: z.object({ items: z.array(LineView), formats: z.array(z.object({ id: z.string(), title: z.string() })) }),
      handle: async (call, { year }) => ({
        items: await lines(call, year),
        formats: [...ports.formats.values()].map(({ id, title }) => ({ id, title })),
      }),
    }),
    operation({
      id: 'funds.line',
      method: 'GET',
      path: '/api/funds/lines/{id}',
      title: '一条预算：余额、分录，分录与余额是否一致',
      permission: 'funds.read',
      input: z.object({ id: Id }),
      output: LineView.extend({
        entries: z.array(EntryView).describe('最近 500 笔，新的在前'),
        entryCount: z.number(),
        findings: z.array(Finding).describe('分录合计与余额不一致之处；空为一致'),
      }),
      handle: async (call, { id }) => {
        const line = await getLine(ports, call, id);
        const [entries, sums] = await Promise.all([
          store.entriesOf(call.tenant, { line: id, last: 500 }),
          store.sumsOf(call.tenant, id),
        ]);
        return {
          ...(await view(call, line)),
          entries: entries.toReversed().map(entryView),
          entryCount: sums.count,
          findings: auditSums(sums, line).map(findingView),
        };
      },
    }),
    operation({
      id: 'funds.verify-line',
      method: 'GET',
      path: '/api/funds/lines/{id}/proof',
      title: '逐笔核验一条预算的全部分录：首尾相连、内容未改、与余额一致',
      permission: 'funds.read',
      input: z.object({ id: Id }),
      output: z.object({ entries: z.number(), findings: z.array(Finding) }),
      handle: async (call, { id }) => {
        const { entries, findings } = await verifyLine(ports, call.tenant, await getLine(ports, call, id));
        return { entries, findings: findings.map(findingView) };
      },
    }),
    operation({
      id: 'funds.add-line',
      method: 'POST',
      path: '/api/funds/lines',
      title: '建立一项政策的年度预算',
      permission: 'funds.prepare',
      input: z.object({
        title: z.string().trim().min(2).max(80),
        policy: z
          .string()
          .trim()
          .min(1)
          .max(80)
          .describe('政策的文号、名称或标识；政策库里有的，批准的申领自动从这里安排'),
        year: z.int().min(2000).max(2100),
        owner: Id.describe('主管单位；不填为本单位').optional(),
      }),
      output: LineView,
      handle: async (call, input) => {
        const owner = input.owner ?? call.actor.unit;
        if (!owner) throw refuse({ code: 'funds.owner', kind: 'invalid', what: '请指明主管单位' });
        const policy = (await ports.policiesNamed(call.tenant))(input.policy)?.id ?? input.policy;
        return view(call, await addLine(ports, call, { ...input, policy, owner }));
      },
    }),
    operation({
      id: 'funds.import-budgets',
      method: 'POST',
      path: '/api/funds/budgets',
      title: '导入预算表（Excel、CSV）：没有的预算建立，金额下达；同一行只下达一次',
      permission: 'funds.approve',
      consumes: 'multipart',
      input: z.object({ file: fileField(), dryRun: z.enum(['yes', 'no']).default('no').describe('只看会发生什么') }),
      output: z.object({
        lines: z.number().describe('新建'),
        granted: z.number().describe('下达的行'),
        same: z.number().describe('以前下达过的行'),
        sum: z.number().describe('表中合计（分）'),
        errors: z.array(z.object({ row: z.number(), what: z.string() })),
      }),
      handle: async (call, { file, dryRun }) => {
        const done = await importBudgets(ports, call, file, dryRun === 'yes');
        return { ...done, errors: [...done.errors] };
      },
    }),
    operation({
      id: 'funds.budget',
      method: 'POST',
      path: '/api/funds/lines/{id}/budget',
      title: '下达、追加或调减预算',
      permission: 'funds.approve',
      input: z.object({ id: Id, amount: Amount, note: z.string().trim().min(2, '请写明依据文件').max(200) }),
      output: LineView,
      handle: async (call, { id, amount, note }) =>
        view(call, await changeBudget(ports, call, { line: id, amount: money(amount), note })),
    }),
  ];
}

export async function getLine({ store }: FundPorts, { tenant }: Call, id: string): Promise<LineRow> {
  const line = await store.findLine(tenant, id);
  if (!line) throw noLine();
  return line;
}

export const entryView = (entry: Awaited<ReturnType<FundPorts['store']['entriesOf']>>[number]) => ({
  seq: entry.seq,
  at: entry.at,
  act: entry.act,
  from: entry.from,
  to: entry.to,
  amount: entry.amount,
  by: entry.by,
  hash: entry.hash,
  ...(entry.batch ? { batch: entry.batch } : {}),
  ...(entry.bankNumber ? { bankNumber: entry.bankNumber } : {}),
  ...(entry.note ? { note: entry.note } : {}),
});
