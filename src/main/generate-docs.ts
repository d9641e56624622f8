import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { diagramMermaid, helpText } from '#engines/matters';
import type { AnyOperation } from '#kernel';
import { loadCity, PACKS } from './city.ts';
import { operationList } from './operation-list.ts';

// `npm run docs`: writes docs/generated anew; with --check it only compares, so that CI sees what was forgotten.
const folder = fileURLToPath(new URL('../../docs/generated/', import.meta.url));
const city = await loadCity(PACKS, 'quzhou', false);
const operations = operationList();

const line = ({ id, method, path, permission, title }: AnyOperation): string =>
  `| ${id} | ${method} ${path} | ${permission} | ${title} |`;

/** By address, so that a new operation is one new line and not a shift of many. */
const table = [
  '# Operations · 操作',
  '',
  '全部接口与命令。输入输出见站点的 `/api/docs`（OpenAPI 3.1 在 `/api/openapi.json`）。',
  '',
  '| operation | HTTP | permission | 说明 |',
  '| --- | --- | --- | --- |',
  ...operations.toSorted((a, b) => (`${a.path} ${a.method}` < `${b.path} ${b.method}` ? -1 : 1)).map(line),
  '',
].join('\n');

const loops = [
  '# Loops · 闭环',
  '',
  ...city.loops.flatMap(({ definition, version }) => [
    `## ${definition.title}（${definition.loop}）`,
    '',
    `版本 ${version.slice(0, 12)}`,
    '',
    helpText(definition),
    '',
    '```mermaid',
    diagramMermaid(definition),
    '```',
    '',
  ]),
].join('\n');

const files: Readonly<Record<string, string>> = {
  'operations.md': table,
  'loops.md': loops,
};

if (process.argv.includes('--check')) {
  const stale: string[] = [];
  for (const [name, text] of Object.entries(files)) {
    const known = await readFile(folder + name, 'utf8').catch(() => '');
    if (known !== text) stale.push(name);
  }
  for (const name of await readdir(folder)) if (!(name in files)) stale.push(name);
  if (stale.length > 0) {
    console.error(`docs/generated is out of date (${stale.join(', ')}): run npm run docs`);
    process.exitCode = 1;
  }
} else {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(folder + name, text);
}
