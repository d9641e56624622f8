import { formatMoney, type Money, money, type Refusal, refuse, subtractMoney } from '#kernel';
import { type Account, type Balances, moved, movedItem, type Posting } from './accounts.ts';
import type { Books, LedgerAct, LedgerItem } from './acts.ts';

type Step = { readonly from: Account; readonly to: Account; readonly short: string; readonly todo: string };

/** The acts that are one movement: from where, to where, and what is said when there is not enough. */
const STEPS: Readonly<Record<string, Step>> = {
  commit: {
    from: 'available',
    to: 'committed',
    short: '预算可用额不足',
    todo: '请先追加预算或调减其他承诺，再行审定',
  },
  release: { from: 'committed', to: 'available', short: '已承诺的金额不足', todo: '请核对要释放的金额' },
  approve: { from: 'committed', to: 'payable', short: '拨付超过已承诺的金额', todo: '请按审定金额编制批次' },
  withdraw: { from: 'payable', to: 'committed', short: '应付的金额不足', todo: '请核对要撤回的金额' },
  send: { from: 'payable', to: 'sent', short: '送付超过应付的金额', todo: '请核对批次明细' },
  bounce: { from: 'sent', to: 'payable', short: '退回超过在途的金额', todo: '请核对银行回单' },
  reclaim: { from: 'paid', to: 'receivable', short: '追回超过已付的金额', todo: '请核对已付金额' },
  recover: { from: 'receivable', to: 'available', short: '收回超过应收回的金额', todo: '请核对收款凭证' },
};

/**
 * What an act posts, or why not. Pure: the same books and act always give the same postings. Of an item nothing may be
 * taken that it does not have; of a line nothing may be promised that is not free.
 * @throws nothing; returns a Refusal `ledger.short`, `ledger.no-item`, `ledger.bad-amount` or `ledger.not-advanced`
 * @example decideLedger({ line, item }, { act: 'commit', amount }) // [{ from: 'available', to: 'committed', amount, item: item.id }]
 */
export function decideLedger({ line, item }: Books, act: LedgerAct): readonly Posting[] | Refusal {
  const amount = act.act === 'finalise' ? act.final : act.amount;
  if (!Number.isSafeInteger(amount) || amount < (act.act === 'finalise' ? 0 : 1))
    return refuse({ code: 'ledger.bad-amount', kind: 'invalid', what: '金额必须大于零，并精确到分' });
  if (act.act === 'grant') return [{ from: 'granted', to: 'available', amount, item: null }];
  if (act.act === 'cut')
    return line.balances.available < amount
      ? short('可用额不足，不能调减', line.balances.available, amount, '请先释放承诺')
      : [{ from: 'available', to: 'granted', amount, item: null }];
  if (!item || item.line !== line.id)
    return refuse({ code: 'ledger.no-item', kind: 'not-found', what: '没有这笔款项，或它不在这条预算内' });
  if (act.act === 'finalise') return finalise(line.balances, item, amount);
  return one(line.balances, item, stepOf(act.act, item), amount);
}

/** Where a payment arrives, and where it comes back from, depends on whether it was made ahead. */
function stepOf(act: string, item: LedgerItem): Step {
  const kept: Account = item.advance ? 'advanced' : 'paid';
  if (act === 'settle') return { from: 'sent', to: kept, short: '到账超过在途的金额', todo: '请核对银行回单' };
  if (act === 'return') return { from: kept, to: 'payable', short: '退回超过已付的金额', todo: '请核对银行回单' };
  const step = STEPS[act];
  if (!step) throw new Error(`no such act: ${act}`);
  return step;
}

function one(line: Balances, item: LedgerItem, step: Step, amount: Money): readonly Posting[] | Refusal {
  const has = step.from === 'available' ? line.available : item.balances[step.from];
  if (has < amount) return short(step.short, has, amount, step.todo);
  return [{ from: step.from, to: step.to, amount, item: item.id }];
}

/**
 * 清算: an advance ends as what was due. What is due beyond it is promised (topped up), what was given beyond it is
 * owed back; of a promise nobody needs any more the money is free again.
 */
function finalise(line: Balances, item: LedgerItem, final: Money): readonly Posting[] | Refusal {
  const { balances, id } = item;
  if (!item.advance)
    return refuse({ code: 'ledger.not-advanced', kind: 'conflict', what: '这笔款项不是预拨，无须清算' });
  if (balances.payable + balances.sent > 0)
    return refuse({
      code: 'ledger.in-transit',
      kind: 'conflict',
      what: '还有应付或在途的款项，暂不能清算',
      todo: '请等银行回单对账后再清算',
    });
  const given = balances.advanced;
  const postings: Posting[] = [];
  const post = (from: Account, to: Account, amount: Money) => {
    if (amount > 0) postings.push({ from, to, amount, item: id });
  };
  post('advanced', 'paid', money(Math.min(given, final)));
  if (final < given) {
    post('advanced', 'receivable', subtractMoney(given, final));
    post('committed', 'available', balances.committed);
    return postings;
  }
  const more = subtractMoney(subtractMoney(final, given), balances.committed);
  if (more > line.available) return short('预算可用额不足，不能补足', line.available, more, '请先追加预算');
  post('available', 'committed', more);
  post('committed', 'available', money(-more));
  return postings;
}

const short = (what: string, has: Money, wanted: Money, todo: string): Refusal =>
  refuse({
    code: 'ledger.short',
    kind: 'conflict',
    what: `${what}：现有 ${formatMoney(has)}，需要 ${formatMoney(wanted)}`,
    why: `相差 ${formatMoney(subtractMoney(wanted, has))}`,
    todo,
  });

/** The books after an act's postings. An advance that was settled is an advance no more. */
export function postLedger({ line, item }: Books, act: LedgerAct, postings: readonly Posting[]): Books {
  const after = { ...line, balances: postings.reduce(moved, line.balances) };
  if (!item) return { line: after };
  const own = postings.filter((each) => each.item === item.id);
  const advance = item.advance && act.act !== 'finalise';
  return { line: after, item: { ...item, advance, balances: own.reduce(movedItem, item.balances) } };
}
