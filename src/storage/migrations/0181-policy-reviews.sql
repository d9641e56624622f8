-- 立改废释: what an official concluded of a clause and why, with the figures that lay before him. Nothing is changed later.
create table policy_reviews (
  tenant_id text not null,
  clause text not null,
  seq int not null,
  verdict text not null check (verdict in ('keep', 'amend', 'repeal', 'interpret')),
  reason text not null,
  figures jsonb not null,
  actor text not null,
  unit text,
  at timestamptz not null,
  primary key (tenant_id, clause, seq)
);
grant select, insert on policy_reviews to clearway_system;
revoke update, delete, truncate on policy_reviews from clearway_system;
