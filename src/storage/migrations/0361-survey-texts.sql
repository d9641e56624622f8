-- Invitations by text message: to whom one went is no secret (who was drawn stands in the survey); neither the number nor
-- the link is kept, so that nothing here leads to an answer.
create table survey_texts (
  tenant_id text not null,
  survey_id text not null,
  member text not null,
  outcome text not null check (outcome in ('sent', 'no-number', 'failed')),
  at timestamptz not null,
  primary key (tenant_id, survey_id, member)
);
alter table survey_texts enable row level security;
revoke select on survey_texts from clearway_app;
