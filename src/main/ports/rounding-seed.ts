import { createHmac } from 'node:crypto';
import type { Base } from '../base.ts';

/** Decides how guarded figures are rounded; one for a site, and nobody can work it out. */
export const roundingSeed = (contentKey: Base['contentKey']): number =>
  createHmac('sha256', contentKey).update('simulation').digest().readUInt32BE(0);
