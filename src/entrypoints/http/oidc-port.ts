/** Signing in at another site: two redirects, so not an operation. Implemented by platform/access. */
export type OidcRoutes = {
  /** Where to send the browser, and the state that its answer must bring back. */
  readonly start: (tenant: string, to: string) => Promise<{ readonly url: string; readonly state: string }>;
  readonly finish: (
    tenant: string,
    answer: { readonly url: URL; readonly state: string | undefined; readonly requestId: string },
  ) => Promise<{ readonly token: string; readonly to: string }>;
};
