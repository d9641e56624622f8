import type { Actor, AnyOperation, IdSource } from '#kernel';
import type { EventHub } from './event-hub.ts';
import type { Metrics } from './metrics.ts';
import type { OidcRoutes } from './oidc-port.ts';

/** What is known of a request before anybody has read its body. */
export type RequestFacts = {
  readonly host: string;
  readonly address: string;
  readonly header: (name: string) => string | undefined;
};

/** The part of pino that we use. */
export type Logger = {
  readonly info: (fields: object, message: string) => void;
  readonly warn: (fields: object, message: string) => void;
  readonly error: (fields: object, message: string) => void;
};

export type ReadinessCheck = { readonly name: string; readonly ok: boolean; readonly why?: string };

/** Something that sensitive acts are written to; it must not fail the request. */
export type RefusalAudit = (entry: {
  readonly tenant: string;
  readonly actor: Actor;
  readonly operation: string;
  readonly permission: string;
  readonly requestId: string;
  readonly now: number;
}) => Promise<void> | void;

export type HttpOptions = {
  readonly operations: readonly AnyOperation[];
  /** Which tenant a request is for; undefined is answered with 404. */
  readonly resolveTenant: (request: RequestFacts) => Promise<string | undefined> | string | undefined;
  /** Who a token stands for; anonymous when there is none or it has ended. */
  readonly resolveActor: (tenant: string, token: string | undefined) => Promise<Actor> | Actor;
  /** The tenant's time: a demo tenant's may differ from the wall clock. */
  readonly clock: (tenant: string) => Promise<number> | number;
  readonly ids: IdSource;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly about: { readonly title: string; readonly version: string; readonly baseUrl?: string };
  /** Operations whose answer carries a new session's token, and those that end one: the cookie follows them. */
  readonly sessions?: { readonly open: readonly string[]; readonly end: readonly string[] };
  readonly oidc?: OidcRoutes;
  readonly hub?: EventHub;
  readonly readiness?: () => Promise<readonly ReadinessCheck[]>;
  /** The built site; absent: only the API. */
  readonly staticDir?: string;
  /** How many reverse proxies of one's own stand in front (and append to X-Forwarded-For). Default 0. */
  readonly trustedProxies?: number;
  readonly auditRefusal?: RefusalAudit;
  /** `enforce` (default): an answer that does not fit its schema is a bug (500), and undeclared fields do not leave. */
  readonly output?: 'enforce' | 'report';
  readonly heartbeatMs?: number;
};
