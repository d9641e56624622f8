import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { officials } from './routes-base.ts';
import { pickText } from './search.ts';

const getParentRoute = () => officials;

const list = createRoute({
  getParentRoute,
  path: '/enterprises',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, ['q', 'region', 'industry', 'scale', 'tag']),
  component: lazyRouteComponent(() => import('../pages/enterprises/enterprises-page.tsx'), 'EnterprisesPage'),
});
const gradient = createRoute({
  getParentRoute,
  path: '/enterprises/gradient',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, ['rung', 'short']),
  component: lazyRouteComponent(() => import('../pages/enterprises/gradient-page.tsx'), 'GradientPage'),
});
const imports = createRoute({
  getParentRoute,
  path: '/enterprises/import',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, ['id']),
  component: lazyRouteComponent(() => import('../pages/enterprises/import-page.tsx'), 'ImportPage'),
});
const changes = createRoute({
  getParentRoute,
  path: '/enterprises/changes',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, ['state', 'department']),
  component: lazyRouteComponent(() => import('../pages/enterprises/changes-page.tsx'), 'ChangesPage'),
});
const codes = createRoute({
  getParentRoute,
  path: '/enterprises/codes',
  component: lazyRouteComponent(() => import('../pages/enterprises/codes-page.tsx'), 'CodesPage'),
});
const record = createRoute({
  getParentRoute,
  path: '/enterprises/$id',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, ['tab']),
  component: lazyRouteComponent(() => import('../pages/enterprises/enterprise-page.tsx'), 'EnterprisePage'),
});

/** 企业：清单、档案、梯度、导入、变更推送、企业码. */
export const enterpriseRoutes = [list, gradient, imports, changes, codes, record] as const;
