import { type Library, type PolicyPorts, readIssued } from '#domains/policies';
import { createActStore, createVersionStore } from '#storage';
import type { Base } from '../base.ts';
import { oncePer } from '../once-per.ts';

/** What the packs say and what was issued here; read again when something was. In memory once for a site. */
export const libraryOf = oncePer(
  ({ databases }: Pick<Base, 'city' | 'databases'>) => databases,
  ({ city, databases }): PolicyPorts['library'] => {
    const [versions, acts] = [createVersionStore(databases), createActStore(databases)];
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
  },
);
