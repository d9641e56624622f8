import { auditMore, auditSums, EMPTY, type EntrySums, GENESIS, type LedgerFinding } from '#engines/ledger';
import type { Call } from '#kernel';
import type { FundPorts, LineRow } from './ports.ts';

const PAGE = 5000;

/** Every entry of a line, one after the other: the chain holds, no word was changed, the sums are the balances. */
export async function verifyLine(
  { store }: Pick<FundPorts, 'store'>,
  tenant: string,
  line: LineRow,
): Promise<{ readonly entries: number; readonly findings: readonly LedgerFinding[] }> {
  const findings: LedgerFinding[] = [];
  let sums: EntrySums = { count: 0, head: GENESIS, balances: EMPTY };
  let after = 0;
  // What is written while it reads belongs to the next time.
  while (after < line.seq) {
    const page = await store.entriesOf(tenant, { line: line.id, after, limit: Math.min(PAGE, line.seq - after) });
    const last = page.at(-1);
    if (!last) break;
    const more = auditMore(line.id, sums, page);
    sums = more.sums;
    findings.push(...more.findings);
    after = last.seq;
  }
  return { entries: sums.count, findings: [...findings, ...auditSums(sums, line)] };
}

/** Once a day every line; what is found is somebody's work at once. Returns how many lines have a finding. */
export async function verifyBooks(ports: FundPorts, call: Call): Promise<number> {
  let bad = 0;
  for (const line of await ports.store.listLines(call.tenant)) {
    const { findings } = await verifyLine(ports, call.tenant, line);
    const [first] = findings;
    if (!first) continue;
    bad += 1;
    await ports.openMatter(call, {
      key: `books ${line.id} ${first.seq} ${first.what}`,
      title: `账目核验发现问题：${line.title}`,
      text: `${findings.length} 处：${findings
        .slice(0, 10)
        .map(({ seq, what }) => (seq === null ? what : `第 ${seq} 笔${what}`))
        .join('；')}。请立即停止拨付并报告审计。`,
      office: line.owner,
    });
  }
  return bad;
}
