import type { Standing } from '../../api/cockpit.ts';

/** The address behind a number: only what is asked for stands in it. */
export const recordsSearch = (asked: { readonly [key in keyof Standing]: string | undefined }): Standing =>
  Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)) as Standing;

/** So many days before a day, as the address writes days. */
export const daysBefore = (on: string, days: number): string =>
  new Date(Date.parse(`${on}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
