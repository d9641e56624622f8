import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, Outlet } from '@tanstack/react-router';
import { loadSite, officialsOnly } from './guards.ts';
import { NotFound } from './not-found.tsx';
import { OfficialLayout } from './official-layout.tsx';
import { PageError } from './page-error.tsx';

export const root = createRootRouteWithContext<{ queries: QueryClient }>()({
  component: Outlet,
  beforeLoad: loadSite,
  errorComponent: PageError,
  notFoundComponent: NotFound,
});

/** Everything that only officials open hangs below this one. */
export const officials = createRoute({
  getParentRoute: () => root,
  id: 'official',
  component: OfficialLayout,
  beforeLoad: officialsOnly,
});
