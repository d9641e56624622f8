import type { Directory } from './context.ts';

/** Is it the unit complained of, or one that reports to it? */
export const isComplainedOf = (
  unit: string,
  complainedOf: readonly string[],
  directory: Pick<Directory, 'ancestors'>,
) =>
  complainedOf.length > 0 &&
  (complainedOf.includes(unit) || directory.ancestors(unit).some((above) => complainedOf.includes(above)));
