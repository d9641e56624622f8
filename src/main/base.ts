import type { DefinitionBook } from '#platform/matters';
import type { Settings } from '#platform/settings';
import type { Tenants } from '#platform/site';
import type { Databases } from '#storage';
import type { City } from './city.ts';

/** What there is before anything is plugged together. */
export type Base = {
  readonly settings: Settings;
  readonly city: City;
  readonly databases: Databases;
  readonly contentKey: Uint8Array;
  readonly tenants: Tenants;
  readonly book: DefinitionBook;
  readonly version: string;
  readonly wallClock: () => number;
};
