import { createHmac } from 'node:crypto';

/** Names a key without telling it: so that a backup, or a database, can say which key its contents want. */
export const fingerprintOf = (key: Uint8Array): string =>
  createHmac('sha256', key).update('clearway content key').digest('hex').slice(0, 16);
