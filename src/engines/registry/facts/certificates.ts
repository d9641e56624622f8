import { addDays, type Day } from '#kernel';

/** A certificate as facts tell of it: one says that it is held, one until when. */
export type CertificateKind = {
  readonly id: string;
  readonly title: string;
  /** Without one, everybody has it. */
  readonly held?: string | undefined;
  readonly until?: string | undefined;
};

export type CertificateState = 'valid' | 'expiring' | 'expired' | 'undated';

/** Within this many days of its end a certificate is about to expire. */
const SOON = 90;

/** `until` is the last day on which it holds. */
export function certificateState(until: Day | undefined, today: Day): CertificateState {
  if (until === undefined) return 'undated';
  if (until < today) return 'expired';
  return until <= addDays(today, SOON) ? 'expiring' : 'valid';
}
