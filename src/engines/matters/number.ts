/**
 * The name of the gapless sequence behind a number, and the number itself.
 *
 * @example
 * numberFor('QZ-SQ-{year}-{seq:6}', '2026', 1873) // 'QZ-SQ-2026-001873'
 * sequenceOf('QZ-SQ-{year}-{seq:6}', '2026') // 'QZ-SQ-2026'
 */
export const numberFor = (pattern: string, year: string, seq: number): string =>
  pattern
    .replace('{year}', year)
    .replace(/\{seq(?::(\d+))?\}/, (_all, width: string | undefined) => String(seq).padStart(Number(width ?? 1), '0'));

export const sequenceOf = (pattern: string, year: string): string =>
  pattern
    .replace('{year}', year)
    .replace(/\{seq(?::\d+)?\}/, '')
    .replace(/[-–〔〕()（）\s]+$/, '');
