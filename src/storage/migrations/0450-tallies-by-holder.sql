-- Tallies say also whose the records were, with where: boards of departments, briefs and scores are read from them then,
-- and cost the same however many records lie behind. They are counted anew once.
alter table indicator_tallies drop constraint indicator_tallies_dim_check;
alter table indicator_tallies add constraint indicator_tallies_dim_check check (dim in ('region', 'category', 'holder'));
update indicator_sources set tallied = false;
