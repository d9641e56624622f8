import type { Claim } from './claim.ts';

/** What a refused claim can still ask for: a person after a rule, another person after a person, once. */
export const reviewOf = ({ status, decidedBy, appealedAt }: Claim): 'person' | 'appeal' | undefined => {
  if (status !== 'refused') return undefined;
  if (decidedBy === 'rule') return 'person';
  return appealedAt === undefined ? 'appeal' : undefined;
};
