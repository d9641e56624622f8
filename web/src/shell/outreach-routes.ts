import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { officials } from './routes-base.ts';
import { pickText } from './search.ts';

const getParentRoute = () => officials;

const visits = createRoute({
  getParentRoute,
  path: '/visits',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, ['enterprise']),
  component: lazyRouteComponent(() => import('../pages/visits/visits-page.tsx'), 'VisitsPage'),
});
const visitLog = createRoute({
  getParentRoute,
  path: '/visits/log',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, ['visitor', 'enterprise']),
  component: lazyRouteComponent(() => import('../pages/visits/visit-log-page.tsx'), 'VisitLogPage'),
});
const grids = createRoute({
  getParentRoute,
  path: '/grids',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, ['day', 'region']),
  component: lazyRouteComponent(() => import('../pages/grids/grids-page.tsx'), 'GridsPage'),
});

const meetings = createRoute({
  getParentRoute,
  path: '/meetings',
  component: lazyRouteComponent(() => import('../pages/meetings/meetings-page.tsx'), 'MeetingsPage'),
});
const newMeeting = createRoute({
  getParentRoute,
  path: '/meetings/new',
  component: lazyRouteComponent(() => import('../pages/meetings/new-meeting-page.tsx'), 'NewMeetingPage'),
});
const meeting = createRoute({
  getParentRoute,
  path: '/meetings/$id',
  component: lazyRouteComponent(() => import('../pages/meetings/meeting-page.tsx'), 'MeetingPage'),
});

const block = createRoute({
  getParentRoute,
  path: '/block',
  component: lazyRouteComponent(() => import('../pages/block/block-page.tsx'), 'BlockPage'),
});

const panels = createRoute({
  getParentRoute,
  path: '/panels',
  component: lazyRouteComponent(() => import('../pages/panels/panels-page.tsx'), 'PanelsPage'),
});
const round = createRoute({
  getParentRoute,
  path: '/panels/$id',
  component: lazyRouteComponent(() => import('../pages/panels/round-page.tsx'), 'RoundPage'),
});
const workOrders = createRoute({
  getParentRoute,
  path: '/work-orders',
  component: lazyRouteComponent(() => import('../pages/work-orders/work-orders-page.tsx'), 'WorkOrdersPage'),
});

/** 走访、网格、例会、挂联. */
export const outreachRoutes = [
  visits,
  visitLog,
  grids,
  meetings,
  newMeeting,
  meeting,
  block,
  panels,
  round,
  workOrders,
] as const;
