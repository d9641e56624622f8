import type { AnyOperation } from '#kernel';
import { readSettings } from '#platform/settings';
import type { Base } from './base.ts';
import { wire } from './wire.ts';

/**
 * The operations without a site behind them: the command line and the documentation need only what they are called and
 * what goes in and out. Whatever is reached for answers with more of the same; calling it is a mistake.
 */
export function operationList(): readonly AnyOperation[] {
  const nothing: unknown = new Proxy(() => undefined, {
    get: (_target, name) => {
      if (name === Symbol.iterator) return () => [].values();
      return name === 'then' ? undefined : nothing;
    },
    apply: () => nothing,
  });
  const base = { city: nothing, databases: nothing, tenants: nothing, book: nothing } as Pick<
    Base,
    'city' | 'databases' | 'tenants' | 'book'
  >;
  const settings = readSettings({});
  return wire({ ...base, settings, contentKey: new Uint8Array(32), version: '', wallClock: () => 0 }).operations;
}
