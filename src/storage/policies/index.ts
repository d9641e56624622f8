export { createActStore } from './act-store.ts';
export { arrivedOf } from './claim-columns.ts';
export { createClaimStore } from './claim-store.ts';
export { createPolicyDraftStore } from './draft-store.ts';
export { createMailStore } from './mail-store.ts';
export { createMatchStore } from './match-store.ts';
export { createPopulation } from './population.ts';
export { createVersionStore } from './version-store.ts';
