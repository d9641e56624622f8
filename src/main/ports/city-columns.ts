import { createCityColumns } from '#storage';
import type { Base } from '../base.ts';
import { oncePer } from '../once-per.ts';
import { factStoreOf } from './fact-store.ts';

/** The facts of a site as columns: in memory once, for all who count. */
export const cityColumnsOf = oncePer(
  ({ databases }: Pick<Base, 'databases' | 'city'>) => databases,
  (base) => createCityColumns(base.databases, factStoreOf(base).prepare, () => base.city.pack.facts),
);
