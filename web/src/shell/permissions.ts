import type { Account } from '../api/types/index.ts';

/** What the server would allow; the server decides, this only hides what would be refused. */
export function can(account: Account | null | undefined, permission: string): boolean {
  if (!account) return false;
  return account.permissions.includes(permission) || account.permissions.includes('*');
}
