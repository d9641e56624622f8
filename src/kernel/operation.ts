import type { z } from 'zod';

/** Who acts: a person in a post, an enterprise's clerk, the system itself, or nobody signed in. */
export type Actor = {
  readonly kind: 'official' | 'enterprise' | 'system' | 'anonymous';
  /** Person, account or `system`; never a name. */
  readonly id: string;
  /** The unit on whose behalf the official acts. */
  readonly unit?: string;
  /** The section (科室) inside the unit, if the post names one. */
  readonly section?: string;
  /** Roles held in that unit: `dispatcher`, `liaison`, `head`, … (from posts, data of the pack). */
  readonly roles: readonly string[];
  /** What the roles may do: `matters.read`, `appeals.dispatch`, … */
  readonly permissions: readonly string[];
  /** The enterprise an enterprise actor speaks for. */
  readonly enterprise?: string;
};

/** Nobody in person: the clockwork and what follows from other acts. */
export const SYSTEM: Actor = { kind: 'system', id: 'system', roles: [], permissions: [] };

/** Everything an operation knows of the call besides its input. */
export type Call = {
  readonly tenant: string;
  readonly actor: Actor;
  /** Epoch milliseconds; the demo tenant's clock may differ from the wall clock. */
  readonly now: number;
  readonly requestId: string;
  /** A retry with the same key changes nothing and gets the first answer. */
  readonly idempotencyKey?: string;
  /** What the caller saw last (HTTP If-Match): the sequence it means to change. */
  readonly ifMatch?: string;
  /** The session's secret and the caller's network address, for signing in and out only: never store either in clear. */
  readonly token?: string;
  readonly address?: string;
};

/** What the system does by itself. */
export const systemCall = (tenant: string, now: number, requestId: string): Call => ({
  tenant,
  now,
  requestId,
  actor: SYSTEM,
});

/** A file that comes in or goes out. */
export type FileValue = { readonly name: string; readonly type: string; readonly bytes: Uint8Array };

/** `public`: nobody needs to sign in; `signed-in`: anyone who did; otherwise a permission of the actor. */
export type Permission = 'public' | 'signed-in' | (string & {});

export type Operation<In = unknown, Out = unknown> = {
  /** `area.verb`, e.g. `matters.list`; the CLI says `clearway matters list`. */
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `/api/matters/{id}`; braces name input fields that come from the path. */
  readonly path: string;
  /** Chinese, one line: what it does. */
  readonly title: string;
  readonly permission: Permission;
  readonly input: z.ZodType<In>;
  readonly output: z.ZodType<Out>;
  /** `file`: the output is a FileValue and is sent as a download. Default `json`. */
  readonly produces?: 'json' | 'file';
  /** `multipart`: fields typed `fileField` in the input arrive as FileValue. Default `json`. */
  readonly consumes?: 'json' | 'multipart';
  /** Bytes allowed in the request body; default 1 MiB (multipart 30 MiB). */
  readonly bodyLimit?: number;
  readonly handle: (call: Call, input: In) => Promise<Out>;
};

/**
 * Declares one thing the platform can do. The list of operations becomes the HTTP routes, the OpenAPI document,
 * the CLI verbs, the permission matrix and the types of the web's client.
 */
export function operation<
  In,
  Out,
  const Id extends string = string,
  const Method extends Operation['method'] = Operation['method'],
  const Path extends string = string,
  Raw = unknown,
>(
  declared: Operation<In, Out> & Literals<In, Id, Method, Path, Raw>,
): Operation<In, Out> & Literals<In, Id, Method, Path, Raw> {
  return declared;
}

/** Kept exact, so that the compiler can check the web's calls against the list: `Raw` is the input before defaults. */
type Literals<In, Id, Method, Path, Raw> = {
  readonly id: Id;
  readonly method: Method;
  readonly path: Path;
  readonly input: z.ZodType<In, Raw>;
};

/** An operation with its types forgotten, for lists. */
// biome-ignore lint/suspicious/noExplicitAny: a list holds operations of every shape; each is parsed by its own schema
export type AnyOperation = Operation<any, any>;
