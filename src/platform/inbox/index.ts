export { type InboxPorts, type InboxStore, inboxOperations } from './operations.ts';
export { reachable } from './reach.ts';
