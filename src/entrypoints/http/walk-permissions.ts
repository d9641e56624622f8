import type { Actor, AnyOperation } from '#kernel';
import { createHttpApp } from './app.ts';
import { createMetrics } from './metrics.ts';

type RoleTable = Readonly<Record<string, { readonly permissions: readonly string[] }>>;

/** How one operation answered one role: the status and the problem's code, if it was a refusal. */
export type Knock = (
  operation: AnyOperation,
  role: string | undefined,
) => Promise<{ readonly status: number; readonly code?: string }>;

export type Walk = {
  readonly knocks: number;
  /** Where the door opened or shut against the table. */
  readonly wrong: readonly {
    readonly operation: string;
    readonly role: string;
    readonly expected: string;
    readonly got: string;
  }[];
  /** Permissions that an operation asks for and no role holds. */
  readonly unheld: readonly string[];
  /** Permissions that a role holds and no operation asks for. */
  readonly unused: readonly string[];
};

/**
 * Knocks at every operation as every role, as somebody signed in without any, and as nobody: 401 or 403 exactly when the
 * permission is not held. Without `knock`, through the real HTTP adapter with handlers that do nothing.
 */
export async function walkPermissions(
  operations: readonly AnyOperation[],
  roles: RoleTable,
  knock = quietKnock(operations, roles),
): Promise<Walk> {
  const wrong: Walk['wrong'][number][] = [];
  const names = [undefined, NO_ROLE, ...Object.keys(roles)];
  for (const operation of operations) {
    for (const role of names) {
      const expected = expectedFor(operation, role, roles);
      const { status, code } = await knock(operation, role);
      const got = code === 'access.sign-in-needed' ? '401' : code === 'access.permission-missing' ? '403' : 'open';
      const honest = got === 'open' || String(status) === got;
      if (got !== expected || !honest) {
        wrong.push({
          operation: operation.id,
          role: role ?? 'anonymous',
          expected,
          got: `${got} (${status} ${code ?? ''})`,
        });
      }
    }
  }
  const asked = new Set(operations.map((each) => each.permission));
  const held = new Set(Object.values(roles).flatMap((each) => each.permissions));
  return {
    knocks: operations.length * names.length,
    wrong,
    unheld: [...asked].filter((each) => each !== 'public' && each !== 'signed-in' && !held.has(each)),
    unused: [...held].filter((each) => !asked.has(each)),
  };
}

const NO_ROLE = 'no role at all';

function expectedFor({ permission }: AnyOperation, role: string | undefined, roles: RoleTable): 'open' | '401' | '403' {
  if (permission === 'public') return 'open';
  if (role === undefined) return '401';
  return permission === 'signed-in' || roles[role]?.permissions.includes(permission) ? 'open' : '403';
}

function quietKnock(operations: readonly AnyOperation[], roles: RoleTable): Knock {
  const quiet = operations.map((each) => ({ ...each, handle: async () => undefined }));
  const log = (): void => {};
  const app = createHttpApp({
    operations: quiet,
    resolveTenant: () => 'walk',
    resolveActor: (_tenant, token) => actorFor(token, roles),
    clock: () => 0,
    ids: () => 'walk',
    logger: { info: log, warn: log, error: log },
    metrics: createMetrics({ process: false }),
    about: { title: 'walk', version: '0' },
    output: 'report',
  });
  return async ({ method, path }, role) => {
    const token = role === undefined ? {} : { authorization: `Bearer ${tokenFor(role)}` };
    // A body that nobody can read: whoever is refused must be refused before it is looked at.
    const body = method === 'GET' ? {} : { body: '{', headers: { 'content-type': 'application/json', ...token } };
    const response = await app.request(path.replaceAll(/\{\w+\}/g, 'x'), { method, headers: token, ...body });
    const problem = (await response.json().catch(() => ({}))) as { readonly code?: string };
    return { status: response.status, ...(problem.code ? { code: problem.code } : {}) };
  };
}

const tokenFor = (role: string): string => Buffer.from(`role of the walk: ${role}`).toString('base64url');

function actorFor(token: string | undefined, roles: RoleTable): Actor {
  const role = [NO_ROLE, ...Object.keys(roles)].find((each) => token === tokenFor(each));
  if (role === undefined) return { kind: 'anonymous', id: 'anonymous', roles: [], permissions: [] };
  return { kind: 'official', id: 'walker', roles: [role], permissions: roles[role]?.permissions ?? [] };
}
