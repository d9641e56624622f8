import { stringify } from 'yaml';
import type { z } from 'zod';
import type { Region, Unit } from '#engines/registry';
import type { Day } from '#kernel';
import { mergeCalendars } from './calendar.ts';
import { checkReferences } from './check-references.ts';
import { checkUnits } from './check-units.ts';
import { assembleEnterpriseRules, PrecedenceFile, ScaleFile, TagsFile } from './enterprise-rules.ts';
import { CertificatesFile, ChangePushFile, OneCodeFile } from './enterprise-sharing.ts';
import { assembleFacts, FACT_FIELDS, FactsFile } from './facts.ts';
import type { Finding } from './finding.ts';
import { type Layer, placeOf } from './layer.ts';
import { layLoops } from './loops.ts';
import { overlay } from './overlay.ts';
import type { Pack } from './pack.ts';
import {
  type CodeList,
  FIELD_NAMES,
  type GroupEntry,
  ListFile,
  Manifest,
  OrganisationFile,
  PermissionsFile,
  RegionsFile,
  type RoleEntry,
  RolesFile,
  SettingsFile,
  type UnitEntry,
} from './schema.ts';
import { checkYaml, type ReadFile, type YamlFile } from './yaml-file.ts';

export type Assembled = { readonly pack: Pack; readonly findings: readonly Finding[] };

/** Lays the layers over each other, first the base, and checks what they say together. */
export function assemble(layers: readonly Layer[]): Assembled {
  const findings: Finding[] = layers.flatMap((each) => each.yaml.flatMap((yaml) => yaml.findings));
  const tell = (found: readonly Finding[]): void => {
    findings.push(...found);
  };
  const read = reader(layers, tell);
  const manifests = read('pack.yaml', Manifest).map(({ value }) => value);
  const regionFiles = read('regions.yaml', RegionsFile).map(({ value }) => value);
  const regions: readonly Region[] = regionFiles.flatMap((each) => each.regions);
  const settings: SettingsFile['settings'] = Object.assign(
    {},
    ...read('settings.yaml', SettingsFile, 'settings').map(({ value }) => value.settings),
  );
  const organisations = read('organisation.yaml', OrganisationFile);
  const lists = Object.fromEntries(
    [...read(/^lists\//, ListFile, 'list').map(({ value }) => value), regionList(regionFiles)].map(
      (each): [string, CodeList] => [each.list, each],
    ),
  );
  const catalogue = assembleFacts(read(/^facts\//, FactsFile, 'facts', FACT_FIELDS), lists, tell);
  const pack: Pack = {
    layers: manifests,
    units: organisations.flatMap(({ value }) => unitsOf(value)),
    regions,
    permissions: read('permissions.yaml', PermissionsFile).flatMap(({ value }) => value.permissions),
    roles: read('roles.yaml', RolesFile, 'roles').flatMap(({ value }): readonly RoleEntry[] => value.roles),
    lists,
    ...catalogue,
    enterprises: assembleEnterpriseRules(
      {
        scale: read('enterprises/scale.yaml', ScaleFile, 'scale'),
        precedence: read('enterprises/precedence.yaml', PrecedenceFile, 'precedence'),
        tags: read('enterprises/tags.yaml', TagsFile, 'tags'),
        oneCode: read('enterprises/one-code.yaml', OneCodeFile, 'views'),
        changePush: read('enterprises/change-push.yaml', ChangePushFile, 'subscriptions'),
        certificates: read('enterprises/certificates.yaml', CertificatesFile, 'certificates'),
      },
      catalogue.facts,
      tell,
    ),
    loops: layLoops(layers, tell),
    policies: policiesOf(layers),
    ...calendarOf(layers, tell),
    settings,
    grants: settings.grants ?? {},
    templates: layers.flatMap((each) => each.files.filter((file) => file.includes('/templates/'))),
    plans: layers.flatMap((each) => each.files.filter((file) => file.includes('/plans/'))),
    other: otherOf(layers, manifests, tell),
    demo: demoOf(layers, manifests),
    at: placesIn(layers),
  };
  tell(checkUnits(pack, organisations));
  tell(checkReferences(pack, layers));
  return { pack, findings };
}

/** 行政区划 read as a code list: the base's source speaks for it, a city's own areas say theirs in their file. */
const regionList = (files: readonly z.infer<typeof RegionsFile>[]): CodeList => ({
  list: 'region',
  title: '行政区划',
  ...(files[0]?.source ? { source: files[0].source } : {}),
  items: files.flatMap(({ regions }) =>
    regions.map(({ code, name, parent }) => ({ code, title: name, ...(parent ? { parent } : {}) })),
  ),
});

const policiesOf = (layers: readonly Layer[]): Pack['policies'] =>
  layers
    .flatMap((each) => each.yaml.filter((yaml) => placeOf(yaml).startsWith('policies/') && yaml.findings.length === 0))
    .map(({ file, text }) => ({ file, text }));

/** Reads the files of one kind. With `merge`, a later layer's file is laid over the earlier one with the same name. */
function reader(layers: readonly Layer[], tell: (found: readonly Finding[]) => void) {
  return <T>(
    place: string | RegExp,
    schema: z.ZodType<T>,
    merge?: string,
    fields = FIELD_NAMES,
  ): readonly ReadFile<T>[] => {
    const fits = (yaml: YamlFile): boolean =>
      typeof place === 'string' ? placeOf(yaml) === place : place.test(placeOf(yaml));
    const files = layers.flatMap((each) => each.yaml.filter(fits)).filter((each) => each.findings.length === 0);
    const merged = merge === undefined ? files : mergeLayers(files, tell);
    return merged.flatMap((yaml) => {
      const { value, findings } = checkYaml(yaml, schema, fields);
      tell(findings);
      return value === undefined ? [] : [{ yaml, value }];
    });
  };
}

function mergeLayers(files: readonly YamlFile[], tell: (found: readonly Finding[]) => void): readonly YamlFile[] {
  const merged = new Map<string, YamlFile>();
  for (const yaml of files) {
    const before = merged.get(placeOf(yaml));
    if (!before) {
      merged.set(placeOf(yaml), yaml);
      continue;
    }
    const laid = overlay(before.data, yaml.data, yaml);
    tell(laid.findings);
    merged.set(placeOf(yaml), { ...before, data: laid.value, text: stringify(laid.value) });
  }
  return [...merged.values()];
}

function calendarOf(layers: readonly Layer[], tell: (found: readonly Finding[]) => void): Pick<Pack, 'calendar'> {
  const { value, findings } = mergeCalendars(layers);
  tell(findings);
  return value ? { calendar: value } : {};
}

const KNOWN =
  /^(?:(?:pack|regions|organisation|permissions|roles|settings)\.ya?ml$|(?:lists|loops|calendar|facts|enterprises)\/)/;

function otherOf(
  layers: readonly Layer[],
  manifests: readonly Manifest[],
  tell: (found: readonly Finding[]) => void,
): Readonly<Record<string, unknown>> {
  const demos = new Set(manifests.filter((each) => each.kind === 'demo').map((each) => each.pack));
  const files = layers.filter((each) => !demos.has(each.name)).flatMap((each) => each.yaml);
  const others = files.filter((each) => !KNOWN.test(placeOf(each)) && each.findings.length === 0);
  return Object.fromEntries(
    mergeLayers(others, tell).map((each) => [placeOf(each).replace(/\.ya?ml$/, ''), each.data]),
  );
}

function demoOf(layers: readonly Layer[], manifests: readonly Manifest[]): Readonly<Record<string, unknown>> {
  const demos = new Set(manifests.filter((each) => each.kind === 'demo').map((each) => each.pack));
  const files = layers.filter((each) => demos.has(each.name)).flatMap((each) => each.yaml);
  return Object.fromEntries(
    files
      .filter((each) => placeOf(each) !== 'pack.yaml')
      .map((each) => [placeOf(each).replace(/\.ya?ml$/, ''), each.data]),
  );
}

/** Does a file say it itself? Items of a list stand elsewhere in another layer. */
const says = (data: unknown, path: readonly PropertyKey[]): boolean =>
  path.reduce<unknown>(
    (at, key) => (typeof key === 'string' && typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
    data,
  ) !== undefined;

/** The last layer that says it holds, else the one that has the file first. */
const placesIn =
  (layers: readonly Layer[]): Pack['at'] =>
  (place, path, message) => {
    const files = layers.flatMap((each) => each.yaml).filter((each) => placeOf(each).replace(/\.ya?ml$/, '') === place);
    const yaml = files.findLast(({ data }) => says(data, path)) ?? files[0];
    return yaml?.at(path, message) ?? { file: `${place}.yaml`, line: 1, column: 1, message, severity: 'error' };
  };

type Organisation = z.infer<typeof OrganisationFile>;

/** Units with what they take from above, and groups as units of kind `group`. */
function unitsOf(file: Organisation): readonly Unit[] {
  const entries = new Map(file.units.map((each) => [each.id, each]));
  return [
    ...file.units.map((each) => unitOf(each, entries, file.validFrom)),
    ...file.groups.map((each) => groupOf(each, file.validFrom)),
  ];
}

function inherited<K extends 'level' | 'region'>(
  entry: UnitEntry,
  entries: ReadonlyMap<string, UnitEntry>,
  key: K,
): UnitEntry[K] {
  const seen = new Set<string>();
  for (let at: UnitEntry | undefined = entry; at && !seen.has(at.id); at = entries.get(at.parent ?? '')) {
    if (at[key] !== undefined) return at[key];
    seen.add(at.id);
  }
  return undefined;
}

function unitOf(entry: UnitEntry, entries: ReadonlyMap<string, UnitEntry>, start: Day): Unit {
  const { level, region, settings, validFrom, assumed, fullName, guidedBy, leadUnit, dispatches, validTo, ...rest } =
    entry;
  const nearestRegion = inherited(entry, entries, 'region');
  return {
    ...rest,
    members: [],
    level: inherited(entry, entries, 'level') ?? 1,
    settings: { needsReview: settings.needsReview ?? false, needsApproval: settings.needsApproval ?? false },
    validFrom: validFrom ?? start,
    ...(nearestRegion && { region: nearestRegion }),
    ...(validTo && { validTo }),
    ...(fullName && { fullName }),
    ...(guidedBy && { guidedBy }),
    ...(leadUnit && { leadUnit }),
    ...(dispatches && { dispatches }),
    ...(assumed && { assumed }),
  };
}

function groupOf({ where, ...entry }: GroupEntry, start: Day): Unit {
  return {
    ...entry,
    kind: 'group',
    parent: null,
    level: 1,
    sections: [],
    settings: { needsReview: false, needsApproval: false },
    validFrom: start,
    ...(where && {
      where: {
        ...(where.kind && { kind: where.kind }),
        ...(where.level !== undefined && { level: where.level }),
        ...(where.regionIn && { regionIn: where.regionIn }),
      },
    }),
  };
}
