import { type RawBuilder, sql } from 'kysely';
import type { BooksChange, BooksWanted, Command, FundStore, ItemRow, LoadedBooks } from '#domains/funds';
import { dayOf, toInstant } from '#kernel';
import type { Database } from '../database.ts';
import {
  type BatchRecord,
  batchOf,
  type ItemRecord,
  itemOf,
  type LineRecord,
  lineOf,
  type PaymentRecord,
} from './rows.ts';

const at = (ms: number) => sql`to_timestamp(${ms} / 1000.0)`;
const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`;

/** One transaction at a time for each line: the second payer sees what the first one left. */
export const changeBooks =
  (system: Database): FundStore['change'] =>
  (tenant, wanted, now, work) =>
    system.transaction().execute(async (db) => {
      const books = await load(db, tenant, wanted);
      if (!books) return undefined;
      const before = wanted.command && (await told(db, tenant, wanted.command));
      if (before) return before.result as ReturnType<typeof work>['value'];
      const { change, value } = work(books);
      await writeEntries(db, tenant, change);
      await writeItems(db, tenant, change);
      await writeLine(db, tenant, change);
      if (change.batch) await writeBatch(db, tenant, change.batch, now);
      await writeBankLines(db, tenant, change, now);
      if (wanted.command) await writeCommand(db, tenant, wanted.command, value, now);
      return value;
    });

/** What the same command was told before; asked under the line's lock, so two at once are one. */
async function told(db: Database, tenant: string, { actor, key }: Command) {
  const { rows } = await sql<{ result: unknown }>`
    select result from fund_commands where tenant_id = ${tenant} and actor = ${actor} and key = ${key}`.execute(db);
  return rows[0];
}

const writeCommand = (db: Database, tenant: string, { actor, key }: Command, value: unknown, now: number) =>
  sql`insert into fund_commands (tenant_id, actor, key, result, at)
    values (${tenant}, ${actor}, ${key}, ${json(value)}, ${at(now)})`.execute(db);

async function load(db: Database, tenant: string, wanted: BooksWanted): Promise<LoadedBooks | undefined> {
  // Before the line: promises to one enterprise out of two lines wait for each other too.
  if (wanted.rivalsOf)
    await sql`select pg_advisory_xact_lock(hashtextextended(${`funds ${tenant} ${wanted.rivalsOf.key.enterprise}`}, 0))`.execute(
      db,
    );
  const lines = await sql<LineRecord>`
    select * from fund_lines where tenant_id = ${tenant} and id = ${wanted.line} for update`.execute(db);
  const [line] = lines.rows;
  if (!line) return undefined;
  const batch = wanted.batch ? await loadBatch(db, tenant, wanted.batch) : undefined;
  const ids = wanted.items ?? batch?.payments.map((each) => each.item) ?? [];
  const items = await sql<ItemRecord>`
    select * from fund_items where tenant_id = ${tenant} and line_id = ${wanted.line} and id = any(${[...ids]})
    order by array_position(${[...ids]}::text[], id) for update`.execute(db);
  const numbers = await sql<{ bank_number: string; content: string | null; mismatch: string | null }>`
    select bank_number, content, mismatch from fund_bank_lines
    where tenant_id = ${tenant} and bank_number = any(${[...(wanted.bankNumbers ?? [])]})`.execute(db);
  const accounts = await sql<{ enterprise_id: string; account: string }>`
    select enterprise_id, account from fund_accounts
    where tenant_id = ${tenant} and enterprise_id = any(${items.rows.map((each) => each.enterprise_id)})`.execute(db);
  return {
    line: lineOf(line),
    items: items.rows.map(itemOf),
    ...(batch ? { batch } : {}),
    told: {
      lines: new Set(numbers.rows.flatMap((each) => each.content ?? [])),
      settled: new Set(numbers.rows.filter((each) => each.mismatch === null).map((each) => each.bank_number)),
    },
    rivals: wanted.rivalsOf ? await rivalsOf(db, tenant, wanted.rivalsOf) : [],
    accounts: new Map(accounts.rows.map((each) => [each.enterprise_id, each.account])),
  };
}

async function rivalsOf(
  db: Database,
  tenant: string,
  { key, exclusion }: NonNullable<BooksWanted['rivalsOf']>,
): Promise<readonly ItemRow[]> {
  const { rows } = await sql<ItemRecord>`
    select * from fund_items where tenant_id = ${tenant} and enterprise_id = ${key.enterprise} and period = ${key.period}
      and stage <> 'released' and (policy_version = ${key.policyVersion} or exclusion = ${exclusion})
    order by policy_version <> ${key.policyVersion}, id limit 1`.execute(db);
  return rows.map(itemOf);
}

export async function loadBatch(db: Database, tenant: string, id: string) {
  const { rows } = await sql<BatchRecord>`
    select * from fund_batches where tenant_id = ${tenant} and id = ${id}`.execute(db);
  const payments = await sql<PaymentRecord>`
    select * from fund_payments where tenant_id = ${tenant} and batch_id = ${id} order by reference`.execute(db);
  return rows[0] && batchOf(rows[0], payments.rows);
}

async function writeEntries(db: Database, tenant: string, { line, entries }: BooksChange): Promise<void> {
  if (entries.length === 0) return;
  await sql`
    insert into fund_entries (tenant_id, line_id, seq, at, act, "from", "to", amount, item_id, by, unit, batch_id, bank_number, note, prev, hash)
    select ${tenant}, ${line.id}, e.seq, to_timestamp(e.at / 1000.0), e.act, e."from", e."to", e.amount, e.item, e.by, e.unit, e.batch,
      e."bankNumber", e.note, e.prev, e.hash
    from jsonb_to_recordset(${json(entries)}) as e (seq int, at double precision, act text, "from" text, "to" text, amount bigint,
      item text, by text, unit text, batch text, "bankNumber" text, note text, prev text, hash text)`.execute(db);
}

async function writeItems(db: Database, tenant: string, { items }: BooksChange): Promise<void> {
  if (items.length === 0) return;
  const rows = items.map(({ balances, key, ...each }) => ({ ...each, ...key, ...balances }));
  await sql`
    insert into fund_items as old (tenant_id, id, line_id, policy_version, enterprise_id, period, payee, purpose, exclusion, matter_id,
      advance, batch_id, stage_since, created_at, committed, payable, sent, advanced, paid, receivable)
    select ${tenant}, i.id, i.line, i."policyVersion", i.enterprise, i.period, i.payee, i.purpose, i.exclusion, i.matter, i.advance, i.batch,
      to_timestamp(i."stageSince" / 1000.0), to_timestamp(i."createdAt" / 1000.0),
      i.committed, i.payable, i.sent, i.advanced, i.paid, i.receivable
    from jsonb_to_recordset(${json(rows)}) as i (id text, line text, "policyVersion" text, enterprise text, period text, payee text,
      purpose text, exclusion text, matter text, advance boolean, batch text, "stageSince" double precision,
      "createdAt" double precision, committed bigint, payable bigint, sent bigint, advanced bigint, paid bigint, receivable bigint)
    on conflict (tenant_id, id) do update set advance = excluded.advance, batch_id = excluded.batch_id,
      stage_since = excluded.stage_since, committed = excluded.committed, payable = excluded.payable, sent = excluded.sent,
      advanced = excluded.advanced, paid = excluded.paid, receivable = excluded.receivable`.execute(db);
}

async function writeLine(db: Database, tenant: string, { line }: BooksChange): Promise<void> {
  const { balances: b } = line;
  await sql`
    update fund_lines set seq = ${line.seq}, head = ${line.head}, granted = ${b.granted}, available = ${b.available},
      committed = ${b.committed}, payable = ${b.payable}, sent = ${b.sent}, advanced = ${b.advanced}, paid = ${b.paid},
      receivable = ${b.receivable}
    where tenant_id = ${tenant} and id = ${line.id}`.execute(db);
}

async function writeBatch(
  db: Database,
  tenant: string,
  batch: NonNullable<BooksChange['batch']>,
  now: number,
): Promise<void> {
  const number: RawBuilder<unknown> = batch.number ? sql`${batch.number}` : await nextNumber(db, tenant, now);
  const stamp = (ms: number | null) => (ms === null ? sql`null` : at(ms));
  await sql`
    insert into fund_batches as old (tenant_id, id, number, line_id, format, status, prepared_by, prepared_at, approved_by, approved_at, sent_at)
    values (${tenant}, ${batch.id}, ${number}, ${batch.line}, ${batch.format}, ${batch.status}, ${batch.preparedBy}, ${at(batch.preparedAt)},
      ${batch.approvedBy}, ${stamp(batch.approvedAt)}, ${stamp(batch.sentAt)})
    on conflict (tenant_id, id) do update set status = excluded.status, approved_by = excluded.approved_by,
      approved_at = excluded.approved_at, sent_at = excluded.sent_at`.execute(db);
  await sql`
    insert into fund_payments as old (tenant_id, batch_id, reference, item_id, enterprise_id, payee, account, amount, outcome, settled_at, bank_number, why)
    select ${tenant}, ${batch.id}, p.reference, p.item, p.enterprise, p.payee, p.account, p.amount, p.outcome,
      to_timestamp(p."settledAt" / 1000.0), p."bankNumber", p.why
    from jsonb_to_recordset(${json(batch.payments)}) as p (reference text, item text, enterprise text, payee text, account text,
      amount bigint, outcome text, "settledAt" double precision, "bankNumber" text, why text)
    on conflict (tenant_id, reference) do update set outcome = excluded.outcome, settled_at = excluded.settled_at,
      bank_number = excluded.bank_number, why = excluded.why`.execute(db);
}

/** Without gaps: the number and the batch are written together, one at a time. */
async function nextNumber(db: Database, tenant: string, now: number): Promise<RawBuilder<unknown>> {
  await sql`select pg_advisory_xact_lock(hashtext(${`fund batches ${tenant}`}))`.execute(db);
  const year = dayOf(toInstant(now)).slice(0, 4);
  const { rows } = await sql<{ count: number }>`
    select count(*) from fund_batches where tenant_id = ${tenant} and number like ${`BF-${year}-%`}`.execute(db);
  return sql`${`BF-${year}-${String((rows[0]?.count ?? 0) + 1).padStart(4, '0')}`}`;
}

async function writeBankLines(
  db: Database,
  tenant: string,
  { bankLines = [] }: BooksChange,
  now: number,
): Promise<void> {
  if (bankLines.length === 0) return;
  await sql`
    insert into fund_bank_lines (tenant_id, bank_number, batch_id, file, row, told_at, amount, outcome, mismatch, content)
    select ${tenant}, l."bankNumber", l.batch, l.file, l.row, ${at(now)}, l.amount, l.outcome, l.mismatch, l.content
    from jsonb_to_recordset(${json(bankLines)}) as l ("bankNumber" text, batch text, file text, row int, amount bigint,
      outcome text, mismatch text, content text)
    on conflict do nothing`.execute(db);
}
