/** A city and its settings, as the site needs them at every request. */
export type Tenant = {
  readonly id: string;
  readonly name: string;
  readonly demo: boolean;
  /** How far a demo tenant's clock runs ahead of the wall clock, in milliseconds. */
  readonly clockOffset: number;
};

export type TenantStore = {
  readonly list: () => Promise<readonly Tenant[]>;
  readonly add: (tenant: Omit<Tenant, 'clockOffset'>, now: number) => Promise<void>;
  readonly setClockOffset: (tenant: string, offset: number) => Promise<void>;
};

export type Tenants = {
  readonly get: (id: string) => Tenant | undefined;
  readonly all: () => readonly Tenant[];
  readonly now: (id: string) => number;
  readonly setNow: (id: string, now: number) => Promise<void>;
  readonly reload: () => Promise<void>;
};

/** Tenants in memory, with their clocks. Only a demo tenant's clock can be moved. */
export async function createTenants(store: TenantStore, wallClock: () => number): Promise<Tenants> {
  let known = new Map<string, Tenant>();
  const reload = async (): Promise<void> => {
    known = new Map((await store.list()).map((each) => [each.id, each]));
  };
  await reload();
  return {
    get: (id) => known.get(id),
    all: () => [...known.values()],
    now: (id) => wallClock() + (known.get(id)?.clockOffset ?? 0),
    setNow: async (id, now) => {
      if (!known.get(id)?.demo) throw new Error(`tenant ${id}: only a demo tenant's clock may be moved`);
      await store.setClockOffset(id, now - wallClock());
      await reload();
    },
    reload,
  };
}
