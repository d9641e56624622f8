-- Rounds of solicitation: who was asked, what he said, what became of it.
create table panel_rounds (
  tenant_id text not null,
  id text not null,
  unit text not null,
  by text not null,
  title text not null,
  question text not null,
  opened_at timestamptz not null,
  closes_at timestamptz not null,
  primary key (tenant_id, id)
);
create index panel_rounds_unit on panel_rounds (tenant_id, unit, opened_at desc);

create table panel_members (
  tenant_id text not null,
  round_id text not null,
  person text not null,
  kind text not null,
  place int not null,
  primary key (tenant_id, round_id, person)
);
create index panel_members_person on panel_members (tenant_id, person);

create table panel_answers (
  tenant_id text not null,
  id text not null,
  round_id text not null,
  person text not null,
  at timestamptz not null,
  content_cipher bytea not null,      -- body and place: free text may name people
  category text,
  status text not null check (status in ('new', 'accepted', 'declined')),
  reason_cipher bytea,
  matter_id text,
  primary key (tenant_id, id)
);
create index panel_answers_round on panel_answers (tenant_id, round_id, at);
create index panel_answers_matter on panel_answers (tenant_id, matter_id) where matter_id is not null;
revoke select on panel_rounds, panel_members, panel_answers from clearway_app;

-- Who brought a matter hears once how it ended.
create table outcomes_told (
  tenant_id text not null,
  key text not null,
  at timestamptz not null,
  primary key (tenant_id, key)
);
revoke select on outcomes_told from clearway_app;
create index matters_merged on matters (tenant_id, (state ->> 'mergedInto')) where state ->> 'mergedInto' is not null;
