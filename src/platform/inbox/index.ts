export { type InboxPorts, type InboxStore, inboxOperations } from './operations.ts';
