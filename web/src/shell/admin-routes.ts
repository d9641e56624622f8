import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { officials } from './routes-base.ts';
import { pickText } from './search.ts';

const getParentRoute = () => officials;

const accounts = createRoute({
  getParentRoute,
  path: '/accounts',
  component: lazyRouteComponent(() => import('../pages/admin/accounts-page.tsx'), 'AccountsPage'),
});
const organisation = createRoute({
  getParentRoute,
  path: '/organisation',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, ['day', 'unit']),
  component: lazyRouteComponent(() => import('../pages/admin/organisation-page.tsx'), 'OrganisationPage'),
});
const loops = createRoute({
  getParentRoute,
  path: '/loops',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, ['loop']),
  component: lazyRouteComponent(() => import('../pages/admin/loops-page.tsx'), 'LoopsPage'),
});
const audit = createRoute({
  getParentRoute,
  path: '/audit',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, ['act', 'actor']),
  component: lazyRouteComponent(() => import('../pages/admin/audit-page.tsx'), 'AuditPage'),
});

const codeLists = createRoute({
  getParentRoute,
  path: '/code-lists',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, ['list', 'q', 'under']),
  component: lazyRouteComponent(() => import('../pages/admin/code-lists-page.tsx'), 'CodeListsPage'),
});

/** 系统管理. */
export const adminRoutes = [accounts, organisation, loops, audit, codeLists] as const;
