import { type Call, formatMoney, isRefusal, type Money, money, type Refusal, refuse } from '#kernel';
import type { LibraryClause } from '../clause/index.ts';
import type { Library } from '../library.ts';
import { inTurn } from '../match/limits.ts';
import type { PolicyPorts } from '../ports.ts';
import type { BatchLine } from './batch-lines.ts';
import { type Bounds, roomIn } from './bounds.ts';
import type { ClaimStanding, Drawing } from './ports.ts';

/** Whoever has theirs, or something better of the same kind, is left out; places and caps hold. */
export function fitting(
  bounds: Bounds,
  { held, taken }: ClaimStanding,
  lines: readonly BatchLine[],
): readonly BatchLine[] {
  const byFirm = Map.groupBy(held, (one) => one.enterprise);
  const chosen: BatchLine[] = [];
  for (const line of lines) {
    const room = roomIn(bounds, { held: byFirm.get(line.enterprise) ?? [], taken: taken + chosen.length });
    if (isRefusal(room)) {
      if (room.code === 'claims.quota') break;
      continue;
    }
    const amount = room.most !== undefined && line.amount > room.most ? room.most : line.amount;
    chosen.push({ ...line, amount, claim: { ...line.claim, amount } });
  }
  return chosen;
}

/** The line that a batch is paid from; without one nobody is promised anything in public. */
export async function drawingOf(
  { payments }: Pick<PolicyPorts, 'payments'>,
  call: Call,
  { clause, policy }: LibraryClause,
  period: string,
): Promise<Drawing> {
  const clauses = policy.clauses.map((one) => one.clause);
  const line = await payments.lineOf(call, { clause: clause.clause, policy: policy.policy, clauses, period });
  if (line) return line;
  throw refuse({
    code: 'claims.no-budget',
    kind: 'conflict',
    what: `《${policy.title}》还没有预算，不能开始公示`,
    why: '公示就是向企业承诺发放；没有预算的名单期满也付不出',
    todo: '请先请财政部门建立这项政策的预算',
  });
}

type Within = { readonly lines: readonly BatchLine[]; readonly left: number };

const sumOf = (lines: readonly BatchLine[]): Money => money(lines.reduce((sum, each) => sum + each.amount, 0));

/**
 * A list that the money reaches for. One that promises more is refused, or cut where that is asked for: who comes first by
 * the clause's own order, else the larger amount, is paid in full, and nobody behind overtakes.
 */
export function within(
  lines: readonly BatchLine[],
  { free, waiting, title }: Drawing & Required<Pick<ClaimStanding, 'free' | 'waiting'>>,
  reduce: { readonly each: LibraryClause; readonly facts: Library['facts'] } | undefined,
): Within {
  const total = sumOf(lines);
  const room = Math.max(0, free - waiting);
  if (total <= room) return { lines, left: 0 };
  if (!reduce) throw overBudget(lines.length, total, { free, waiting, title });
  const turn = inTurn(reduce.each.clause, reduce.facts, lines);
  let sum = 0;
  const until = turn.findIndex(({ amount }) => {
    sum += amount;
    return sum > room;
  });
  if (until === 0) throw overBudget(lines.length, total, { free, waiting, title });
  return { lines: turn.slice(0, until), left: lines.length - until };
}

const overBudget = (
  firms: number,
  total: Money,
  { free, waiting, title }: { readonly free: Money; readonly waiting: Money; readonly title: string },
): Refusal =>
  refuse({
    code: 'claims.over-budget',
    kind: 'conflict',
    what: `符合条件 ${firms} 户，应发 ${formatMoney(total)}，超过预算余额 ${formatMoney(money(Math.max(0, free - waiting)))}，不能开始公示`,
    why: `“${title}”可用 ${formatMoney(free)}${waiting > 0 ? `，其中 ${formatMoney(waiting)} 已在公示或已批准待安排` : ''}`,
    todo: '请财政部门追加预算后再拟定，或按顺序只列预算内的企业',
  });
