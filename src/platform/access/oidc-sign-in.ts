import * as oidc from 'openid-client';
import { refuse } from '#kernel';
import { type AccessContext, note, type Visit } from './context.ts';
import { MINUTE } from './policy.ts';
import { hashToken, newToken } from './secrets.ts';
import { openSession } from './sessions.ts';

export type OidcSettings = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret?: string;
  /** The address that people type; the issuer sends them back to `/api/oidc/callback` there. */
  readonly baseUrl: string;
};

export type OidcSignIn = {
  readonly start: (tenant: string, to: string) => Promise<{ readonly url: string; readonly state: string }>;
  readonly finish: (
    tenant: string,
    answer: { readonly url: URL; readonly state: string | undefined; readonly requestId: string },
  ) => Promise<{ readonly token: string; readonly to: string }>;
};

const CALLBACK = '/api/oidc/callback';

/** Authorization code with PKCE, state and nonce. Accounts are not made here: an office registers its people first. */
export function createOidcSignIn(context: AccessContext, settings: OidcSettings): OidcSignIn {
  const configuration = discoverOnce(settings);
  const redirect = settings.baseUrl.replace(/\/+$/, '') + CALLBACK;
  return {
    start: async (tenant, to) => {
      const config = await configuration();
      const state = newToken(context.random);
      const verifier = oidc.randomPKCECodeVerifier();
      const nonce = oidc.randomNonce();
      await context.stores.oidcAttempts.put(tenant, hashToken(state), {
        nonce,
        verifier,
        to,
        expiresAt: context.clock() + 10 * MINUTE,
      });
      const url = oidc.buildAuthorizationUrl(config, {
        redirect_uri: redirect,
        scope: 'openid',
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        nonce,
      });
      return { url: url.href, state };
    },
    finish: async (tenant, { url, state, requestId }) => {
      const visit: Visit = { tenant, requestId };
      // The cookie ties the answer to the browser that asked; the stored attempt can be used once.
      const attempt =
        state && url.searchParams.get('state') === state
          ? await context.stores.oidcAttempts.take(tenant, hashToken(state))
          : undefined;
      if (!state || !attempt || attempt.expiresAt <= context.clock())
        throw await refused(context, visit, 'state', '登录请求已失效', '请重新点击“统一身份认证登录”');
      const subject = await subjectFrom(await configuration(), new URL(redirect + url.search), { state, ...attempt });
      if (!subject)
        throw await refused(context, visit, 'issuer', '统一身份认证没有通过', '请重新登录；若仍不成功，请联系管理员');
      const account = await context.stores.accounts.findBySubject(tenant, subject);
      if (!account)
        throw await refused(
          context,
          visit,
          'unknown-subject',
          '您的统一身份尚未在本系统开通',
          '请联系本单位管理员开通账号',
        );
      const { token } = await openSession(context, visit, { accountId: account.id, account, means: 'oidc' });
      return { token, to: attempt.to };
    },
  };
}

async function subjectFrom(
  config: oidc.Configuration,
  url: URL,
  expected: { readonly state: string; readonly nonce: string; readonly verifier: string },
): Promise<string | undefined> {
  try {
    const tokens = await oidc.authorizationCodeGrant(config, url, {
      expectedState: expected.state,
      expectedNonce: expected.nonce,
      pkceCodeVerifier: expected.verifier,
      idTokenExpected: true,
    });
    return tokens.claims()?.sub;
  } catch {
    // Denied by the person, an old code, a bad signature: to us all the same no.
    return undefined;
  }
}

async function refused(context: AccessContext, visit: Visit, why: string, what: string, todo: string) {
  await note(context, visit, { actor: 'anonymous', act: 'sign-in.refused', detail: { why: `oidc-${why}` } });
  return refuse({ code: `access.oidc-${why}`, kind: 'unauthenticated', what, todo });
}

/** Asks the issuer for its addresses at the first sign-in, and again if that failed. */
function discoverOnce({ issuer, clientId, clientSecret }: OidcSettings): () => Promise<oidc.Configuration> {
  let known: Promise<oidc.Configuration> | undefined;
  const options = issuer.startsWith('http:') ? { execute: [oidc.allowInsecureRequests] } : {};
  return () => {
    known ??= oidc.discovery(new URL(issuer), clientId, clientSecret, undefined, options).catch(() => {
      known = undefined;
      throw refuse({
        code: 'access.oidc-unreachable',
        kind: 'unavailable',
        what: '统一身份认证暂时不可用',
        todo: '请稍后再试，或用账号密码登录',
      });
    });
    return known;
  };
}
