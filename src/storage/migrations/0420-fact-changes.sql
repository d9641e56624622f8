-- What changed since, told by number and not by time: a long import states everything as of its beginning, and is still
-- writing when others have long finished. Writers of a tenant come one after another, so whoever has seen a number has
-- seen all before it.
create table fact_changes (
  tenant_id text not null,
  no bigint not null,
  source_no int,                        -- who spoke; none where something was worked out
  whole boolean not null default false, -- the register itself changed: everything is to be read anew
  primary key (tenant_id, no)
);
alter table fact_changes enable row level security;

alter table enterprise_facts drop column changed_at;
alter table enterprise_facts add column changed_no bigint not null default 0;
grant select (changed_no) on enterprise_facts to clearway_app;
create index enterprise_facts_changed on enterprise_facts (tenant_id, changed_no);

-- The marks of before say a time; without one, everybody is matched anew.
update policy_match_marks set facts_mark = null;
alter table policy_match_marks alter column facts_mark type bigint using null;

-- Of the untold there is an index already, and at first all are untold.
drop index policy_matches_enterprise;
create index policy_matches_told on policy_matches (tenant_id, enterprise_id) where told_at is not null;

-- Whoever was stirred first is settled first, however many wait.
create index fact_stirred_in_turn on fact_stirred (tenant_id, since, enterprise_id);
