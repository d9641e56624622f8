import type { Account } from '../api/types/index.ts';
import { can } from './permissions.ts';

export type NavItem = {
  readonly to: string;
  readonly label: string;
  readonly icon: string;
  readonly permission?: string;
};

/** In the order of a morning's work. */
const officialNav: readonly NavItem[] = [
  { to: '/todo', label: '我的待办', icon: 'todo' },
  { to: '/desk', label: '分办台', icon: 'desk', permission: 'appeals.dispatch' },
  { to: '/supervision', label: '督办台', icon: 'supervision', permission: 'supervision.read' },
  { to: '/plans', label: '计划', icon: 'plans', permission: 'plans.read' },
  { to: '/matters', label: '事项', icon: 'matters' },
  { to: '/documents', label: '文书', icon: 'documents', permission: 'documents.issue' },
  { to: '/inbox', label: '通知', icon: 'inbox' },
  { to: '/open', label: '登记', icon: 'new' },
];

/** `mayOpen`: there is at least one kind of matter that this person may open by hand. */
export const navFor = (account: Account, mayOpen: boolean): readonly NavItem[] =>
  officialNav
    .filter((item) => item.permission === undefined || can(account, item.permission))
    .filter((item) => item.to !== '/open' || mayOpen);

export const enterpriseNav: readonly NavItem[] = [
  { to: '/e/new', label: '反映问题', icon: 'new' },
  { to: '/e/mine', label: '我的诉求', icon: 'matters' },
  { to: '/e/me', label: '我的', icon: 'me' },
];

export function homeOf(account: Account): string {
  if (account.mustChangePassword) return '/password';
  if (account.matterId) return `/e/m/${account.matterId}`;
  return account.kind === 'official' ? '/todo' : '/e/mine';
}
