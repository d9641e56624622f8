-- Most rows came in one piece: one source for all their facts. Only a row that several sources wrote spells them out;
-- elsewhere the source is the row's own, which halves what an import writes.
alter table enterprise_facts add column base int not null default 0;
grant select (base) on enterprise_facts to clearway_app;
