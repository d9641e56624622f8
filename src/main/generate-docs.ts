import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { diagramMermaid, helpText } from '#engines/matters';
import { openApiOf } from '#entrypoints/http';
import { loadCity, PACKS, versionOf } from './city.ts';
import { operationList } from './operation-list.ts';

// `npm run docs`: writes docs/generated anew; with --check it only compares, so that CI sees what was forgotten.
const folder = fileURLToPath(new URL('../../docs/generated/', import.meta.url));
const city = await loadCity(PACKS, 'quzhou', false);
const operations = operationList();

const permissions = [
  '# Operations and permissions · 操作与权限',
  '',
  '| operation | HTTP | permission | 说明 |',
  '| --- | --- | --- | --- |',
  ...operations.map(
    ({ id, method, path, permission, title }) => `| ${id} | ${method} ${path} | ${permission} | ${title} |`,
  ),
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
  'openapi.json': `${JSON.stringify(openApiOf(operations, { title: '畅营 Clearway', version: await versionOf() }), null, 2)}\n`,
  'permissions.md': permissions,
  'loops.md': loops,
};

if (process.argv.includes('--check')) {
  const stale: string[] = [];
  for (const [name, text] of Object.entries(files)) {
    const known = await readFile(folder + name, 'utf8').catch(() => '');
    if (known !== text) stale.push(name);
  }
  if (stale.length > 0) {
    console.error(`docs/generated is out of date (${stale.join(', ')}): run npm run docs`);
    process.exitCode = 1;
  }
} else {
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(folder + name, text);
}
