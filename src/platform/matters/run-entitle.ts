import { type Entitlement, entitled, type MatterState } from '#engines/matters';
import type { RunPorts } from './run-ports.ts';

export type EntitleStore = {
  /** Open matters by id, with the principals that may see each now. */
  readonly page: (
    tenant: string,
    after: string,
    limit: number,
  ) => Promise<readonly { readonly state: MatterState; readonly principals: readonly string[] }[]>;
  /** Works one matter out anew while it is locked. */
  readonly refresh: (
    tenant: string,
    id: string,
    entitle: (state: MatterState) => readonly Entitlement[],
  ) => Promise<void>;
};

const BATCH = 500;

/**
 * After the organisation changed (a leader took over a block, a unit moved under another), who may see the open matters
 * changes too. Returns for how many it did.
 */
export async function runEntitle(
  { directory: load }: Pick<RunPorts, 'directory'>,
  store: EntitleStore,
  tenant: string,
  now: number,
): Promise<number> {
  const directory = await load(tenant, now);
  let changed = 0;
  let after = '';
  for (;;) {
    const page = await store.page(tenant, after, BATCH);
    for (const { state, principals } of page) {
      if (isSame(entitled(state, directory), principals)) continue;
      await store.refresh(tenant, state.id, (current) => entitled(current, directory));
      changed += 1;
    }
    after = page.at(-1)?.state.id ?? after;
    if (page.length < BATCH) return changed;
  }
}

function isSame(wanted: readonly Entitlement[], has: readonly string[]): boolean {
  const known = new Set(has);
  return wanted.length === known.size && wanted.every((each) => known.has(each.principal));
}
