import { type Call, formatMoney, isRefusal, type Money, money, type Refusal, refuse } from '#kernel';
import type { LibraryClause } from '../clause/index.ts';
import type { Library } from '../library.ts';
import { type InLine, inTurn } from '../match/limits.ts';
import type { PolicyPorts } from '../ports.ts';
import { type Bounds, roomIn } from './bounds.ts';
import type { ClaimStanding, Drawing } from './ports.ts';

/** Whoever has theirs, or something better of the same kind, is left out; places and caps hold. */
export function fitting<T extends InLine>(
  bounds: Bounds,
  { held, taken }: ClaimStanding,
  lines: readonly T[],
): readonly T[] {
  const byFirm = Map.groupBy(held, (one) => one.enterprise);
  const chosen: T[] = [];
  for (const line of lines) {
    const room = roomIn(bounds, { held: byFirm.get(line.enterprise) ?? [], taken: taken + chosen.length });
    if (isRefusal(room)) {
      if (room.code === 'claims.quota') break;
      continue;
    }
    const amount = room.most !== undefined && line.amount > room.most ? room.most : line.amount;
    chosen.push(amount === line.amount ? line : { ...line, amount });
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

type Has = Drawing & Required<Pick<ClaimStanding, 'free' | 'waiting'>>;
type Within<T extends InLine> = { readonly lines: readonly T[]; readonly left: number };

const sumOf = (lines: readonly InLine[]): Money => money(lines.reduce((sum, each) => sum + each.amount, 0));

/**
 * A list that the money reaches for. One that promises more is refused, or cut where that is asked for: who comes first by
 * the clause's own order, else the larger amount, is paid in full, and nobody behind overtakes.
 */
export function within<T extends InLine>(
  lines: readonly T[],
  has: Has,
  { each, facts, reduce }: { readonly each: LibraryClause; readonly facts: Library['facts']; readonly reduce: boolean },
): Within<T> {
  const room = Math.max(0, has.free - has.waiting);
  if (sumOf(lines) <= room) return { lines, left: 0 };
  const turn = inTurn(each.clause, facts, lines);
  let sum = 0;
  const reached = turn.findIndex(({ amount }) => {
    sum += amount;
    return sum > room;
  });
  if (!reduce || reached === 0) throw overBudget(lines, has, reached > 0);
  return { lines: turn.slice(0, reached), left: lines.length - reached };
}

function overBudget(lines: readonly InLine[], { free, waiting, title }: Has, some: boolean): Refusal {
  const left = formatMoney(money(Math.max(0, free - waiting)));
  return refuse({
    code: some ? 'claims.over-budget' : 'claims.budget-gone',
    kind: 'conflict',
    what: `符合条件 ${lines.length} 户，应发 ${formatMoney(sumOf(lines))}，超过预算余额 ${left}，不能开始公示`,
    why: `“${title}”可用 ${formatMoney(free)}${waiting > 0 ? `，其中 ${formatMoney(waiting)} 已在公示或已批准待安排` : ''}`,
    todo: `请财政部门追加预算后再拟定${some ? '，或按顺序只列预算内的企业' : '；余额不够排在第一的一户'}`,
  });
}
