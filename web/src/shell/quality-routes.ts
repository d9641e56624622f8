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

/** 月月清零、回头看、共性问题. */
export const qualityRoutes = [monthly] as const;
