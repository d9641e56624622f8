export { type CityColumns, createCityColumns } from './city-columns.ts';
export { loadPopulation } from './load-population.ts';
export { totalsBySql } from './sql-totals.ts';
