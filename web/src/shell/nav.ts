import type { Account } from '../api/types/index.ts';
import { can } from './permissions.ts';

export type NavItem = {
  readonly to: string;
  readonly label: string;
  readonly icon: string;
  /** Any one of them. */
  readonly permission?: string | readonly string[];
};
export type NavGroup = { readonly title: string; readonly items: readonly NavItem[] };

/** In the order of a morning's work; what is opened less often stands in groups below. */
const officialNav: readonly NavGroup[] = [
  {
    title: '工作',
    items: [
      { to: '/cockpit', label: '驾驶舱', icon: 'cockpit', permission: 'cockpit.read' },
      { to: '/visits', label: '今天走访', icon: 'visits', permission: 'outreach.visit' },
      { to: '/todo', label: '我的待办', icon: 'todo' },
      { to: '/block', label: '挂联区块', icon: 'block', permission: ['matters.instruct', 'outreach.manage'] },
      { to: '/desk', label: '分办台', icon: 'desk', permission: 'appeals.dispatch' },
      { to: '/matters', label: '事项', icon: 'matters' },
      { to: '/inbox', label: '通知', icon: 'inbox' },
      { to: '/open', label: '登记', icon: 'new' },
    ],
  },
  {
    title: '计划与督办',
    items: [
      { to: '/supervision', label: '督办台', icon: 'supervision', permission: 'supervision.read' },
      { to: '/monthly', label: '月月清零', icon: 'monthly', permission: 'supervision.read' },
      { to: '/plans', label: '计划', icon: 'plans', permission: 'plans.read' },
      { to: '/actions', label: '专项行动', icon: 'actions', permission: 'plans.read' },
      { to: '/lists', label: '改革和问题清单', icon: 'lists', permission: 'plans.read' },
      { to: '/documents', label: '文书', icon: 'documents', permission: 'matters.read' },
    ],
  },
  {
    title: '质量与考评',
    items: [
      { to: '/ratings', label: '好差评', icon: 'ratings', permission: 'ratings.read' },
      { to: '/quality/draws', label: '回头看抽样', icon: 'draws', permission: 'quality.read' },
      { to: '/quality/causes', label: '共性问题', icon: 'causes', permission: 'quality.read' },
      { to: '/boards', label: '比学赶超', icon: 'monthly', permission: 'indicators.read' },
      { to: '/appraisal', label: '月打分', icon: 'appraisal', permission: 'appraisal.read' },
      { to: '/appraisal/unit', label: '本单位得分', icon: 'appraisal', permission: 'appraisal.own' },
      { to: '/style-reviews', label: '民主评议', icon: 'panels', permission: 'appraisal.own' },
      { to: '/reforms', label: '微改革', icon: 'lists', permission: 'appraisal.own' },
    ],
  },
  {
    title: '指标与评价',
    items: [
      { to: '/indicators', label: '指标', icon: 'indicators', permission: 'indicators.read' },
      { to: '/collect', label: '指标填报', icon: 'collect', permission: 'collect.read' },
      { to: '/surveys', label: '问卷调查', icon: 'surveys', permission: 'surveys.read' },
      { to: '/firm-grades', label: '亩均论英雄', icon: 'organisation', permission: 'grades.read' },
      { to: '/benchmarks', label: '标杆对标', icon: 'boards', permission: 'indicators.read' },
      { to: '/evaluation', label: '指标专班', icon: 'panels', permission: 'indicators.read' },
    ],
  },
  {
    title: '政策与资金',
    items: [
      { to: '/policies', label: '政策库', icon: 'policies', permission: 'policies.read' },
      { to: '/simulation', label: '沙盘推演', icon: 'simulation', permission: 'policies.read' },
      { to: '/policy-reviews', label: '政策绩效', icon: 'reviews', permission: 'policies.read' },
      { to: '/claims', label: '政策兑现', icon: 'claims', permission: 'claims.read' },
      { to: '/claims/pace', label: '兑现时效', icon: 'claims', permission: 'claims.read' },
      { to: '/funds', label: '资金台', icon: 'funds', permission: 'funds.read' },
    ],
  },
  {
    title: '走访与会商',
    items: [
      { to: '/enterprises', label: '企业', icon: 'organisation', permission: 'facts.read' },
      { to: '/enterprises/codes', label: '一码通服', icon: 'codes', permission: 'facts.read' },
      { to: '/grids', label: '社区和网格', icon: 'grids', permission: 'outreach.read' },
      { to: '/meetings', label: '圆桌例会', icon: 'meetings', permission: 'meetings.read' },
      { to: '/panels', label: '问题征询', icon: 'panels', permission: ['panels.manage', 'appeals.file'] },
      { to: '/work-orders', label: '热线工单', icon: 'orders', permission: 'hotline.read' },
    ],
  },
  {
    title: '管理',
    items: [
      { to: '/organisation', label: '机构和岗位', icon: 'organisation', permission: 'registry.read' },
      { to: '/accounts', label: '账号', icon: 'accounts', permission: 'access.read' },
      {
        to: '/code-lists',
        label: '代码表',
        icon: 'lists',
        permission: ['registry.read', 'facts.read', 'policies.read'],
      },
      { to: '/loops', label: '流程', icon: 'loops', permission: 'registry.manage' },
      { to: '/audit', label: '审计记录', icon: 'audit', permission: 'audit.read' },
    ],
  },
];

/** `mayOpen`: there is at least one kind of matter that this person may open by hand. */
export const navFor = (account: Account, mayOpen: boolean): readonly NavGroup[] =>
  officialNav
    .map(({ title, items }) => ({
      title,
      items: items
        .filter(({ permission }) => permission === undefined || [permission].flat().some((one) => can(account, one)))
        .filter((item) => item.to !== '/open' || mayOpen),
    }))
    .filter(({ items }) => items.length > 0);

/** The page of the navigation at this address that this person may not open, if it is one. */
export function barredFrom(account: Account, path: string): NavItem | undefined {
  const item = officialNav.flatMap(({ items }) => items).find(({ to }) => to === path.replace(/\/+$/, ''));
  if (item?.permission === undefined) return undefined;
  return [item.permission].flat().some((one) => can(account, one)) ? undefined : item;
}

export const enterpriseNav: readonly NavItem[] = [
  { to: '/e/new', label: '反映问题', icon: 'new' },
  { to: '/e/mine', label: '我的诉求', icon: 'matters' },
  { to: '/e/policies', label: '我的政策', icon: 'policies' },
  { to: '/e/space', label: '企业空间', icon: 'organisation' },
  { to: '/e/me', label: '我的', icon: 'me' },
];

/** Where a post's morning begins; the first that fits. Whoever only handles opens what waits for him. */
const homes: readonly (readonly [permission: string, home: string])[] = [
  ['outreach.visit', '/visits'],
  // A leader has nothing to handle: his morning is what breaks where he answers for it.
  ['matters.instruct', '/block'],
  ['matters.approve', '/todo'],
  ['appeals.dispatch', '/desk'],
  ['supervision.act', '/supervision'],
  ['plans.import', '/plans'],
  ['funds.prepare', '/funds'],
];

export function homeOf(account: Account): string {
  if (account.mustChangePassword) return '/password';
  if (account.matterId) return `/e/m/${account.matterId}`;
  if (account.kind !== 'official') return '/e/mine';
  // A leader who may sees the whole city first; his block is the next item.
  if (can(account, 'matters.instruct') && can(account, 'cockpit.read')) return '/cockpit';
  const found = homes.find(([permission]) => can(account, permission));
  if (found) return found[1];
  return can(account, 'audit.read') && !can(account, 'access.manage') ? '/audit' : '/todo';
}
