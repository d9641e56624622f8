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

const boards = createRoute({
  getParentRoute,
  path: '/boards',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, ['board', 'period']),
  component: lazyRouteComponent(() => import('../pages/boards/board-page.tsx'), 'BoardPage'),
});
const teams = createRoute({
  getParentRoute,
  path: '/evaluation',
  component: lazyRouteComponent(() => import('../pages/evaluation/teams-page.tsx'), 'EvaluationTeamsPage'),
});
const team = createRoute({
  getParentRoute,
  path: '/evaluation/$indicator',
  component: lazyRouteComponent(() => import('../pages/evaluation/team-page.tsx'), 'EvaluationTeamPage'),
});

const benchmarks = createRoute({
  getParentRoute,
  path: '/benchmarks',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, ['scheme', 'year', 'cities', 'show']),
  component: lazyRouteComponent(() => import('../pages/benchmarks/benchmarks-page.tsx'), 'BenchmarksPage'),
});
const reforms = createRoute({
  getParentRoute,
  path: '/reforms',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, ['period']),
  component: lazyRouteComponent(() => import('../pages/reforms/reforms-page.tsx'), 'ReformsPage'),
});

/** 好差评、比学赶超、指标专班、标杆对标、微改革. */
export const ratingRoutes = [league, records, windows, boards, teams, team, benchmarks, reforms] as const;
