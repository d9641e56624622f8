import type { Finding } from './finding.ts';
import { meant, type Path, type YamlFile } from './yaml-file.ts';

type Json = unknown;
type Entry = Readonly<Record<string, Json>>;

/** What identifies an item of a list, so that a layer can name the one it changes. */
const KEYS = ['id', 'code', 'list', 'loop', 'rung', 'grade', 'ground', 'name', 'pack'] as const;

const isEntry = (value: Json): value is Entry => typeof value === 'object' && value !== null && !Array.isArray(value);
const keyOf = (value: Json): string | undefined => {
  const key = isEntry(value) ? KEYS.find((each) => typeof value[each] === 'string') : undefined;
  return key && isEntry(value) ? String(value[key]) : undefined;
};
const KINDS: Readonly<Record<string, string>> = { object: '一组字段', string: '文字', number: '数字', boolean: '是非' };
const kindOf = (value: Json): string => {
  if (value === null) return '空值';
  return Array.isArray(value) ? '列表' : (KINDS[typeof value] ?? '未知');
};

export type Overlaid = { readonly value: Json; readonly findings: readonly Finding[] };

/**
 * Lays a city's words and numbers over the base. The shape stays: nothing is added, removed or changed in kind, so
 * whatever was proved of the base still holds.
 *
 * @param open lists that may grow, by the path of their parent
 */
export function overlay(base: Json, patch: Json, yaml: YamlFile, path: Path = [], open = false): Overlaid {
  if (Array.isArray(base) && Array.isArray(patch)) return overlayList(base, patch, yaml, path, open);
  if (isEntry(base) && isEntry(patch)) return overlayEntry(base, patch, yaml, path, open);
  if (kindOf(base) === kindOf(patch)) return { value: patch, findings: [] };
  const message = `${path.join('.')} 在基础包里是${kindOf(base)}，这里写成了${kindOf(patch)}；城市包只能改文字和数字`;
  return { value: base, findings: [yaml.at(path, message)] };
}

function overlayEntry(base: Entry, patch: Entry, yaml: YamlFile, path: Path, open: boolean): Overlaid {
  // An empty map in the base is a place left for a city's own entries.
  if (path.length > 0 && Object.keys(base).length === 0) return { value: patch, findings: [] };
  const findings: Finding[] = [];
  const value: Record<string, Json> = { ...base };
  for (const [key, part] of Object.entries(patch)) {
    if (!(key in base)) {
      const message = `基础包里没有“${key}”，城市包不能增加结构${meant(key, Object.keys(base))}`;
      findings.push(yaml.at([...path, key], message));
      continue;
    }
    const laid = overlay(base[key], part, yaml, [...path, key], open || base.open === true);
    value[key] = laid.value;
    findings.push(...laid.findings);
  }
  return { value, findings };
}

function overlayList(
  base: readonly Json[],
  patch: readonly Json[],
  yaml: YamlFile,
  path: Path,
  open: boolean,
): Overlaid {
  if (![...base, ...patch].every((each) => keyOf(each) !== undefined)) {
    const same = JSON.stringify(base) === JSON.stringify(patch);
    const words = patch.every((each) => typeof each === 'string') && path.at(-1) === 'words';
    if (same || words) return { value: patch, findings: [] };
    return { value: base, findings: [yaml.at(path, `${path.join('.')} 不能在城市包里改：只能改文字和数字`)] };
  }
  const findings: Finding[] = [];
  const value = [...base];
  patch.forEach((part, at) => {
    const key = keyOf(part);
    const index = base.findIndex((each) => keyOf(each) === key);
    if (index < 0 && open) value.push(part);
    else if (index < 0) {
      const known = base.flatMap((each) => keyOf(each) ?? []);
      findings.push(yaml.at([...path, at], `基础包里没有“${key}”${meant(key ?? '', known)}`));
    } else {
      const laid = overlay(value[index], part, yaml, [...path, at]);
      value[index] = laid.value;
      findings.push(...laid.findings);
    }
  });
  return { value, findings };
}
