export { type Access, type AccessOptions, createAccess, type RefusedCall } from './create-access.ts';
export { logged } from './log-reading.ts';
export type { OidcSettings, OidcSignIn } from './oidc-sign-in.ts';
export type { AccountView } from './operations.ts';
export type { AccessPolicy } from './policy.ts';
export type {
  AccessStores,
  Account,
  AccountStore,
  AuditEntry,
  AuditLog,
  FollowLookup,
  Holder,
  NewAccount,
  OidcAttempt,
  OidcAttemptStore,
  Post,
  SessionRow,
  SessionStore,
  SmsCodeStore,
  SmsSender,
  ThrottleStore,
  WorkApp,
} from './ports.ts';
export { addressesOf, principalsOf, type Roles } from './roles.ts';
export { type KeyedHashes, keyedHashes } from './secrets.ts';
export { httpSmsSender, recordingSmsSender } from './sms-sender.ts';
export { httpWorkApp } from './work-app.ts';
