import { EMPTY, type LedgerItem } from '#engines/ledger';
import { type Call, dayOf, type Money, money, refuse, toInstant } from '#kernel';
import { keepBooks } from './bookkeeping.ts';
import type { Command, FundPorts, ItemRow, LineRow } from './ports.ts';

export type Promised = {
  readonly line: string;
  readonly key: LedgerItem['key'];
  readonly payee: string;
  readonly purpose: string;
  readonly amount: Money;
  readonly advance?: boolean;
  readonly exclusion?: string;
  readonly matter?: string;
};

/**
 * Promises money to an enterprise out of a line: never beyond what is free, never twice under one key.
 * @throws Refusal `ledger.short`, `funds.twice`, `funds.no-line`
 */
export async function promiseFunds({ store, ids }: FundPorts, call: Call, given: Promised): Promise<ItemRow> {
  const item: ItemRow = {
    id: ids(),
    line: given.line,
    key: given.key,
    advance: given.advance ?? false,
    balances: EMPTY,
    payee: given.payee,
    purpose: given.purpose,
    exclusion: given.exclusion ?? null,
    matter: given.matter ?? null,
    batch: null,
    stageSince: call.now,
    createdAt: call.now,
  };
  const wanted = { line: given.line, rivalsOf: item, command: commandOf(call, 'promise') };
  const made = await store.change(call.tenant, wanted, call.now, (books) => {
    const [rival] = books.rivals;
    if (rival) throw rival.key.policyVersion === given.key.policyVersion ? twice(rival) : excluded(rival);
    const act = { act: 'commit' as const, amount: given.amount };
    const change = keepBooks({ ...books, items: [item] }, call, [{ act, item: item.id, note: given.purpose }]);
    return { change, value: change.items[0] ?? item };
  });
  if (!made) throw noLine();
  return made;
}

export async function addLine(
  { store, ids }: FundPorts,
  call: Call,
  given: { readonly title: string; readonly policy: string; readonly year: number; readonly owner: string },
): Promise<LineRow> {
  const line: LineRow = { id: ids(), ...given, createdAt: call.now, balances: EMPTY, seq: 0, head: '' };
  if (await store.addLine(call.tenant, line)) return line;
  throw refuse({
    code: 'funds.line-exists',
    kind: 'conflict',
    what: `${given.year} 年已有这项政策的预算`,
    todo: '请在原预算上追加或调减',
  });
}

/** Gives more money to a line, or takes free money back. */
export async function changeBudget(
  { store }: FundPorts,
  call: Call,
  given: { readonly line: string; readonly amount: Money; readonly note: string },
  command = commandOf(call, 'budget'),
): Promise<LineRow> {
  const act = given.amount < 0 ? ('cut' as const) : ('grant' as const);
  const deed = { act: { act, amount: money(Math.abs(given.amount)) }, note: given.note };
  const wanted = { line: given.line, command };
  const line = await store.change(call.tenant, wanted, call.now, (books) => {
    const change = keepBooks(books, call, [deed]);
    return { change, value: change.line };
  });
  if (!line) throw noLine();
  return line;
}

/** What one item can still become: set free, settled, claimed back, received back. */
export async function changeItem(
  { store }: FundPorts,
  call: Call,
  given: {
    readonly item: ItemRow;
    readonly act: 'release' | 'finalise' | 'reclaim' | 'recover';
    readonly amount: Money;
    readonly note: string;
  },
): Promise<ItemRow> {
  const { item, act, amount, note } = given;
  const wanted = { line: item.line, items: [item.id], command: commandOf(call, `${act} ${item.id}`) };
  const done = await store.change(call.tenant, wanted, call.now, (books) => {
    const [own] = books.items;
    if (act === 'release' && own?.batch) throw inBatch();
    const deed = act === 'finalise' ? { act, final: amount } : { act, amount };
    const change = keepBooks(books, call, [{ act: deed, item: item.id, note }]);
    return { change, value: change.items[0] ?? item };
  });
  if (!done) throw noLine();
  return done;
}

/** A retry of the same submit is the same command. */
export const commandOf = ({ actor, idempotencyKey }: Call, act: string): Command | undefined =>
  idempotencyKey ? { actor: actor.id, key: `${act} ${idempotencyKey}` } : undefined;

export const noLine = () =>
  refuse({ code: 'funds.no-line', kind: 'not-found', what: '没有这条预算', todo: '请从预算清单进入' });
export const inBatch = () =>
  refuse({
    code: 'funds.in-batch',
    kind: 'conflict',
    what: '这笔款项在一个未了结的批次里',
    todo: '请先作废那个批次，或等它对账后再办',
  });
const twice = ({ payee, key, createdAt }: ItemRow) =>
  refuse({
    code: 'funds.twice',
    kind: 'conflict',
    what: `${payee}在 ${key.period} 已有同一政策的款项，不能重复拨付`,
    why: `已于 ${dayOf(toInstant(createdAt))} 审定`,
    todo: '请从款项清单查看原来那一笔',
  });
const excluded = ({ payee, key, purpose, createdAt }: ItemRow) =>
  refuse({
    code: 'funds.excluded',
    kind: 'conflict',
    what: `${payee}在 ${key.period} 已有“${purpose}”，两项只能享受一项`,
    why: `同类政策从高享受，不重复；那一项于 ${dayOf(toInstant(createdAt))} 审定`,
    todo: '如本项更高，请先释放那一项的承诺',
  });
