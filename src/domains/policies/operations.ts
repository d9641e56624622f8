import type { AnyOperation } from '#kernel';
import { browseOperations } from './browse/operations.ts';
import { chainOperations } from './chains/operations.ts';
import { claimOperations } from './claims/operations.ts';
import { draftOperations } from './drafts/operations.ts';
import { keepOperations } from './keep/operations.ts';
import { guessOperations } from './match/guess-operations.ts';
import { matchOperations } from './match/operations.ts';
import type { PolicyPorts } from './ports.ts';

/** 惠企政策: library, drafting, matching, claims. */
export const policyOperations = (ports: PolicyPorts) =>
  [
    ...matchOperations(ports),
    ...guessOperations(ports),
    ...draftOperations(ports),
    ...claimOperations(ports),
    ...keepOperations(ports),
    ...chainOperations(ports),
    ...browseOperations(ports),
  ] satisfies readonly AnyOperation[];
