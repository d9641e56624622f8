-- A line of a bank is its number and what it says: corrected, the same number comes again and settles. Who looks into a
-- line that does not fit is kept with it. Lines from before have no content and are known by their number if they moved
-- money.
alter table fund_bank_lines add column content text;
alter table fund_bank_lines add column matter_id text;
alter table fund_bank_lines drop constraint fund_bank_lines_pkey;
create unique index fund_bank_lines_once on fund_bank_lines (tenant_id, bank_number, coalesce(content, ''));
create index fund_bank_lines_batch on fund_bank_lines (tenant_id, batch_id);
grant update (matter_id) on fund_bank_lines to clearway_system;

-- Whose account is another's too; what the bank gave back.
create index fund_accounts_account on fund_accounts (tenant_id, account);
create index fund_payments_enterprise on fund_payments (tenant_id, enterprise_id);
