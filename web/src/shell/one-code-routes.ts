import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { PublicLayout } from './public-layout.tsx';
import { root } from './routes-base.ts';

const everyone = createRoute({ getParentRoute: () => root, id: 'one-code', component: PublicLayout });
const scan = createRoute({
  getParentRoute: () => everyone,
  path: '/c/$code',
  component: lazyRouteComponent(() => import('../pages/enterprises/scan-page.tsx'), 'ScanPage'),
});
/** What a phone's camera opens. */
export const scannedCode = everyone.addChildren([scan]);
