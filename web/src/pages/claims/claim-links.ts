import type { ClaimFilters } from '../../api/claims.ts';

/** The same list, as an Excel table. */
export const exportHref = (filters: ClaimFilters): string => {
  const asked = Object.entries(filters).filter((each): each is [string, string] => Boolean(each[1]));
  return `/api/claims-export${asked.length > 0 ? `?${new URLSearchParams(asked)}` : ''}`;
};
