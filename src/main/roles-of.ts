import type { Roles } from '#platform/access';
import type { City } from './city.ts';

export const rolesOf = ({ pack }: Pick<City, 'pack'>): Roles =>
  Object.fromEntries(pack.roles.map(({ id, title, permissions }) => [id, { title, permissions }]));
