import { day, dayOf, toInstant } from '#kernel';
import type { RegistryStore } from '#platform/registry';

type Named = { readonly id: string; readonly name: string };

/** Who heads each of the units today: whoever must explain what it leaves undone. */
export const headsOf =
  (people: Pick<RegistryStore, 'serving'>) =>
  async (tenant: string, units: readonly string[], now: number): Promise<ReadonlyMap<string, Named>> => {
    const today = day(dayOf(toInstant(now)));
    const found = await Promise.all(
      units.map(async (unit) => {
        const serving = await people.serving(tenant, unit, today);
        const head = serving.find(({ post }) => post.role === 'head' || post.role === 'office-head');
        return head ? ([[unit, head.person]] as const) : [];
      }),
    );
    return new Map(found.flat());
  };
