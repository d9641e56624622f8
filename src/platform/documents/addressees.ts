import type { Directory } from '#engines/matters';
import type { DocumentSummary } from './ports.ts';

const BELOW = 'below:';

/** Everybody under the government that the office belongs to. */
export const everybodyAround = (office: string, directory: Directory): string =>
  `${BELOW}${directory.unit(office)?.parent ?? office}`;

/** The names under which a unit is addressed: its own, and whatever stands above it. */
export const addressedAs = (unit: string, directory: Directory): readonly string[] => [
  unit,
  ...[unit, ...directory.ancestors(unit)].map((each) => `${BELOW}${each}`),
];

export const isAddressedTo = ({ addressees }: Pick<DocumentSummary, 'addressees'>, names: readonly string[]): boolean =>
  addressees.some((each) => names.includes(each));
