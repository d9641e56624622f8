import type { Actor, FileValue } from '#kernel';
import { TENANT, type TestSite } from './site.ts';

type Stated = { readonly title: string; readonly asOf: string; readonly csv: string };

/** What the tax office states in a table, imported by `by` as any department imports, and worked into tags and matches. */
export async function importFacts(site: TestSite, by: Actor, { title, asOf, csv }: Stated): Promise<void> {
  const source = { kind: 'department', department: 'tax', title, asOf };
  const file: FileValue = { name: 'a.csv', type: 'text/csv', bytes: Buffer.from(csv) };
  const { id } = await site.call<{ id: string }>(by, 'fact-imports.add', { name: 'a.csv', source });
  await site.call(by, 'fact-imports.put-part', { id, part: 0, file });
  await site.call(by, 'fact-imports.columns', { id });
  await site.call(by, 'fact-imports.run', { id });
  for (let left = 20; left > 0; left -= 1) {
    let done = 0;
    for (const each of site.wired.jobs.filter(({ name }) => name.startsWith('fact-')))
      done += await each.run(TENANT, site.clock.now);
    if (done === 0) return;
  }
}
