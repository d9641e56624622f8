import { sql } from 'kysely';
import type { AccessStores } from '#platform/access';
import type { Database } from '../database.ts';
import { accountStore } from './account-store.ts';
import { auditLog, oidcAttemptStore, sessionStore, smsCodeStore, throttleStore } from './session-stores.ts';

/** The stores of `platform/access`; they read secrets, so they need the system role. */
export function accessStores(db: Database): AccessStores {
  return {
    accounts: accountStore(db),
    sessions: sessionStore(db),
    smsCodes: smsCodeStore(db),
    throttles: throttleStore(db),
    oidcAttempts: oidcAttemptStore(db),
    audit: auditLog(db),
    removeExpired: (now) => removeExpired(db, new Date(now)),
  };
}

async function removeExpired(db: Database, now: Date): Promise<number> {
  const gone = await Promise.all([
    sql`delete from sessions where expires_at <= ${now}`.execute(db),
    sql`delete from sms_codes where expires_at <= ${now}`.execute(db),
    sql`delete from throttles where resets_at <= ${now}`.execute(db),
    sql`delete from oidc_attempts where expires_at <= ${now}`.execute(db),
  ]);
  return gone.reduce((sum, each) => sum + Number(each.numAffectedRows ?? 0), 0);
}
