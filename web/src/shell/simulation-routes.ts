import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { officials } from './routes-base.ts';
import { pickText } from './search.ts';

const getParentRoute = () => officials;

const simulation = createRoute({
  getParentRoute,
  path: '/simulation',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, ['set', 'scenario', 'version', 'by', 'p']),
  component: lazyRouteComponent(() => import('../pages/simulation/simulation-page.tsx'), 'SimulationPage'),
});
const scenarios = createRoute({
  getParentRoute,
  path: '/simulation/scenarios',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, ['q', 'set', 'mine']),
  component: lazyRouteComponent(() => import('../pages/simulation/scenarios-page.tsx'), 'ScenariosPage'),
});

const reviews = createRoute({
  getParentRoute,
  path: '/policy-reviews',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, ['q', 'verdict', 'policy']),
  component: lazyRouteComponent(() => import('../pages/reviews/reviews-page.tsx'), 'ReviewsPage'),
});
const review = createRoute({
  getParentRoute,
  path: '/policy-reviews/$clause',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, ['fact']),
  component: lazyRouteComponent(() => import('../pages/reviews/review-page.tsx'), 'ReviewPage'),
});

/** 沙盘推演、已存方案、政策绩效. */
export const simulationRoutes = [simulation, scenarios, reviews, review] as const;
