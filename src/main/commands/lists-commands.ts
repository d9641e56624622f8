import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { cellsOf } from '#engines/registry';
import type { LocalCall, LocalCommand } from '#entrypoints/cli';
import { Day, refuse } from '#kernel';
import { loadPacks, type Pack, type Source } from '#platform/packs';
import { readSettings } from '#platform/settings';
import { readTable } from '#platform/tables';
import { PACKS } from '../city.ts';

type Item = { readonly code: string; readonly title: string; readonly parent?: string };

const option = ({ options }: LocalCall, name: string): string | undefined => {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
};

async function packOf({ env }: LocalCall): Promise<Pack> {
  const { packsDir, city } = readSettings(env);
  return loadPacks(packsDir ?? PACKS, ['base', city]);
}

const noList = (name: string, pack: Pack) =>
  refuse({
    code: 'lists.none',
    kind: 'not-found',
    what: `没有代码表“${name}”`,
    todo: `现有：${Object.keys(pack.lists).join('、')}`,
  });

const show: LocalCommand = {
  name: 'lists show',
  summary: '看代码表：全部，或一张表里的代码 · the code lists, or the codes of one',
  args: [{ name: 'list', summary: '代码表，例如 industry；不写则列出全部 · a list', optional: true }],
  options: [{ flags: '--q <text>', summary: '只看代码以此开头或名称含有此词的 · search' }],
  examples: ['clearway lists show', 'clearway lists show industry --q 稻谷'],
  run: async (call) => {
    const pack = await packOf(call);
    const [name] = call.args;
    if (name === undefined || name === '') {
      const all = Object.values(pack.lists).map(({ list, title, source, items }) => ({
        list,
        title,
        items: items.length,
        ...(source ? { source: source.title } : {}),
      }));
      const lines = all.map((each) => `${each.list}  ${each.title}  ${each.items} 个  ${each.source ?? ''}`.trimEnd());
      return { json: all, text: `${lines.join('\n')}\n` };
    }
    const found = pack.lists[name];
    if (!found) throw noList(name, pack);
    const q = option(call, 'q') ?? '';
    const items = found.items.filter((each) => each.code.startsWith(q) || each.title.includes(q));
    const parents = new Map(found.items.map((each) => [each.code, each.parent]));
    const depth = (code: string): number => {
      const parent = parents.get(code);
      return parent === undefined ? 0 : 1 + depth(parent);
    };
    const lines = items.map(({ code, title }) => `${'  '.repeat(depth(code))}${code} ${title}`);
    return { json: items, text: `${lines.join('\n')}\n${items.length} 个代码\n` };
  },
};

/** Codes in a tree however deep: whatever has a code and a name is one, and lies under the one around it. */
function itemsIn(value: unknown, parent?: string): readonly Item[] {
  if (Array.isArray(value)) return value.flatMap((each) => itemsIn(each, parent));
  if (typeof value !== 'object' || value === null) return [];
  const { code, name, title = name, parent: said } = value as Readonly<Record<string, unknown>>;
  const own = typeof code === 'string' && typeof title === 'string' ? { code, title } : undefined;
  const above = typeof said === 'string' ? said : parent;
  const below = Object.values(value).flatMap((each) => (Array.isArray(each) ? itemsIn(each, own?.code ?? parent) : []));
  return own ? [{ ...own, ...(above === undefined ? {} : { parent: above }) }, ...below] : below;
}

const COLUMNS = {
  code: /^(代码|编码|code)$/i,
  title: /^(名称|类别名称|title|name)$/i,
  parent: /^(上级|上级代码|parent)$/i,
};

async function itemsOfTable(name: string, bytes: Uint8Array): Promise<readonly Item[]> {
  const pieces = async function* () {
    yield bytes;
  };
  const rows: (readonly string[])[] = [];
  for await (const lines of readTable({ name, bytes: pieces() }))
    rows.push(...lines.map((line) => cellsOf(line).map((each) => each.trim())));
  const [head = [], ...body] = rows;
  const place = (wanted: RegExp) => head.findIndex((each) => wanted.test(each));
  const [code, title, parent] = [place(COLUMNS.code), place(COLUMNS.title), place(COLUMNS.parent)];
  if (code < 0 || title < 0)
    throw refuse({
      code: 'lists.columns',
      kind: 'invalid',
      what: '第一行里没有“代码”和“名称”两列',
      todo: '请让表格第一行写：代码、名称、上级',
    });
  return body.flatMap((row) => {
    const above = row[parent];
    return row[code] ? [{ code: row[code], title: row[title] ?? '', ...(above ? { parent: above } : {}) }] : [];
  });
}

async function readItems(path: string): Promise<readonly Item[]> {
  const bytes = await readFile(path).catch(() => {
    throw refuse({ code: 'cli.file', kind: 'not-found', what: `读不到文件 ${path}`, todo: '请核对路径' });
  });
  if (!path.endsWith('.json')) return itemsOfTable(basename(path), bytes);
  try {
    return itemsIn(JSON.parse(bytes.toString('utf8')));
  } catch {
    throw refuse({ code: 'cli.json', kind: 'invalid', what: `${path} 不是 JSON`, todo: '请核对文件' });
  }
}

/** What is the matter with codes to be taken over, in the order of the file. */
function troubles(items: readonly Item[], known: ReadonlySet<string>): readonly string[] {
  const own = new Map<string, number>();
  for (const { code } of items) own.set(code, (own.get(code) ?? 0) + 1);
  return items.flatMap(({ code, title, parent }) => [
    ...((own.get(code) ?? 0) > 1 ? [`代码 ${code} 写了不止一次`] : []),
    ...(title.trim() === '' ? [`代码 ${code} 没有名称`] : []),
    ...(parent !== undefined && !own.has(parent) && !known.has(parent) ? [`代码 ${code} 的上级 ${parent} 不存在`] : []),
  ]);
}

const take: LocalCommand = {
  name: 'lists import',
  summary: '导入完整的代码表（JSON、xlsx、csv），写成城市包里的文件 · take a full code list into a pack',
  args: [{ name: 'file', summary: '代码表文件：代码、名称、上级 · the codes' }],
  options: [
    { flags: '--list <name>', summary: '哪一张表，例如 industry · which list' },
    { flags: '--into <pack>', summary: '写进哪个包的文件夹 · the folder of the pack' },
    { flags: '--source <title>', summary: '出处，例如国标名称 · its source' },
    { flags: '--date <day>', summary: '施行日期 · in force from' },
    { flags: '--dry-run', summary: '只核对，不写 · check only' },
  ],
  examples: [
    'clearway lists import gbt4754.json --list industry --into packs/quzhou --source 国民经济行业分类 --date 2017-10-01',
  ],
  run: async (call) => {
    const pack = await packOf(call);
    const name = option(call, 'list') ?? '';
    const list = pack.lists[name];
    if (!list) throw noList(name, pack);
    if (!list.open)
      throw refuse({
        code: 'lists.closed',
        kind: 'conflict',
        what: `“${list.title}”不能由城市包增加代码`,
        why: name === 'region' ? '行政区划写在包的 regions.yaml 里' : '流程和规则按现有的代码写成',
        todo: `可以导入的：${Object.values(pack.lists)
          .filter(({ open }) => open)
          .map((each) => each.list)
          .join('、')}`,
      });
    const items = await readItems(call.args[0] ?? '');
    const known = new Map(list.items.map((each) => [each.code, each.title]));
    const wrong = troubles(items, new Set(known.keys()));
    if (items.length === 0 || wrong.length > 0)
      throw refuse({
        code: 'lists.troubles',
        kind: 'invalid',
        what: items.length === 0 ? '文件里没有代码' : `${wrong.length} 处不对`,
        why: wrong.slice(0, 20).join('\n'),
        todo: '请改正后再导入',
      });
    const fresh = items.filter((each) => !known.has(each.code));
    const renamed = items.filter(({ code, title }) => known.has(code) && known.get(code) !== title);
    const into = option(call, 'into');
    const written =
      into !== undefined && call.options.dryRun !== true
        ? await write(into, { list: name, title: list.title, ...sourceOf(call), items })
        : undefined;
    const text = `${items.length} 个代码：新增 ${fresh.length}，改名 ${renamed.length}，${written ? `已写入 ${written}，重启后生效` : '没有写入'}\n`;
    return {
      json: { items: items.length, fresh: fresh.length, renamed: renamed.length, written: written ?? null },
      text,
    };
  },
};

/** Who says so, where the caller names it; else the base's source goes on standing. */
function sourceOf(call: LocalCall): { readonly source?: Source } {
  const [title, date] = [option(call, 'source'), option(call, 'date')];
  if (title === undefined) return {};
  const read = Day.safeParse(date ?? undefined);
  if (date !== undefined && !read.success)
    throw refuse({ code: 'lists.date', kind: 'invalid', what: `“${date}”不是日期`, todo: '请写成 2017-10-01' });
  return { source: { title, ...(read.success ? { date: read.data } : {}) } };
}

type Written = {
  readonly list: string;
  readonly title: string;
  readonly source?: Source;
  readonly items: readonly Item[];
};

async function write(into: string, file: Written): Promise<string> {
  if (!(await stat(join(into, 'pack.yaml')).catch(() => undefined)))
    throw refuse({
      code: 'lists.pack',
      kind: 'invalid',
      what: `${into} 不是资源包`,
      why: '里面没有 pack.yaml',
      todo: '请写包的文件夹，例如 packs/quzhou',
    });
  const path = join(into, 'lists', `${file.list}.yaml`);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, stringify(file, { lineWidth: 0 }));
  return path;
}

/** Code lists, looked at and taken over whole. */
export const listsCommands: readonly LocalCommand[] = [show, take];
