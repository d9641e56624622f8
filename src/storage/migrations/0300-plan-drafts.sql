-- Who saved a plan last, so that a second reviewer is told; and drafts that were thrown away, kept with the reason.
alter table plans add column updated_by text, add column discarded_by text, add column discard_reason text;
alter table plans drop constraint plans_status_check;
alter table plans add constraint plans_status_check check (status in ('draft', 'published', 'history', 'discarded'));
