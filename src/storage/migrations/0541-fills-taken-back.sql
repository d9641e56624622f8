-- Whoever stated a value may take it back while nobody has checked it.
alter table indicator_values drop constraint indicator_values_status_check;
alter table indicator_values add constraint indicator_values_status_check
  check (status in ('reported', 'checked', 'rejected', 'withdrawn'));
