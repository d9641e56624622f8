export { createOutreachStore } from './outreach-store.ts';
export { createRegistryStore } from './registry-store.ts';
