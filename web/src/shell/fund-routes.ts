import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { officials } from './routes-base.ts';
import { pickText } from './search.ts';

const getParentRoute = () => officials;

const funds = createRoute({
  getParentRoute,
  path: '/funds',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, ['year', 'by']),
  component: lazyRouteComponent(() => import('../pages/funds/funds-page.tsx'), 'FundsPage'),
});
const line = createRoute({
  getParentRoute,
  path: '/funds/lines/$id',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, ['holds', 'q']),
  component: lazyRouteComponent(() => import('../pages/funds/line-page.tsx'), 'LinePage'),
});
const items = createRoute({
  getParentRoute,
  path: '/funds/items',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, ['holds', 'q', 'year']),
  component: lazyRouteComponent(() => import('../pages/funds/items-page.tsx'), 'ItemsPage'),
});
const batch = createRoute({
  getParentRoute,
  path: '/funds/batches/$id',
  component: lazyRouteComponent(() => import('../pages/funds/batch-page.tsx'), 'BatchPage'),
});
const item = createRoute({
  getParentRoute,
  path: '/funds/items/$id',
  component: lazyRouteComponent(() => import('../pages/funds/item-page.tsx'), 'ItemPage'),
});

/** 资金台. */
export const fundRoutes = [funds, line, items, batch, item] as const;
