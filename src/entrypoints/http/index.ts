export { createHttpApp, type HttpApp } from './app.ts';
export { createEventHub, type EventHub, type HubMessage, type HubSubscriber, type PublishingHub } from './event-hub.ts';
export { createMetrics, type Metrics } from './metrics.ts';
export type { OidcRoutes } from './oidc-port.ts';
export { openApiOf } from './openapi.ts';
export type { HttpOptions, Logger, ReadinessCheck, RefusalAudit, RequestFacts } from './options.ts';
export { mustBeFree, type RunningServer, serve } from './serve.ts';
export { type Knock, type Walk, walkPermissions } from './walk-permissions.ts';
