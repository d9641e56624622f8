import type { Ruler } from '#domains/evaluation';
import { organisationOn } from '#engines/registry';
import { dayOf, toInstant } from '#kernel';
import { createRegistryStore, type Databases } from '#storage';
import type { City } from '../city.ts';

const RULES = 'appraisal.rule';

/** Whose post at an office, or at one above it, carries the right to rule on objections; the office's own come first. */
export const rulersOf =
  (city: Pick<City, 'roles'>, { system }: Pick<Databases, 'system'>) =>
  async (tenant: string, office: string, now: number): Promise<readonly Ruler[]> => {
    const today = dayOf(toInstant(now));
    const store = createRegistryStore(system);
    const { posts, units, ancestors } = organisationOn(await store.loadSnapshot(tenant, today), today);
    const rightful = posts.filter((each) => city.roles[each.role]?.permissions.includes(RULES));
    const found = [office, ...ancestors(office)].flatMap((unit) => rightful.filter((each) => each.unit === unit));
    const names = new Map(
      (
        await store.findPeople(
          tenant,
          found.map((each) => each.person),
        )
      ).map((each) => [each.id, each.name]),
    );
    return found.map(({ person, unit, role, title }) => ({
      person,
      words:
        `${units.get(unit)?.name ?? unit}${title ?? city.roles[role]?.title ?? ''} ${names.get(person) ?? ''}`.trim(),
    }));
  };
