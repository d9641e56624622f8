import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { officialsOnly } from './guards.ts';
import { officials, root } from './routes-base.ts';
import { pickText } from './search.ts';

const getParentRoute = () => officials;
const asked = ['period', 'on', 'region', 'unit', 'category'] as const;

const cockpit = createRoute({
  getParentRoute,
  path: '/cockpit',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, ['on']),
  component: lazyRouteComponent(() => import('../pages/cockpit/cockpit-page.tsx'), 'CockpitPage'),
});
const standing = createRoute({
  getParentRoute,
  path: '/cockpit/records',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, ['what', 'on', 'region', 'unit', 'plan']),
  component: lazyRouteComponent(() => import('../pages/cockpit/records-page.tsx'), 'StandingRecordsPage'),
});
const brief = createRoute({
  getParentRoute,
  path: '/cockpit/brief',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, ['on']),
  component: lazyRouteComponent(() => import('../pages/cockpit/brief-page.tsx'), 'BriefPage'),
});
const money = createRoute({
  getParentRoute,
  path: '/cockpit/money',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, ['stage', 'on']),
  component: lazyRouteComponent(() => import('../pages/cockpit/money-page.tsx'), 'MoneyPage'),
});
const indicators = createRoute({
  getParentRoute,
  path: '/indicators',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, asked),
  component: lazyRouteComponent(() => import('../pages/indicators/indicators-page.tsx'), 'IndicatorsPage'),
});
const indicator = createRoute({
  getParentRoute,
  path: '/indicators/$id',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, asked),
  component: lazyRouteComponent(() => import('../pages/indicators/indicator-page.tsx'), 'IndicatorPage'),
});
const records = createRoute({
  getParentRoute,
  path: '/indicators/$id/records',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, [...asked, 'part']),
  component: lazyRouteComponent(() => import('../pages/indicators/records-page.tsx'), 'IndicatorRecordsPage'),
});
const scheme = createRoute({
  getParentRoute,
  path: '/indicators/schemes/$id',
  validateSearch: (raw: Record<string, unknown>) =>
    pickText(raw, ['period', 'on', 'unit', 'leaf', 'q', 'sure', 'from']),
  component: lazyRouteComponent(() => import('../pages/indicators/scheme-page.tsx'), 'SchemePage'),
});

const appraisal = createRoute({
  getParentRoute,
  path: '/appraisal',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, ['month']),
  component: lazyRouteComponent(() => import('../pages/appraisal/appraisal-page.tsx'), 'AppraisalPage'),
});
const appraisalUnit = createRoute({
  getParentRoute,
  path: '/appraisal/unit',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, ['month', 'unit']),
  component: lazyRouteComponent(() => import('../pages/appraisal/unit-page.tsx'), 'UnitAppraisalPage'),
});
const appraisalPeriod = createRoute({
  getParentRoute,
  path: '/appraisal/period',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, ['period']),
  component: lazyRouteComponent(() => import('../pages/appraisal/period-page.tsx'), 'AppraisalPeriodPage'),
});

const style = createRoute({
  getParentRoute,
  path: '/style-reviews',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, ['year']),
  component: lazyRouteComponent(() => import('../pages/style/style-page.tsx'), 'StylePage'),
});
const firms = createRoute({
  getParentRoute,
  path: '/firm-grades',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, ['scheme', 'tab', 'grade', 'region', 'q']),
  component: lazyRouteComponent(() => import('../pages/firms/firms-page.tsx'), 'FirmsPage'),
});
const firm = createRoute({
  getParentRoute,
  path: '/firm-grades/$scheme/$enterprise',
  component: lazyRouteComponent(() => import('../pages/firms/firm-page.tsx'), 'FirmPage'),
});

/** 驾驶舱、指标、月打分. */
export const evaluationRoutes = [
  cockpit,
  standing,
  brief,
  money,
  indicators,
  indicator,
  records,
  scheme,
  appraisal,
  appraisalUnit,
  appraisalPeriod,
  style,
  firms,
  firm,
] as const;

/** The wall has no navigation around it. */
export const wallRoute = createRoute({
  getParentRoute: () => root,
  path: '/wall',
  beforeLoad: officialsOnly,
  component: lazyRouteComponent(() => import('../pages/cockpit/wall-page.tsx'), 'WallPage'),
});
