const ACCOUNTS = ['committed', 'payable', 'sent', 'advanced', 'paid', 'receivable'];
const LINE_ACCOUNTS = ['granted', 'available', ...ACCOUNTS];

const movedBy = (of: string, accounts: readonly string[]): string =>
  accounts
    .map(
      (each) => `coalesce(sum(e.amount) filter (where e."to" = '${each}'), 0)
        - coalesce(sum(e.amount) filter (where e."from" = '${each}'), 0) = ${of}.${each}`,
    )
    .join(' and ');

/** What must never be found in the books, whenever one looks: each query finds nothing. */
export const NEVER: Readonly<Record<string, string>> = {
  'accounts that do not sum to zero': `select id from fund_lines where ${LINE_ACCOUNTS.join(' + ')} <> 0`,
  'more promised than granted, more paid than promised': `select id from fund_lines
    where -granted < ${ACCOUNTS.join(' + ')} or ${['available', ...ACCOUNTS].map((each) => `${each} < 0`).join(' or ')}`,
  'balances of a line that its entries do not come to': `select l.id from fund_lines l
    left join fund_entries e on e.tenant_id = l.tenant_id and e.line_id = l.id
    group by l.tenant_id, l.id having not (${movedBy('l', LINE_ACCOUNTS)}) or count(e.seq) <> l.seq`,
  'balances of an item that its entries do not come to': `select i.id from fund_items i
    left join fund_entries e on e.tenant_id = i.tenant_id and e.item_id = i.id
    group by i.tenant_id, i.id having not (${movedBy('i', ACCOUNTS)})`,
  'items that do not add up to their line': `select l.id from fund_lines l join fund_items i on i.line_id = l.id
    group by l.tenant_id, l.id having not (${ACCOUNTS.map((each) => `sum(i.${each}) = l.${each}`).join(' and ')})`,
  'one key promised twice': `select policy_version from fund_items where stage <> 'released'
    group by policy_version, enterprise_id, period having count(*) > 1`,
  'more paid than was promised': `select item_id from fund_entries where item_id is not null group by item_id
    having sum(case act when 'settle' then amount when 'return' then -amount else 0 end)
      > sum(case when "to" = 'committed' and "from" = 'available' then amount when act = 'release' then -amount else 0 end)`,
  'a payment that arrived without the books, or the other way round': `select e.item_id from (
      select item_id, sum(case act when 'settle' then amount when 'return' then -amount else 0 end) as moved
      from fund_entries where item_id is not null group by 1) e
    left join (select item_id, sum(amount) as told from fund_payments where outcome = 'arrived' group by 1) p using (item_id)
    where e.moved <> coalesce(p.told, 0)`,
  'an item in two open batches': `select item_id from fund_payments p join fund_batches b on b.id = p.batch_id
    where b.status <> 'cancelled' and p.outcome is null group by item_id having count(*) > 1`,
  'half a batch': `select b.id from fund_batches b
    join (select batch_id, count(*) as payments, count(outcome) as told from fund_payments group by 1) p on p.batch_id = b.id
    left join (select batch_id, count(*) filter (where act = 'approve') as approved, count(*) filter (where act = 'send') as sent,
      count(*) filter (where act in ('settle', 'bounce')) as answered from fund_entries group by 1) e on e.batch_id = b.id
    where not case b.status
      when 'drafted' then e.batch_id is null
      when 'approved' then e.approved = p.payments and e.sent = 0
      when 'sent' then e.approved = p.payments and e.sent = p.payments and e.answered = p.told and p.told < p.payments
      when 'reconciled' then e.sent = p.payments and e.answered = p.payments and p.told = p.payments
      else e.batch_id is null or e.sent = 0 end`,
  'a word of the bank that moved nothing, or twice': `select l.bank_number from fund_bank_lines l
    left join fund_entries e on e.bank_number = l.bank_number and e.act in ('settle', 'bounce', 'return')
    group by l.bank_number, l.mismatch having count(e.seq) <> case when l.mismatch is null then 1 else 0 end`,
};
