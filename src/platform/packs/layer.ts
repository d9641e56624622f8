import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { refuse } from '#kernel';
import { readYaml, type YamlFile } from './yaml-file.ts';

/** One folder of a pack, read but not yet understood. */
export type Layer = {
  readonly name: string;
  readonly yaml: readonly YamlFile[];
  /** Other files (templates, plans, pictures), by their path inside the packs folder. */
  readonly files: readonly string[];
};

/** @param wanted only files at these places, when not the whole layer is needed */
export async function readLayer(folder: string, name: string, wanted = /./): Promise<Layer> {
  const names = await readdir(join(folder, name), { recursive: true, withFileTypes: true }).catch(() => {
    throw refuse({
      code: 'packs.no-layer',
      kind: 'invalid',
      what: `没有找到资源包“${name}”`,
      why: `${join(folder, name)} 不存在或不可读`,
      todo: '请检查资源包文件夹和名称',
    });
  });
  const paths = names
    .filter((each) => each.isFile())
    .map((each) =>
      join(each.parentPath, each.name)
        .slice(folder.length)
        .replace(/^[/\\]/, '')
        .replaceAll('\\', '/'),
    )
    .filter((each) => wanted.test(each.slice(each.indexOf('/') + 1)))
    .sort();
  const yaml = await Promise.all(
    paths
      .filter((each) => /\.ya?ml$/.test(each))
      .map(async (each) => readYaml(each, await readFile(join(folder, each), 'utf8'))),
  );
  return { name, yaml, files: paths.filter((each) => !/\.ya?ml$/.test(each)) };
}

/** The file's place inside its layer: `lists/channel.yaml` of `base/lists/channel.yaml`. */
export const placeOf = (yaml: YamlFile): string => yaml.file.slice(yaml.file.indexOf('/') + 1);
