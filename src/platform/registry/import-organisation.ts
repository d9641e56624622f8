import type { Region, Unit } from '#engines/registry';
import { hashOf } from '#kernel';
import type { RegistryStore } from './ports.ts';

export type Imported = { readonly added: number; readonly changed: number; readonly same: number };

/**
 * Takes a pack's organisation into a tenant. Doing it again changes nothing; units that the pack no longer names stay,
 * because matters may still name them: give them a last day instead.
 */
export async function importOrganisation(
  store: Pick<RegistryStore, 'change'>,
  tenant: string,
  pack: { readonly units: readonly Unit[]; readonly regions: readonly Region[] },
): Promise<Imported> {
  return store.change(tenant, async (snapshot, writer) => {
    const before = new Map(snapshot.units.map((each) => [each.id, hashOf(plain(each))]));
    const changed = pack.units.filter((each) => before.get(each.id) !== hashOf(plain(each)));
    const regions = new Map(snapshot.regions.map((each) => [each.code, each]));
    const moved = pack.regions.filter(({ code, name, parent }) => {
      const known = regions.get(code);
      return known?.name !== name || known.parent !== parent;
    });
    if (moved.length > 0) await writer.putRegions(moved);
    if (changed.length > 0) await writer.putUnits(changed);
    const added = changed.filter((each) => !before.has(each.id)).length;
    return { added, changed: changed.length - added, same: pack.units.length - changed.length };
  });
}

/** JSON has no `undefined`: an absent part and one set to nothing are the same. */
const plain = (unit: Unit): Unit => JSON.parse(JSON.stringify(unit)) as Unit;
