import { chainEntries, decideLedger, type EntryDraft, type LedgerAct, postLedger } from '#engines/ledger';
import { type Call, isRefusal, refuse } from '#kernel';
import { type BooksChange, HELD_ACCOUNTS, type ItemRow, type ItemStage, type LoadedBooks } from './ports.ts';

export type Deed = {
  readonly act: LedgerAct;
  readonly item?: string;
  readonly batch?: string;
  readonly bankNumber?: string;
  readonly note?: string;
};

/**
 * Does deeds on the books, one after the other, and hands over what is to be written.
 * @throws Refusal of the first deed that is not possible; then nothing is written
 */
export function keepBooks(books: LoadedBooks, call: Call, deeds: readonly Deed[]): BooksChange {
  let line = books.line;
  const items = new Map(books.items.map((each) => [each.id, each]));
  const drafts: EntryDraft[] = [];
  for (const { act, item, batch, bankNumber, note } of deeds) {
    const own = item === undefined ? undefined : items.get(item);
    if (item !== undefined && !own)
      throw refuse({ code: 'funds.no-item', kind: 'not-found', what: '没有这笔款项', todo: '请刷新后再试' });
    const at = { line, ...(own ? { item: own } : {}) };
    const postings = decideLedger(at, act);
    if (isRefusal(postings)) throw postings;
    const after = postLedger(at, act, postings);
    line = { ...line, balances: after.line.balances };
    if (own && after.item) items.set(own.id, stampOf(own, { ...own, ...after.item }, call.now));
    for (const posting of postings)
      drafts.push({
        from: posting.from,
        to: posting.to,
        amount: posting.amount,
        item: posting.item,
        at: call.now,
        act: act.act,
        by: call.actor.id,
        unit: call.actor.unit ?? null,
        batch: batch ?? null,
        bankNumber: bankNumber ?? null,
        note: note ?? null,
      });
  }
  const entries = chainEntries(line.id, line, drafts);
  const last = entries.at(-1);
  const head = last ? { seq: last.seq, head: last.hash } : {};
  return { line: { ...line, ...head }, items: [...items.values()], entries };
}

/** The time in a stage starts anew where the money moved to another one. */
const stampOf = (before: ItemRow, after: ItemRow, now: number): ItemRow =>
  stageOf(before) === stageOf(after) ? after : { ...after, stageSince: now };

/** Where most of the work on an item stands: the first stage that still has money in it. */
export function stageOf({ balances }: Pick<ItemRow, 'balances'>): ItemStage {
  if (balances.receivable > 0) return 'receivable';
  return HELD_ACCOUNTS.find((each) => balances[each] > 0) ?? 'released';
}
