export { firmsAtRows } from './firms-at-rows.ts';
export { loadPopulation } from './load-population.ts';
export { totalsBySql } from './sql-totals.ts';
