import { readFile } from 'node:fs/promises';
import { nameIndex } from '#engines/registry';
import type { AccessStores } from '#platform/access';
import type { DocumentPorts, Letterhead } from '#platform/documents';
import { type ReadPorts, runMove } from '#platform/matters';
import type { LiveDirectory } from '#platform/registry';
import { createDocumentStore, type Databases } from '#storage';
import type { City } from '../city.ts';
import { auditNotes } from './audit-notes.ts';

export type DocumentBase = {
  readonly city: City;
  readonly databases: Databases;
  readonly matters: ReadPorts;
  readonly registry: LiveDirectory;
  readonly audit: AccessStores['audit'];
};

/** Gives official documents and ledgers their ports. */
export function documentPorts({ city, databases, matters, registry, audit }: DocumentBase): DocumentPorts {
  const { ids, vault } = matters;
  return {
    matters,
    ids,
    store: createDocumentStore(databases),
    template: (_tenant, name) => readFile(templateOf(city, name)),
    letterhead: async (_tenant, unit) => letterheadOf(city, unit),
    seal: vault.sealBytes,
    open: vault.openBytes,
    move: (call, input) => runMove(matters, call, input),
    unitNamed: async (tenant, name, now) => {
      const found = nameIndex(await registry.organisation(tenant, now)).resolve(name);
      return 'id' in found
        ? { id: found.id, name: found.title, members: found.units }
        : { nearest: found.nearest.map((each) => each.name) };
    },
    audit: auditNotes(audit, ids),
  };
}

/** The city's own template where it has one, else the one of the base pack. */
const templateOf = ({ folder, pack }: City, name: string): string =>
  `${folder}/${pack.templates.findLast((each) => each.endsWith(`/${name}.docx`)) ?? `base/templates/${name}.docx`}`;

function letterheadOf({ pack, settings }: City, unit: string): Letterhead {
  const found = pack.units.find((each) => each.id === unit);
  const { words, addressees, copies } = settings.documents;
  return {
    issuer: found?.fullName ?? found?.name ?? unit,
    word: words[unit] ?? found?.name ?? unit,
    addressees,
    copies,
  };
}
