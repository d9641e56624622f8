-- Where an enterprise wants to be told besides its inbox, and what became of each letter.
alter table policy_wishes add column email text;

create table policy_mails (
  tenant_id text not null,
  key text not null,                    -- of the inbox entry that says the same
  enterprise_id text not null,
  email text not null,
  subject text not null,
  text text not null,
  created_at timestamptz not null,
  next_at timestamptz,                  -- null: taken by the server, or given up
  attempts int not null default 0,
  sent_at timestamptz,
  answer text,                          -- what the server said last
  primary key (tenant_id, key)
);
create index policy_mails_due on policy_mails (tenant_id, next_at) where next_at is not null;
create index policy_mails_old on policy_mails (tenant_id, created_at);
