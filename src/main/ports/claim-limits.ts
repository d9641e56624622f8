import { ClaimLimits } from '#domains/policies';
import type { City } from '../city.ts';

/** The limits of claims that a city sets for itself. */
export const claimLimitsOf = ({ pack }: Pick<City, 'pack'>): ClaimLimits =>
  ClaimLimits.parse(pack.settings.claims ?? {});
