import { readdir } from 'node:fs/promises';
import { refuse } from '#kernel';
import { assemble } from './assemble.ts';
import { type Finding, formatFinding } from './finding.ts';
import { readLayer } from './layer.ts';
import type { Pack } from './pack.ts';

/**
 * Reads the named layers, base first, and lays them over each other.
 *
 * @throws Refusal `packs.wrong` with every error, so that the site does not start on half a city
 * @example const pack = await loadPacks('packs', ['base', 'quzhou', 'demo'])
 */
export async function loadPacks(folder: string, layers: readonly string[]): Promise<Pack> {
  const { pack, findings } = assemble(await Promise.all(layers.map((name) => readLayer(folder, name))));
  const errors = findings.filter((each) => each.severity === 'error');
  if (errors.length === 0) return pack;
  throw refuse({
    code: 'packs.wrong',
    kind: 'invalid',
    what: `资源包有 ${errors.length} 处错误`,
    why: errors.slice(0, 20).map(formatFinding).join('\n'),
    todo: '请按上面的位置改正，可用 clearway check packs/ 复查',
    at: errors,
  });
}

/**
 * The layers that stand together in a packs folder: the base with each city, and the demo on top.
 *
 * @throws Refusal `packs.no-folder` when there is no such folder
 */
export async function stacksOf(folder: string): Promise<readonly (readonly string[])[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => {
    throw refuse({
      code: 'packs.no-folder',
      kind: 'not-found',
      what: `没有找到资源包文件夹 ${folder}`,
      todo: '请给出装着 base 和各城市包的那个文件夹，例如 packs/',
    });
  });
  const names = entries.filter((each) => each.isDirectory() && !each.name.startsWith('.')).map((each) => each.name);
  const base = names.filter((each) => each === 'base');
  const top = names.filter((each) => each === 'demo');
  const cities = names.filter((each) => each !== 'base' && each !== 'demo').sort();
  return cities.length > 0 ? cities.map((city) => [...base, city, ...top]) : [[...base, ...top]];
}

/** Every finding of a packs folder. For `clearway check`. */
export async function checkPacks(folder: string): Promise<readonly Finding[]> {
  const all = await Promise.all(
    (await stacksOf(folder)).map(
      async (stack) => assemble(await Promise.all(stack.map((name) => readLayer(folder, name)))).findings,
    ),
  );
  return [...new Map(all.flat().map((each) => [formatFinding(each), each])).values()];
}
