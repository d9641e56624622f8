import type { Roles } from '#platform/access';
import type { City } from './city.ts';

export const rolesOf = ({ pack }: Pick<City, 'pack'>): Roles =>
  Object.fromEntries(pack.roles.map(({ id, ...role }) => [id, role]));
