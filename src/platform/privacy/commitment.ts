import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * Does this text, with its salt, make the commitment that an event carries? Then it is what was written at the time.
 * @example provesCommitment({ text: '已批复', salt, commitment }) // true
 */
export function provesCommitment(claim: {
  readonly text: string;
  readonly salt: Uint8Array;
  readonly commitment: string;
}): boolean {
  const made = createHash('sha256').update(claim.salt).update(claim.text, 'utf8').digest();
  const carried = Buffer.from(claim.commitment, 'hex');
  return carried.length === made.length && timingSafeEqual(made, carried);
}
