import type { Finding } from './finding.ts';
import { type Layer, placeOf } from './layer.ts';
import type { Pack } from './pack.ts';
import { meant, type Path, type YamlFile } from './yaml-file.ts';

type Say = (path: Path, message: string) => void;

/** Names that cross files: permissions of roles, parents of codes, and what loops ask for. */
export function checkReferences(pack: Pack, layers: readonly Layer[]): readonly Finding[] {
  const found: Finding[] = [];
  for (const yaml of layers.flatMap((each) => each.yaml)) {
    if (yaml.findings.length > 0) continue;
    const say: Say = (path, message) => {
      found.push(yaml.at(path, message));
    };
    const place = placeOf(yaml);
    if (place === 'roles.yaml') checkRoles(yaml, pack, say);
    if (place === 'settings.yaml') checkGrants(yaml, pack, say);
    if (place.startsWith('lists/')) checkList(yaml, pack, say);
    if (place.startsWith('loops/')) checkLoop(yaml, pack, say);
  }
  const ids = new Set(pack.regions.map((each) => each.code));
  for (const yaml of layers.flatMap((each) => each.yaml.filter((file) => placeOf(file) === 'regions.yaml')))
    for (const { value, path } of leaves(yaml.data))
      if (path.at(-1) === 'parent' && typeof value === 'string' && !ids.has(value))
        found.push(yaml.at(path, `上级区域“${value}”不存在${meant(value, ids)}`));
  return found;
}

function checkGrants(yaml: YamlFile, pack: Pack, say: Say): void {
  const known = new Set(pack.permissions.map((each) => each.id));
  const units = new Set(pack.units.map((each) => each.id));
  for (const { value, path } of leaves(yaml.data)) {
    if (path[1] !== 'grants' || path.length < 3) continue;
    const [unit, permission] = [String(path[2]), String(value)];
    if (!units.has(unit)) say(path, `单位“${unit}”不存在${meant(unit, units)}`);
    if (!known.has(permission)) say(path, `权限“${permission}”不在 permissions.yaml 里${meant(permission, known)}`);
  }
}

function checkRoles(yaml: YamlFile, pack: Pack, say: Say): void {
  const known = new Set(pack.permissions.map((each) => each.id));
  for (const { value, path } of leaves(yaml.data))
    if (path.includes('permissions') && typeof value === 'string' && !known.has(value))
      say(path, `权限“${value}”不在 permissions.yaml 里${meant(value, known)}`);
}

function checkList(yaml: YamlFile, pack: Pack, say: Say): void {
  const name = (yaml.data as { readonly list?: unknown } | null)?.list;
  const codes = new Set(pack.lists[String(name)]?.items.map((each) => each.code));
  const seen = new Set<unknown>();
  for (const { value, path } of leaves(yaml.data)) {
    if (path[0] !== 'items' || path.length !== 3) continue;
    if (path[2] === 'parent' && !codes.has(String(value)))
      say(path, `上级代码“${String(value)}”不在本表里${meant(String(value), codes)}`);
    if (path[2] !== 'code') continue;
    if (seen.has(value)) say(path, `代码“${String(value)}”重复`);
    seen.add(value);
  }
}

const PERMISSION = /^(?:office|superior|permission):(.+)$/;
const ROLE = /^holder-role:(.+)$/;

function checkLoop(yaml: YamlFile, pack: Pack, say: Say): void {
  const permissions = new Set(pack.permissions.map((each) => each.id));
  const roles = new Set(pack.roles.map((each) => each.id));
  // Refusals and grades are lists that the loop itself keeps.
  const lists = new Set([...Object.keys(pack.lists), 'place', 'unit', 'refusals', 'grading']);
  for (const { value, path } of leaves(yaml.data)) {
    if (typeof value !== 'string') continue;
    const permission = path.includes('by') || path.includes('to') ? PERMISSION.exec(value)?.[1] : undefined;
    if (permission && !permissions.has(permission))
      say(path, `权限“${permission}”不在 permissions.yaml 里${meant(permission, permissions)}`);
    const role = path.includes('by') ? ROLE.exec(value)?.[1] : undefined;
    if (role && !roles.has(role)) say(path, `角色“${role}”不在 roles.yaml 里${meant(role, roles)}`);
    if (path.at(-1) === 'list' && !lists.has(value)) say(path, `代码表“${value}”不存在${meant(value, lists)}`);
  }
}

type Leaf = { readonly value: unknown; readonly path: Path };

function* leaves(data: unknown, path: Path = []): Generator<Leaf> {
  if (typeof data !== 'object' || data === null) yield { value: data, path };
  else
    for (const [key, value] of Object.entries(data))
      yield* leaves(value, [...path, Array.isArray(data) ? Number(key) : key]);
}
