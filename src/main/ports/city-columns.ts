import { type CityColumns, createCityColumns, type Databases } from '#storage';
import type { Base } from '../base.ts';
import { factStoreOf } from './fact-store.ts';

const made = new WeakMap<Databases, CityColumns>();

/** The facts of a site as columns: in memory once, for all who count. */
export function cityColumnsOf(base: Pick<Base, 'databases' | 'city'>): CityColumns {
  const { databases, city } = base;
  const known = made.get(databases);
  if (known) return known;
  const columns = createCityColumns(databases, factStoreOf(base).prepare, () => city.pack.facts);
  made.set(databases, columns);
  return columns;
}
