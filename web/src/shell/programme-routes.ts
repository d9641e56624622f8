import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { officials } from './routes-base.ts';
import { listSearch } from './search.ts';

const getParentRoute = () => officials;

const reimport = createRoute({
  getParentRoute,
  path: '/plans/$id/reimport',
  component: lazyRouteComponent(() => import('../pages/plans/reimport/reimport-page.tsx'), 'ReimportPage'),
});
const revisions = createRoute({
  getParentRoute,
  path: '/plans/$id/revisions',
  component: lazyRouteComponent(() => import('../pages/plans/revisions-page.tsx'), 'RevisionsPage'),
});
const actions = createRoute({
  getParentRoute,
  path: '/actions',
  component: lazyRouteComponent(() => import('../pages/actions/actions-page.tsx'), 'ActionsPage'),
});
const lists = createRoute({
  getParentRoute,
  path: '/lists',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('../pages/lists/lists-page.tsx'), 'ListsPage'),
});

const calendar = createRoute({
  getParentRoute,
  path: '/calendar',
  component: lazyRouteComponent(() => import('../pages/calendar/calendar-page.tsx'), 'CalendarPage'),
});

/** 专项行动、清单、更正、工作日历. */
export const programmeRoutes = [reimport, revisions, actions, lists, calendar] as const;
