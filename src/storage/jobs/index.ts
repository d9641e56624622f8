export { createInboxStore } from './inbox-store.ts';
export { createOutboxStore } from './outbox-store.ts';
