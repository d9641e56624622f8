-- A repeal that was written down by mistake can be taken back before its day; both stay in the history.
alter table policy_acts drop constraint policy_acts_type_check;
alter table policy_acts add constraint policy_acts_type_check check (type in ('repealed', 'reinstated', 'reviewed'));
