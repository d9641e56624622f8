export { drainOutbox, type InboxEntry, type OutboxItem, type OutboxPorts, type OutboxStore } from './outbox.ts';
