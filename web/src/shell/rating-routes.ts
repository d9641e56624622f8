import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { officials } from './routes-base.ts';
import { pickText } from './search.ts';

const getParentRoute = () => officials;

const league = createRoute({
  getParentRoute,
  path: '/ratings',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, ['month']),
  component: lazyRouteComponent(() => import('../pages/ratings/league-page.tsx'), 'RatingLeaguePage'),
});
const records = createRoute({
  getParentRoute,
  path: '/ratings/records',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, ['month', 'unit', 'grade']),
  component: lazyRouteComponent(() => import('../pages/ratings/records-page.tsx'), 'RatingRecordsPage'),
});
const windows = createRoute({
  getParentRoute,
  path: '/ratings/windows',
  component: lazyRouteComponent(() => import('../pages/ratings/windows-page.tsx'), 'RatingWindowsPage'),
});

/** 好差评. */
export const ratingRoutes = [league, records, windows] as const;
