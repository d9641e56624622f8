import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { listsCommands } from '../../src/main/commands/lists-commands.ts';

const command = (name: string) => {
  const found = listsCommands.find((each) => each.name === name);
  if (!found) throw new Error(`no command ${name}`);
  return async (args: readonly string[], options: Readonly<Record<string, string | boolean>> = {}) => {
    const result = await found.run({ args, options, json: false, env: {}, print: () => {} });
    return result?.json;
  };
};

test('a full list is checked, compared with the one there is, and written as a file of a pack', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lists-'));
  const tree = { sections: [{ code: 'A', name: '农、林、牧、渔业', divisions: [{ code: '01', name: '农业' }] }] };
  const file = join(folder, 'trades.json');
  const classes = [{ code: '011', name: '谷物种植', classes: [{ code: '0111', name: '稻谷种植' }] }];
  await writeFile(file, JSON.stringify({ ...tree, more: [{ code: '01', name: '农业', groups: classes }] }));
  const take = command('lists import');
  await expect(take([file], { list: 'industry' })).rejects.toThrow('代码 01 写了不止一次');
  await writeFile(
    file,
    JSON.stringify([{ code: 'A', name: '农、林、牧、渔业', of: [{ code: '01', name: '农业', of: classes }] }]),
  );
  expect(await take([file], { list: 'industry' })).toEqual({ items: 4, fresh: 2, renamed: 0, written: null });
  await expect(take([file], { list: 'industry', into: folder })).rejects.toThrow('不是资源包');
  await writeFile(join(folder, 'pack.yaml'), '');
  await take([file], { list: 'industry', into: folder });
  const path = join(folder, 'lists', 'industry.yaml');
  expect(parse(await readFile(path, 'utf8'))).toMatchObject({
    list: 'industry',
    items: [{ code: 'A' }, { code: '01', parent: 'A' }, { code: '011', parent: '01' }, { code: '0111', parent: '011' }],
  });
}, 60_000);

test('codes are found by their beginning or a word', async () => {
  const json = await command('lists show')(['industry'], { q: '畜牧' });
  expect(json).toEqual([expect.objectContaining({ code: '03', parent: 'A' })]);
}, 60_000);
