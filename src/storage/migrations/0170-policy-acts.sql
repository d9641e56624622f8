-- What was done to a policy after its issue: repealed by a document from a day on, or looked at again with a verdict
-- (保留、修改、废止) and the day of the next look. The text is never touched; the newest of each kind holds.
create table policy_acts (
  tenant_id text not null,
  policy text not null,
  seq int not null,
  at timestamptz not null,
  actor text not null,
  unit text,
  type text not null check (type in ('repealed', 'reviewed')),
  data jsonb not null,
  primary key (tenant_id, policy, seq)
);
revoke update, delete, truncate on policy_acts from clearway_system;
