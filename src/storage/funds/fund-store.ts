import { sql } from 'kysely';
import {
  type Account,
  type BankLineRow,
  type BlockedAccount,
  type FundStore,
  HELD_ACCOUNTS,
  type HeldAccount,
  type ItemQuery,
} from '#domains/funds';
import { EMPTY, type EntrySums, type Account as LedgerAccount } from '#engines/ledger';
import type { Money } from '#kernel';
import type { Databases } from '../database.ts';
import { holding } from '../like.ts';
import { changeBooks, loadBatch } from './change-books.ts';
import {
  type BatchRecord,
  batchOf,
  type EntryRecord,
  entryOf,
  type ItemRecord,
  itemOf,
  type LineRecord,
  lineOf,
  type PaymentRecord,
  paymentOf,
} from './rows.ts';

const at = (ms: number) => sql`to_timestamp(${ms} / 1000.0)`;

/** Budget lines, items, entries, batches. The bank account numbers in it are sealed. */
export function createFundStore({ system }: Pick<Databases, 'system'>): FundStore {
  return {
    change: changeBooks(system),
    addLine: async (tenant, line) => {
      const { numAffectedRows } = await sql`
        insert into fund_lines (tenant_id, id, title, policy, year, owner_unit, created_at)
        values (${tenant}, ${line.id}, ${line.title}, ${line.policy}, ${line.year}, ${line.owner}, ${at(line.createdAt)})
        on conflict do nothing`.execute(system);
      return Number(numAffectedRows ?? 0) === 1;
    },
    listLines: async (tenant, year) => {
      const { rows } = await sql<LineRecord>`
        select * from fund_lines where tenant_id = ${tenant} ${year === undefined ? sql`` : sql`and year = ${year}`}
        order by year desc, title, id limit 1000`.execute(system);
      return rows.map(lineOf);
    },
    findLine: async (tenant, id) => {
      const { rows } = await sql<LineRecord>`
        select * from fund_lines where tenant_id = ${tenant} and id = ${id}`.execute(system);
      return rows[0] && lineOf(rows[0]);
    },
    findLineOf: async (tenant, policy, year) => {
      const { rows } = await sql<LineRecord>`
        select * from fund_lines where tenant_id = ${tenant} and policy = ${policy} and year = ${year}`.execute(system);
      return rows[0] && lineOf(rows[0]);
    },
    listItems: async (tenant, query) => {
      const { rows } = await sql<ItemRecord>`
        select * from fund_items i where tenant_id = ${tenant} ${conditionsOf(tenant, query)}
        order by created_at desc, id desc limit ${query.limit + 1}`.execute(system);
      const items = rows.slice(0, query.limit).map(itemOf);
      const last = items.at(-1);
      return rows.length > query.limit && last ? { items, next: `${last.createdAt} ${last.id}` } : { items };
    },
    sumItems: async (tenant, query) => {
      const { rows } = await sql<{ count: number; sum: number }>`
        select count(*)::int as count, coalesce(sum(${heldIn(query.holds ?? HELD_ACCOUNTS)}), 0)::bigint as sum
        from fund_items i where tenant_id = ${tenant} ${conditionsOf(tenant, query)}`.execute(system);
      return { count: rows[0]?.count ?? 0, sum: Number(rows[0]?.sum ?? 0) };
    },
    findByKey: async (tenant, { policyVersion, enterprise, period }) => {
      const { rows } = await sql<ItemRecord>`
        select * from fund_items where tenant_id = ${tenant} and policy_version = ${policyVersion}
          and enterprise_id = ${enterprise} and period = ${period}
          and stage <> 'released'`.execute(system);
      return rows[0] && itemOf(rows[0]);
    },
    entriesOf: async (tenant, of) => {
      const { rows } = await sql<EntryRecord>`
        select * from fund_entries where tenant_id = ${tenant} and ${pageOf(of)}`.execute(system);
      return ('last' in of ? rows.toReversed() : rows).map(entryOf);
    },
    sumsOf: (tenant, line) => sumsOf(system, tenant, line),
    paymentsOf: async (tenant, item) => {
      const { rows } = await sql<PaymentRecord>`
        select * from fund_payments where tenant_id = ${tenant} and item_id = ${item} order by reference`.execute(
        system,
      );
      return rows.map((each) => ({ ...paymentOf(each), batch: each.batch_id }));
    },
    listBatches: async (tenant, { line, statuses } = {}) => {
      const { rows } = await sql<BatchRecord>`
        select * from fund_batches where tenant_id = ${tenant} ${line === undefined ? sql`` : sql`and line_id = ${line}`}
          ${statuses === undefined ? sql`` : sql`and status = any(${[...statuses]}::text[])`}
        order by prepared_at desc, id limit 200`.execute(system);
      const payments = await sql<PaymentRecord>`
        select * from fund_payments where tenant_id = ${tenant} and batch_id = any(${rows.map((each) => each.id)})
        order by reference`.execute(system);
      return rows.map((each) => batchOf(each, payments.rows));
    },
    findBatch: (tenant, id) => loadBatch(system, tenant, id),
    bankLinesOf: async (tenant, batch) => {
      const { rows } = await sql<BankLineRow>`
        select bank_number as "bankNumber", batch_id as batch, file, row, amount, outcome, mismatch, content,
          matter_id as matter from fund_bank_lines
        where tenant_id = ${tenant} and batch_id = ${batch} order by told_at, row`.execute(system);
      return rows;
    },
    tieBankLine: async (tenant, { bankNumber, content }, matter) => {
      await sql`update fund_bank_lines set matter_id = ${matter} where tenant_id = ${tenant}
        and bank_number = ${bankNumber} and content is not distinct from ${content}`.execute(system);
    },
    blockedAccounts: (tenant, enterprises) => blockedAccounts(system, tenant, enterprises),
    isDone: async (tenant, { actor, key }) => {
      const { rows } = await sql`
        select from fund_commands where tenant_id = ${tenant} and actor = ${actor} and key = ${key}`.execute(system);
      return rows.length > 0;
    },
    putAccount: async (tenant, account) => {
      await sql`
        insert into fund_accounts (tenant_id, enterprise_id, account, tail, content_cipher, confirmed_at, confirmed_by)
        values (${tenant}, ${account.enterprise}, ${account.account}, ${account.tail}, ${Buffer.from(account.cipher)},
          ${at(account.confirmedAt)}, ${account.confirmedBy})
        on conflict (tenant_id, enterprise_id) do update set account = excluded.account, tail = excluded.tail,
          content_cipher = excluded.content_cipher, confirmed_at = excluded.confirmed_at,
          confirmed_by = excluded.confirmed_by`.execute(system);
    },
    accountsOf: async (tenant, enterprises) => {
      const { rows } = await sql<Account>`
        select enterprise_id as enterprise, account, tail, content_cipher as cipher, confirmed_at as "confirmedAt",
          confirmed_by as "confirmedBy"
        from fund_accounts where tenant_id = ${tenant} and enterprise_id = any(${[...enterprises]})`.execute(system);
      return rows;
    },
  };
}

async function blockedAccounts(system: Databases['system'], tenant: string, enterprises: readonly string[]) {
  const { rows } = await sql<BlockedAccount>`
    select * from (
      select a.enterprise_id as enterprise,
        exists (select from fund_accounts o where o.tenant_id = a.tenant_id and o.account = a.account
          and o.enterprise_id <> a.enterprise_id) as shared,
        (select coalesce(p.why, '银行退回') from fund_payments p where p.tenant_id = a.tenant_id
          and p.enterprise_id = a.enterprise_id and p.account = a.account and p.outcome = 'returned'
          and p.settled_at >= a.confirmed_at order by p.settled_at desc limit 1) as returned
      from fund_accounts a where a.tenant_id = ${tenant} and a.enterprise_id = any(${[...enterprises]}::text[])) found
    where shared or returned is not null`.execute(system);
  return rows;
}

const heldIn = (accounts: readonly HeldAccount[]) =>
  sql.join(
    accounts.map((each) => sql.ref(each)),
    sql` + `,
  );

function conditionsOf(tenant: string, query: Omit<ItemQuery, 'limit'>) {
  const { line, batch, enterprise, stage, holds, year, ids, q, after } = query;
  const [at_, id] = after?.split(' ') ?? [];
  const all = [
    line === undefined ? sql`` : sql`and line_id = ${line}`,
    batch === undefined
      ? sql``
      : sql`and id in (select item_id from fund_payments where tenant_id = ${tenant} and batch_id = ${batch})`,
    enterprise === undefined ? sql`` : sql`and enterprise_id = ${enterprise}`,
    ids === undefined ? sql`` : sql`and id = any(${[...ids]})`,
    q ? sql`and (payee ilike ${holding(q)} or purpose ilike ${holding(q)})` : sql``,
    stage === undefined ? sql`` : sql`and stage = ${stage}`,
    holds === undefined || holds.length === 0 ? sql`` : sql`and ${heldIn(holds)} > 0`,
    year === undefined
      ? sql``
      : sql`and line_id in (select id from fund_lines where tenant_id = ${tenant} and year = ${year})`,
    at_ && id ? sql`and (created_at, id) < (${at(Number(at_))}, ${id})` : sql``,
  ];
  return sql.join(all, sql` `);
}

function pageOf(of: Parameters<FundStore['entriesOf']>[1]) {
  if ('item' in of) return sql`item_id = ${of.item} order by line_id, seq`;
  if ('last' in of) return sql`line_id = ${of.line} order by seq desc limit ${of.last}`;
  return sql`line_id = ${of.line} and seq > ${of.after} order by seq limit ${of.limit}`;
}

async function sumsOf(system: Databases['system'], tenant: string, line: string): Promise<EntrySums> {
  const { rows } = await sql<{ account: LedgerAccount; sum: Money }>`
    select account, sum(amount)::bigint as sum from (
      select "to" as account, amount from fund_entries where tenant_id = ${tenant} and line_id = ${line}
      union all select "from", -amount from fund_entries where tenant_id = ${tenant} and line_id = ${line}) moved
    group by account`.execute(system);
  const [last] = await sql<{ count: number; head: string | null }>`
    select count(*)::int as count, (select hash from fund_entries where tenant_id = ${tenant} and line_id = ${line}
      order by seq desc limit 1) as head from fund_entries where tenant_id = ${tenant} and line_id = ${line}`
    .execute(system)
    .then((found) => found.rows);
  const sums = Object.fromEntries(rows.map((each) => [each.account, each.sum]));
  return { count: last?.count ?? 0, head: last?.head ?? '', balances: { ...EMPTY, ...sums } };
}
