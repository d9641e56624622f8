import { createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { Loading } from '../parts/states.tsx';
import { adminRoutes } from './admin-routes.ts';
import { collectRoutes } from './collect-routes.ts';
import { EnterpriseLayout } from './enterprise-layout.tsx';
import { enterpriseRoutes } from './enterprise-routes.ts';
import { evaluationRoutes, wallRoute } from './evaluation-routes.ts';
import { fundRoutes } from './fund-routes.ts';
import { enterprisesOnly, goHome } from './guards.ts';
import { NotFound } from './not-found.tsx';
import { scannedCode } from './one-code-routes.ts';
import { outreachRoutes } from './outreach-routes.ts';
import { PageError } from './page-error.tsx';
import { policyRoutes, publicPolicies } from './policy-routes.ts';
import { programmeRoutes } from './programme-routes.ts';
import { queries } from './providers.tsx';
import { PublicLayout } from './public-layout.tsx';
import { qualityRoutes } from './quality-routes.ts';
import { ratingRoutes } from './rating-routes.ts';
import { officials, root } from './routes-base.ts';
import { deskSearch, matterSearch, parseSearch, pickText, stringifySearch } from './search.ts';
import { simulationRoutes } from './simulation-routes.ts';

const home = createRoute({ getParentRoute: () => root, path: '/', beforeLoad: goHome });

const visitors = createRoute({ getParentRoute: () => root, id: 'public', component: PublicLayout });
const signIn = createRoute({
  getParentRoute: () => visitors,
  path: '/sign-in',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, ['back', 'as']),
  component: lazyRouteComponent(() => import('../pages/sign-in/sign-in-page.tsx'), 'SignInPage'),
});

const password = createRoute({
  getParentRoute: () => visitors,
  path: '/password',
  component: lazyRouteComponent(() => import('../pages/me/password-page.tsx'), 'PasswordPage'),
});

const rate = createRoute({
  getParentRoute: () => visitors,
  path: '/rate/$window',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, ['rating', 'code']),
  component: lazyRouteComponent(() => import('../pages/ratings/rate-page.tsx'), 'RatePage'),
});

const publicReforms = createRoute({
  getParentRoute: () => visitors,
  path: '/p/reforms',
  component: lazyRouteComponent(() => import('../pages/reforms/publicity-page.tsx'), 'ReformPublicityPage'),
});

/** Whoever was asked answers without signing in; what says who stands after the sign #. */
const answerSheet = createRoute({
  getParentRoute: () => visitors,
  path: '/s',
  component: lazyRouteComponent(() => import('../pages/surveys/answer-page.tsx'), 'AnswerPage'),
});

const todo = createRoute({
  getParentRoute: () => officials,
  path: '/todo',
  component: lazyRouteComponent(() => import('../pages/todo/todo-page.tsx'), 'TodoPage'),
});
const desk = createRoute({
  getParentRoute: () => officials,
  path: '/desk',
  validateSearch: deskSearch,
  component: lazyRouteComponent(() => import('../pages/desk/desk-page.tsx'), 'DeskPage'),
});
const supervision = createRoute({
  getParentRoute: () => officials,
  path: '/supervision',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, ['plan', 'unit', 'stage', 'show']),
  component: lazyRouteComponent(() => import('../pages/supervision/supervision-page.tsx'), 'SupervisionPage'),
});
const plans = createRoute({
  getParentRoute: () => officials,
  path: '/plans',
  component: lazyRouteComponent(() => import('../pages/plans/plans-page.tsx'), 'PlansPage'),
});
const newPlan = createRoute({
  getParentRoute: () => officials,
  path: '/plans/new',
  component: lazyRouteComponent(() => import('../pages/plans/import-page.tsx'), 'ImportPage'),
});
const plan = createRoute({
  getParentRoute: () => officials,
  path: '/plans/$id',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, ['lamp', 'unit', 'view', 'tag']),
  component: lazyRouteComponent(() => import('../pages/plans/plan-page.tsx'), 'PlanPage'),
});
const review = createRoute({
  getParentRoute: () => officials,
  path: '/plans/$id/review',
  component: lazyRouteComponent(() => import('../pages/plans/review/review-page.tsx'), 'ReviewPage'),
});
const matters = createRoute({
  getParentRoute: () => officials,
  path: '/matters',
  validateSearch: matterSearch,
  component: lazyRouteComponent(() => import('../pages/matters/matters-page.tsx'), 'MattersPage'),
});
const open = createRoute({
  getParentRoute: () => officials,
  path: '/open',
  component: lazyRouteComponent(() => import('../pages/open/open-page.tsx'), 'OpenPage'),
});
const openLoop = createRoute({
  getParentRoute: () => officials,
  path: '/open/$loop',
  component: lazyRouteComponent(() => import('../pages/open/open-loop-page.tsx'), 'OpenLoopPage'),
});
const matter = createRoute({
  getParentRoute: () => officials,
  path: '/matters/$id',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, ['move']),
  component: lazyRouteComponent(() => import('../pages/matters/matter-page.tsx'), 'MatterPage'),
});
const importMatters = createRoute({
  getParentRoute: () => officials,
  path: '/matters/import',
  component: lazyRouteComponent(() => import('../pages/matters/import-page.tsx'), 'ImportLedgerPage'),
});
const documents = createRoute({
  getParentRoute: () => officials,
  path: '/documents',
  component: lazyRouteComponent(() => import('../pages/documents/documents-page.tsx'), 'DocumentsPage'),
});
const inbox = createRoute({
  getParentRoute: () => officials,
  path: '/inbox',
  component: lazyRouteComponent(() => import('../pages/inbox/inbox-page.tsx'), 'InboxPage'),
});
const me = createRoute({
  getParentRoute: () => officials,
  path: '/me',
  component: lazyRouteComponent(() => import('../pages/me/me-page.tsx'), 'MePage'),
});

const enterprises = createRoute({
  getParentRoute: () => root,
  path: '/e',
  component: EnterpriseLayout,
  beforeLoad: enterprisesOnly,
});
const newAppeal = createRoute({
  getParentRoute: () => enterprises,
  path: '/new',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, ['step']),
  component: lazyRouteComponent(() => import('../pages/enterprise/new-appeal-page.tsx'), 'NewAppealPage'),
});
const mine = createRoute({
  getParentRoute: () => enterprises,
  path: '/mine',
  component: lazyRouteComponent(() => import('../pages/enterprise/mine-page.tsx'), 'MinePage'),
});
const appeal = createRoute({
  getParentRoute: () => enterprises,
  path: '/m/$id',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, ['move']),
  component: lazyRouteComponent(() => import('../pages/enterprise/appeal-page.tsx'), 'AppealPage'),
});
const ownFunds = createRoute({
  getParentRoute: () => enterprises,
  path: '/funds',
  component: lazyRouteComponent(() => import('../pages/funds/own-page.tsx'), 'OwnFundsPage'),
});
const applyFor = createRoute({
  getParentRoute: () => enterprises,
  path: '/claim/$clause',
  component: lazyRouteComponent(() => import('../pages/claims/apply-page.tsx'), 'ApplyPage'),
});
const myPolicies = createRoute({
  getParentRoute: () => enterprises,
  path: '/policies',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, ['tab']),
  component: lazyRouteComponent(() => import('../pages/policies/my-policies-page.tsx'), 'MyPoliciesPage'),
});
const enterpriseMe = createRoute({
  getParentRoute: () => enterprises,
  path: '/me',
  component: lazyRouteComponent(() => import('../pages/me/me-page.tsx'), 'MePage'),
});

const enterpriseCalendar = createRoute({
  getParentRoute: () => enterprises,
  path: '/calendar',
  component: lazyRouteComponent(() => import('../pages/calendar/calendar-page.tsx'), 'CalendarPage'),
});

const mySurveys = createRoute({
  getParentRoute: () => enterprises,
  path: '/surveys',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, ['open']),
  component: lazyRouteComponent(() => import('../pages/surveys/my-surveys-page.tsx'), 'MySurveysPage'),
});

const space = createRoute({
  getParentRoute: () => enterprises,
  path: '/space',
  validateSearch: (raw: Record<string, unknown>) => pickText(raw, ['tab']),
  component: lazyRouteComponent(() => import('../pages/enterprises/space-page.tsx'), 'SpacePage'),
});

const ownAppraisal = createRoute({
  getParentRoute: () => enterprises,
  path: '/appraisal',
  component: lazyRouteComponent(() => import('../pages/firms/own-page.tsx'), 'OwnAppraisalPage'),
});
const ownCode = createRoute({
  getParentRoute: () => enterprises,
  path: '/code',
  component: lazyRouteComponent(() => import('../pages/enterprises/code-page.tsx'), 'CodePage'),
});
const printCode = createRoute({
  getParentRoute: () => enterprises,
  path: '/code/$serial',
  component: lazyRouteComponent(() => import('../pages/enterprises/print-code-page.tsx'), 'PrintCodePage'),
});

const tree = root.addChildren([
  home,
  visitors.addChildren([signIn, password, rate, publicReforms, answerSheet]),
  officials.addChildren([
    todo,
    desk,
    supervision,
    plans,
    newPlan,
    plan,
    review,
    matters,
    importMatters,
    matter,
    documents,
    inbox,
    open,
    openLoop,
    me,
    ...outreachRoutes,
    ...policyRoutes,
    ...simulationRoutes,
    ...programmeRoutes,
    ...qualityRoutes,
    ...ratingRoutes,
    ...enterpriseRoutes,
    ...fundRoutes,
    ...adminRoutes,
    ...evaluationRoutes,
    ...collectRoutes,
  ]),
  wallRoute,
  publicPolicies,
  scannedCode,
  enterprises.addChildren([
    myPolicies,
    applyFor,
    newAppeal,
    mine,
    appeal,
    mySurveys,
    space,
    ownCode,
    ownAppraisal,
    printCode,
    ownFunds,
    enterpriseMe,
    enterpriseCalendar,
  ]),
]);

export const router = createRouter({
  routeTree: tree,
  context: { queries },
  parseSearch,
  stringifySearch,
  defaultErrorComponent: PageError,
  defaultNotFoundComponent: NotFound,
  defaultPendingComponent: Loading,
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
