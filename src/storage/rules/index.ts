export { type CityColumns, createCityColumns, type Everyone } from './city-columns.ts';
export { loadPopulation } from './load-population.ts';
export { totalsBySql } from './sql-totals.ts';
