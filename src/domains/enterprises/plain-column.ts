import type { ImportColumn } from './ports.ts';

/** What a column means, without how that was found out. */
export const plainColumn = ({ heading, key, unit }: ImportColumn) => ({
  heading,
  ...(key !== undefined && { key }),
  ...(unit !== undefined && { unit }),
});
