-- Scenarios: ways of setting the numbers of clauses that somebody kept, apart from every live rule. A version is never changed.
create table simulation_scenarios (
  tenant_id text not null,
  id text not null,
  version int not null,
  title text not null,
  set_id text not null,               -- a policy, or a draft
  body jsonb not null,                -- note, version of the text, clauses, variants
  actor text not null,
  unit text,
  at timestamptz not null,
  newest boolean not null,
  primary key (tenant_id, id, version)
);
create index simulation_scenarios_newest on simulation_scenarios (tenant_id, at desc, id desc) where newest;
create index simulation_scenarios_set on simulation_scenarios (tenant_id, set_id, at desc, id desc) where newest;

grant select, insert on simulation_scenarios to clearway_system;
grant update (newest) on simulation_scenarios to clearway_system;
