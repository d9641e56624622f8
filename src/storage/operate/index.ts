export { firstDue, outboxWaiting, type Waiting } from './gauges.ts';
export { hasRoot, keepRoot, rememberKey } from './operate-store.ts';
export { restoreTarget } from './restore-target.ts';
export { backupSource } from './snapshot.ts';
