import { type Library, type PolicyPorts, readIssued } from '#domains/policies';
import type { City } from '../city.ts';

/** What the packs say and what was issued here; read again when something was. */
export function libraries(
  city: Pick<City, 'policies'>,
  versions: PolicyPorts['versions'],
  acts: PolicyPorts['acts'],
): PolicyPorts['library'] {
  const read = new Map<string, { readonly mark: string; readonly library: Library }>();
  return async (tenant) => {
    const [issued, done] = await Promise.all([versions.issued(tenant), acts.list(tenant)]);
    const mark = [...issued.map((each) => each.version), ...done.map((each) => `${each.policy} ${each.at}`)].join();
    const before = read.get(tenant);
    if (before?.mark === mark) return before.library;
    const library = readIssued(
      city.policies,
      issued.map((each) => each.body),
      done,
    );
    read.set(tenant, { mark, library });
    return library;
  };
}
