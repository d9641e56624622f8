-- Surveys. Who was asked stands in the survey's draw; who answered and what was answered stand nowhere together:
-- a token has no name, an answer has no row. All answers of a survey lie in one sealed box that is shuffled anew with
-- each answer, so that neither order nor time nor id of a row leads from an answer to a firm.
create table survey_forms (
  tenant_id text not null,
  id text not null,
  version int not null,
  body jsonb not null,
  by text not null,
  at timestamptz not null,
  primary key (tenant_id, id, version)
);

create table surveys (
  tenant_id text not null,
  id text not null,
  number int not null,                -- without gaps: the number of its draw
  form text not null,
  period text not null,
  unit text not null,
  by text not null,
  announced_at timestamptz not null,
  body jsonb not null,                -- questions as asked, population, frame, plan, announcement: frozen
  closes_at timestamptz not null,
  record jsonb,                       -- the draw, complete
  opened_at timestamptz,
  closed_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, number)
);
create index surveys_form on surveys (tenant_id, form, period);
create index surveys_running on surveys (tenant_id, closes_at) where opened_at is not null and closed_at is null;

create table survey_tokens (
  tenant_id text not null,
  token_hash text not null,           -- of a keyed token; nothing here says whose
  survey_id text not null,
  stratum text not null,
  spent boolean not null default false,
  primary key (tenant_id, token_hash)
);
create index survey_tokens_survey on survey_tokens (tenant_id, survey_id, stratum);

create table survey_boxes (
  tenant_id text not null,
  survey_id text not null,
  cipher bytea,
  primary key (tenant_id, survey_id)
);

-- What was asked, of whom and by what draw is not changed afterwards.
create function surveys_frozen() returns trigger language plpgsql as $$ begin
  if new.body is distinct from old.body or new.number <> old.number or new.form <> old.form
     or (old.record is not null and new.record is distinct from old.record)
     or (old.closed_at is not null and new.closed_at is distinct from old.closed_at) then
    raise exception 'a survey that was announced is not changed';
  end if;
  return new;
end $$;
create trigger surveys_frozen before update on surveys for each row execute function surveys_frozen();

do $$ declare t text; begin
  foreach t in array array['survey_forms', 'surveys', 'survey_tokens', 'survey_boxes'] loop
    execute format('alter table %I enable row level security', t);
    execute format('revoke select on %I from clearway_app', t);
  end loop;
end $$;
revoke delete, truncate on survey_forms, surveys from clearway_system;
revoke update on survey_forms from clearway_system;
