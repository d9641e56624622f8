export { loadPopulation } from './load-population.ts';
export { totalsBySql } from './sql-totals.ts';
