import type { Standing } from '../../api/cockpit.ts';

/** The address behind a number: only what is asked for stands in it. */
export const recordsSearch = (asked: { readonly [key in keyof Standing]: string | undefined }): Standing =>
  Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)) as Standing;
