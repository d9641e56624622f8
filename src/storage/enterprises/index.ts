export { createChangeStore } from './change-store.ts';
export { createCodeStore } from './code-store.ts';
export { createConsentStore } from './consent-store.ts';
export { createDisputeStore } from './dispute-store.ts';
export { expiringCertificates } from './expiring-certificates.ts';
export { createFactReader } from './fact-reader.ts';
export { createFactStore, type PreparedFactStore } from './fact-store.ts';
export { createImportStore } from './import-store.ts';
export { openMatterCount } from './open-matters.ts';
