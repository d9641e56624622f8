export { type AuditFinding, type AuditReport, type AuditRoot, storeRoot, takeRoot, verifyChains } from './audit.ts';
export { chain, hashOfEvent } from './hash-chain.ts';
export { createMatterReader } from './matter-reader.ts';
export { createMatterStore } from './matter-store.ts';
export { checkProjections, type ProjectionReport, rebuildProjections } from './projections.ts';
