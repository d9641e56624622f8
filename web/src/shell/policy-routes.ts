import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { CLAIM_FILTERS } from '../api/claims.ts';
import { REACH_STEPS, type ReachStep } from '../api/policies.ts';
import { DUE, type DueWhy } from '../api/policy-keep.ts';
import { PublicLayout } from './public-layout.tsx';
import { officials, root } from './routes-base.ts';
import { pickText } from './search.ts';

const filters = (raw: Record<string, unknown>) => pickText(raw, ['q', 'level', 'kind', 'mode', 'standing']);
const getParentRoute = () => officials;

const library = createRoute({
  getParentRoute,
  path: '/policies',
  validateSearch: filters,
  component: lazyRouteComponent(() => import('../pages/policies/library-page.tsx'), 'LibraryPage'),
});
const drafts = createRoute({
  getParentRoute,
  path: '/policies/drafts',
  component: lazyRouteComponent(() => import('../pages/policies/drafts-page.tsx'), 'DraftsPage'),
});
const draft = createRoute({
  getParentRoute,
  path: '/policies/drafts/$id',
  component: lazyRouteComponent(() => import('../pages/policies/draft-page.tsx'), 'DraftPage'),
});
const chains = createRoute({
  getParentRoute,
  path: '/policies/chains',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, ['chain']),
  component: lazyRouteComponent(() => import('../pages/policies/chains-page.tsx'), 'ChainsPage'),
});
const reviews = createRoute({
  getParentRoute,
  path: '/policies/reviews',
  validateSearch: (raw: Record<string, unknown>): { why?: DueWhy } => {
    const why = DUE.find((each) => each === raw.why);
    return why ? { why } : {};
  },
  component: lazyRouteComponent(() => import('../pages/policies/reviews-page.tsx'), 'ReviewsPage'),
});
const policy = createRoute({
  getParentRoute,
  path: '/policies/$id',
  validateSearch: (raw: Record<string, unknown>): { clause?: string; step?: ReachStep } => {
    const step = REACH_STEPS.find((each) => each === raw.step);
    return { ...pickText(raw, ['clause']), ...(step ? { step } : {}) };
  },
  component: lazyRouteComponent(() => import('../pages/policies/policy-page.tsx'), 'PolicyPage'),
});
const claims = createRoute({
  getParentRoute,
  path: '/claims',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, CLAIM_FILTERS),
  component: lazyRouteComponent(() => import('../pages/claims/claims-page.tsx'), 'ClaimsPage'),
});
const pace = createRoute({
  getParentRoute,
  path: '/claims/pace',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, ['unit', 'policy', 'clause', 'from', 'to']),
  component: lazyRouteComponent(() => import('../pages/claims/pace-page.tsx'), 'PacePage'),
});
const claim = createRoute({
  getParentRoute,
  path: '/claims/$id',
  component: lazyRouteComponent(() => import('../pages/claims/claim-page.tsx'), 'ClaimPage'),
});

/** 政策库、草案、兑现. */
export const policyRoutes = [library, drafts, draft, chains, reviews, policy, claims, pace, claim] as const;

/** What anybody may read without signing in. */
const everyone = createRoute({ getParentRoute: () => root, id: 'policy-public', component: PublicLayout });
const market = createRoute({
  getParentRoute: () => everyone,
  path: '/p/policies',
  validateSearch: filters,
  component: lazyRouteComponent(() => import('../pages/policies/market-page.tsx'), 'MarketPage'),
});
const marketPolicy = createRoute({
  getParentRoute: () => everyone,
  path: '/p/policies/$id',
  component: lazyRouteComponent(() => import('../pages/policies/market-policy-page.tsx'), 'MarketPolicyPage'),
});
const which = createRoute({
  getParentRoute: () => everyone,
  path: '/p/which',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, ['industry', 'size', 'traits']),
  component: lazyRouteComponent(() => import('../pages/policies/which-page.tsx'), 'WhichPage'),
});
const batch = createRoute({
  getParentRoute: () => everyone,
  path: '/p/batches/$id',
  component: lazyRouteComponent(() => import('../pages/policies/batch-page.tsx'), 'BatchPage'),
});
export const publicPolicies = everyone.addChildren([market, marketPolicy, which, batch]);
