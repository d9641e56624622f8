import type { AnyOperation } from '#kernel';
import type { AccessOptions } from '#platform/access';
import type { Base } from './base.ts';
import type { Core } from './core.ts';

/** What the audit log speaks of, in the words of this site. `operations` is asked when all of them are known. */
export function auditWords(
  { city }: Pick<Base, 'city'>,
  { registry }: Pick<Core, 'registry'>,
  operations: () => readonly AnyOperation[],
): NonNullable<AccessOptions['auditWords']> {
  let asked: ReadonlyMap<string, string> | undefined;
  const titles = () => (asked ??= new Map(operations().map(({ id, title }) => [id, title])));
  return async (tenant, now) => {
    const directory = await registry.directory(tenant, now);
    return {
      operation: (id) => titles().get(id),
      permission: (id) => city.pack.permissions.find((each) => each.id === id)?.title,
      loop: (id) => city.loops.find(({ definition }) => definition.loop === id)?.definition.title,
      unit: (id) => directory.unit(id)?.name,
      code: (list, code) => city.lists.get(list === 'category' ? 'appeal-category' : list)?.get(code),
    };
  };
}
