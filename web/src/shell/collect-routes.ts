import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { officials } from './routes-base.ts';
import { pickText } from './search.ts';

const getParentRoute = () => officials;

const board = createRoute({
  getParentRoute,
  path: '/collect',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, ['scheme', 'period', 'show']),
  component: lazyRouteComponent(() => import('../pages/collect/collect-page.tsx'), 'CollectPage'),
});
const mine = createRoute({
  getParentRoute,
  path: '/collect/mine',
  component: lazyRouteComponent(() => import('../pages/collect/mine-page.tsx'), 'FillTasksPage'),
});
const value = createRoute({
  getParentRoute,
  path: '/collect/value',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, ['indicator', 'subject', 'period']),
  component: lazyRouteComponent(() => import('../pages/collect/value-page.tsx'), 'ValuePage'),
});
const materials = createRoute({
  getParentRoute,
  path: '/collect/materials',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, ['scheme', 'q', 'indicators', 'kind', 'before']),
  component: lazyRouteComponent(() => import('../pages/collect/materials-page.tsx'), 'MaterialsPage'),
});
const runs = createRoute({
  getParentRoute,
  path: '/scheme-runs',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, ['scheme', 'before']),
  component: lazyRouteComponent(() => import('../pages/collect/runs-page.tsx'), 'SchemeRunsPage'),
});
const run = createRoute({
  getParentRoute,
  path: '/scheme-runs/$id',
  component: lazyRouteComponent(() => import('../pages/collect/run-page.tsx'), 'SchemeRunPage'),
});
const surveys = createRoute({
  getParentRoute,
  path: '/surveys',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, ['before']),
  component: lazyRouteComponent(() => import('../pages/surveys/surveys-page.tsx'), 'SurveysPage'),
});
const survey = createRoute({
  getParentRoute,
  path: '/surveys/$id',
  component: lazyRouteComponent(() => import('../pages/surveys/survey-page.tsx'), 'SurveyPage'),
});
const surveyForm = createRoute({
  getParentRoute,
  path: '/surveys/forms/$id',
  component: lazyRouteComponent(() => import('../pages/surveys/form-page.tsx'), 'SurveyFormPage'),
});

/** 指标填报、问卷调查. */
export const collectRoutes = [board, mine, value, materials, runs, run, surveys, survey, surveyForm] as const;
