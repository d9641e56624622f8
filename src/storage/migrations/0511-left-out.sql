-- How many were eligible and not listed, because the budget did not reach them.
alter table policy_batches add column left_out int not null default 0;
