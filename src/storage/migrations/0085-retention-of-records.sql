-- What was written about a visit, a meeting or by a panel is kept for a while like the content of matters; then the row
-- stays for the statistics and its words go.
alter table visits add erased_at timestamptz;
alter table meetings add erased_at timestamptz;
alter table panel_answers add erased_at timestamptz;
create index visits_kept on visits (tenant_id, at) where erased_at is null;
create index meetings_kept on meetings (tenant_id, ends_at) where erased_at is null;
create index panel_answers_kept on panel_answers (tenant_id, at) where erased_at is null;
create index work_order_logs_kept on work_order_logs (tenant_id, received_at) where text_cipher is not null;
create index inbox_at on inbox (tenant_id, at);
