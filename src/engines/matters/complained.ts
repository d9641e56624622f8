import type { Directory } from './context.ts';

/** Is it the unit complained of, one that reports to it, or where the person complained of serves? */
export const isComplainedOf = (
  unit: string,
  complainedOf: readonly string[],
  directory: Pick<Directory, 'ancestors' | 'serves'>,
): boolean =>
  complainedOf.length > 0 &&
  (complainedOf.some((each) => each === unit || directory.serves(each, unit)) ||
    directory.ancestors(unit).some((above) => complainedOf.includes(above)));

/** Does the principal stand for the units complained of, those below them, or somebody who serves there? */
export function isBarred(
  principal: string,
  complainedOf: readonly string[],
  directory: Pick<Directory, 'ancestors' | 'serves'>,
): boolean {
  if (complainedOf.length === 0) return false;
  const [kind, id = ''] = principal.split(':');
  if (kind === 'unit' || kind === 'head' || kind === 'duty') return isComplainedOf(id, complainedOf, directory);
  return kind === 'person' && complainedOf.some((each) => each === id || directory.serves(id, each));
}
