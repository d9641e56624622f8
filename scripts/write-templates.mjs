// Writes the default Word templates into packs/base/templates. Run after changing src/platform/documents/official:
//   node scripts/run.mjs scripts/write-templates.mjs
import { mkdir, writeFile } from 'node:fs/promises';
import { defaultTemplate, TEMPLATES } from '../src/platform/documents/index.ts';

const folder = new URL('../packs/base/templates/', import.meta.url);
await mkdir(folder, { recursive: true });
for (const name of TEMPLATES) await writeFile(new URL(`${name}.docx`, folder), await defaultTemplate(name));
