import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { officials } from './routes-base.ts';
import { pickText } from './search.ts';

const getParentRoute = () => officials;

const monthly = createRoute({
  getParentRoute,
  path: '/monthly',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, ['month']),
  component: lazyRouteComponent(() => import('../pages/quality/monthly-page.tsx'), 'MonthlyPage'),
});

const monthlyRecords = createRoute({
  getParentRoute,
  path: '/monthly/records',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, ['month', 'what', 'part', 'unit']),
  component: lazyRouteComponent(() => import('../pages/quality/monthly-records-page.tsx'), 'MonthlyRecordsPage'),
});

const draws = createRoute({
  getParentRoute,
  path: '/quality/draws',
  component: lazyRouteComponent(() => import('../pages/quality/draws-page.tsx'), 'DrawsPage'),
});
const draw = createRoute({
  getParentRoute,
  path: '/quality/draws/$number',
  component: lazyRouteComponent(() => import('../pages/quality/draw-page.tsx'), 'DrawPage'),
});
const causes = createRoute({
  getParentRoute,
  path: '/quality/causes',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, ['month', 'view']),
  component: lazyRouteComponent(() => import('../pages/quality/causes-page.tsx'), 'CausesPage'),
});

/** 月月清零、回头看、共性问题. */
export const qualityRoutes = [monthly, monthlyRecords, draws, draw, causes] as const;
