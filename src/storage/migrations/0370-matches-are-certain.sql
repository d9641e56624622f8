-- Only what an enterprise could have is kept, to be told and to know that it was. Who might have it, or just misses it,
-- is worked out from the facts when somebody asks (docs/decisions/0007).
delete from policy_matches where outcome <> 'yes';
drop index policy_matches_untold;
alter table policy_matches drop column outcome, drop column missing, drop column version;
create index policy_matches_untold on policy_matches (tenant_id, enterprise_id) where told_at is null;
alter table policy_match_marks drop column counted;
