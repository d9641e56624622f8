-- A claim follows its money: promised or why not, sent, arrived, came back. The stage of an item is what its balances say.
alter table fund_items add column stage text not null generated always as (
  case
    when receivable > 0 then 'receivable'
    when committed > 0 then 'committed'
    when payable > 0 then 'payable'
    when sent > 0 then 'sent'
    when advanced > 0 then 'advanced'
    when paid > 0 then 'paid'
    else 'released'
  end) stored;
create index fund_items_live on fund_items (tenant_id, id) where stage not in ('paid', 'released');
-- Nobody is paid twice; what was released, or came back whole, may be promised again.
drop index fund_items_key;
create unique index fund_items_key on fund_items (tenant_id, policy_version, enterprise_id, period) where stage <> 'released';
create index fund_items_exclusion on fund_items (tenant_id, enterprise_id, period);

-- What a command did to the books, so that the same command again is told the same and does nothing.
create table fund_commands (
  tenant_id text not null,
  actor text not null,
  key text not null,
  result jsonb not null,
  at timestamptz not null,
  primary key (tenant_id, actor, key)
);
revoke select on fund_commands from clearway_app;
revoke update, delete, truncate on fund_commands from clearway_system;

alter table policy_claims
  add column fund_item text,
  add column promised_at timestamptz,
  add column unpromised text,            -- why the books have no money for it yet
  add column money text,                 -- the stage of its item, as last seen
  add column money_since timestamptz,
  add column sent_at timestamptz,
  add column arrived_at timestamptz,     -- the first payment that arrived
  add column arrived_days int,           -- working days from filing to arrival
  add column returned text,              -- why the bank gave the last payment back
  add column paused_days int not null default 0; -- working days that the clock stood still for the applicant
create index policy_claims_unpromised on policy_claims (tenant_id, clause, decided_at, id)
  where status = 'approved' and fund_item is null and amount > 0;
create unique index policy_claims_item on policy_claims (tenant_id, fund_item) where fund_item is not null;
create index policy_claims_on_the_way on policy_claims (tenant_id, id)
  where fund_item is not null and money not in ('paid', 'released');
create index policy_claims_filed on policy_claims (tenant_id, filed_at desc, id desc);
