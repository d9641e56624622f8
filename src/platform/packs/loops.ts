import { stringify } from 'yaml';
import { completeNeeds, LoopDefinition, overlayLoop } from '#engines/matters';
import { isRefusal } from '#kernel';
import type { Finding } from './finding.ts';
import { type Layer, placeOf } from './layer.ts';
import type { LoopFile } from './pack.ts';
import type { Path, YamlFile } from './yaml-file.ts';

type Tell = (found: readonly Finding[]) => void;

/**
 * The loops of all layers. A later layer's file of the same name changes words and numbers of the earlier one, as the
 * engine understands them; what was proved of the base (who may do what, and where it leads) still holds.
 */
export function layLoops(layers: readonly Layer[], tell: Tell): readonly LoopFile[] {
  const files = layers.flatMap((each) => each.yaml.filter((yaml) => placeOf(yaml).startsWith('loops/')));
  const laid = new Map<string, YamlFile>();
  for (const yaml of files.filter((each) => each.findings.length === 0)) {
    const base = laid.get(placeOf(yaml));
    laid.set(placeOf(yaml), base ? layOver(base, yaml, tell) : yaml);
  }
  const loops = [...laid.values()].map((yaml) => ({ yaml, loop: nameOf(yaml) }));
  tell(loops.flatMap(({ yaml, loop }, at) => usedName(yaml, loop, loops.slice(0, at))));
  return loops.map(({ yaml: { file, text, data }, loop }) => ({ loop, file, text, data }));
}

function layOver(base: YamlFile, city: YamlFile, tell: Tell): YamlFile {
  const definition = LoopDefinition.safeParse(completeNeeds(base.data));
  // What is wrong with the base is told when it is proved.
  if (!definition.success) return base;
  const result = overlayLoop(definition.data, city.data);
  if (!isRefusal(result)) return { ...base, data: result, text: stringify(result) };
  const { what, at = [] } = result.parts;
  tell(at.map((each) => findingOf(city, String(each.path ?? ''), each.message)));
  if (at.length === 0) tell([city.at([], what)]);
  return base;
}

const findingOf = (city: YamlFile, path: string, message: unknown): Finding =>
  city.at(yamlPath(city.data, path), typeof message === 'string' ? `${path}：${message}` : notHere(path));

const notHere = (path: string): string =>
  `“${path}”不能在城市包里改：环节、动作和由谁来做由基础包定，城市包只能改文字和数字。需要不同的流程，请另写一个闭环`;

function usedName(
  yaml: YamlFile,
  loop: string,
  before: readonly { readonly loop: string; readonly yaml: YamlFile }[],
): readonly Finding[] {
  const other = before.find((each) => each.loop === loop);
  return other
    ? [yaml.at(['loop'], `闭环“${loop}”在 ${other.yaml.file} 里已有：改它请用同名文件，另写请换个名字`)]
    : [];
}

function nameOf({ data, file }: YamlFile): string {
  const named = (data as { readonly loop?: unknown } | null)?.loop;
  return typeof named === 'string' ? named : (file.split('/').at(-1) ?? file);
}

/** `states.filed.owner` names an entry of a list by its id; the YAML knows it by its place. */
function yamlPath(data: unknown, path: string): Path {
  const found: PropertyKey[] = [];
  let at = data;
  for (const name of path.split('.')) {
    const key = Array.isArray(at) ? at.findIndex((each) => Object.values(each as object).includes(name)) : name;
    if (key === -1) break;
    found.push(key);
    at = (at as Record<PropertyKey, unknown> | undefined)?.[key];
  }
  return found;
}
