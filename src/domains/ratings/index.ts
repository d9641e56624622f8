import type { AnyOperation } from '#kernel';
import type { RatingPorts } from './ports.ts';
import { rateOperations } from './rate-operations.ts';
import { readOperations } from './read-operations.ts';

export type {
  RatingFilter,
  RatingPorts,
  RatingStore,
  Said,
  ServiceRating,
  ServiceWindow,
  UnitRatings,
} from './ports.ts';
export { openUnopened } from './rectify.ts';

/** 好差评 of windows and services. */
export const ratingOperations = (ports: RatingPorts): readonly AnyOperation[] => [
  ...readOperations(ports),
  ...rateOperations(ports),
];
