import type { z } from 'zod';
import type { AnyOperation } from '#kernel';

/**
 * The web's client, typed from the list of operations without importing a line of it. In `main.ts`:
 * `export type Operations = typeof operations` (an array whose elements came from `operation()`); in the web:
 *
 * @example
 * import type { Routes, Caller } from '#entrypoints/http';
 * const routes = { 'matters.list': 'GET /api/matters' } satisfies Partial<Routes<Operations>>; // a wrong path fails to compile
 * declare const call: Caller<Operations>;
 * const { items } = await call('matters.list', { loop: 'appeal' });
 */
export type OperationList = readonly AnyOperation[];
export type OperationId<Ops extends OperationList> = Ops[number]['id'];
type ById<Ops extends OperationList, Id> = Extract<Ops[number], { readonly id: Id }>;

/** What a caller sends: the input before defaults are filled in. */
export type InputOf<Ops extends OperationList, Id extends OperationId<Ops>> =
  ById<Ops, Id> extends { readonly input: z.ZodType<unknown, infer Raw> } ? Raw : never;

/** What comes back. */
export type OutputOf<Ops extends OperationList, Id extends OperationId<Ops>> =
  ById<Ops, Id> extends { readonly output: z.ZodType<infer Out> } ? Out : never;

/** `GET /api/matters/{id}` for each id, as literal types. */
export type Routes<Ops extends OperationList> = {
  readonly [Id in OperationId<Ops>]: ById<Ops, Id> extends {
    readonly method: infer Method extends string;
    readonly path: infer Path extends string;
  }
    ? `${Method} ${Path}`
    : never;
};

export type Caller<Ops extends OperationList> = <Id extends OperationId<Ops>>(
  id: Id,
  ...input: Record<string, never> extends InputOf<Ops, Id> ? [input?: InputOf<Ops, Id>] : [input: InputOf<Ops, Id>]
) => Promise<OutputOf<Ops, Id>>;
