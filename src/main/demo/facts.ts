import { type Actor, addDays, type Day, dayOf, type FileValue, seededRandom, toInstant } from '#kernel';
import { type DemoCity, type FactSheet, makeFactSheets } from '#platform/demo';
import type { City } from '../city.ts';
import type { Wired } from '../wire.ts';
import { tellSharing } from './sharing.ts';

type Run = (step: {
  readonly at: number;
  readonly actor: Actor;
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}) => Promise<unknown>;

/** Each department sends its table and it is imported as any city's would be; size and tags follow. */
export async function tellFacts(
  { city, wired }: { readonly city: City; readonly wired: Wired },
  demo: DemoCity,
  run: Run,
  now: number,
): Promise<void> {
  const actor = demo.official('qz-big-data', 'admin');
  if (!actor) throw new Error('the demo city has no administrator');
  const at = now - 30 * 86_400_000;
  for (const sheet of sheetsOf(city, demo, at)) {
    await importSheet(run, actor, sheet, at);
    await runJob(wired, city.id, at, 'fact-imports');
  }
  await runJob(wired, city.id, at, 'fact-settle');
  await tellDisagreement(run, demo, at);
  await runJob(wired, city.id, now, 'fact-settle');
  await tellSharing({ wired, tenant: city.id, demo, run }, now);
}

function sheetsOf({ facts, lists, pack }: City, demo: DemoCity, at: number): readonly FactSheet[] {
  const sections = new Map(pack.lists.industry?.items.map(({ code, parent }) => [code, parent ?? '']));
  return makeFactSheets({
    enterprises: demo.enterprises,
    facts: facts.facts,
    codes: (list) => [...(lists.get(list)?.keys() ?? [])],
    sectionOf: (division) => sections.get(division) ?? 'C',
    departmentTitle: (department) => lists.get('fact-owner')?.get(department) ?? department,
    year: Number(dayOf(toInstant(at)).slice(0, 4)),
    monthEnd: monthEndBefore(dayOf(toInstant(at))),
    random: seededRandom('quzhou-demo-facts'),
  });
}

const monthEndBefore = (day: Day): Day => addDays(`${day.slice(0, 8)}01` as Day, -1);

async function importSheet(
  run: Run,
  actor: Actor,
  { department, title, asOf, csv }: FactSheet,
  at: number,
): Promise<void> {
  const name = `${title}.csv`;
  const source = { kind: 'department', department, title, asOf, announce: 'none' };
  const { id } = (await run({ at, actor, operation: 'fact-imports.add', input: { name, source } })) as { id: string };
  const file: FileValue = { name, type: 'text/csv', bytes: Buffer.from(csv) };
  await run({ at, actor, operation: 'fact-imports.put-part', input: { id, part: 0, file } });
  await run({ at, actor, operation: 'fact-imports.columns', input: { id } });
  await run({ at, actor, operation: 'fact-imports.run', input: { id } });
}

/** What some firms say of themselves is not what the bureau has: shown, and settled by the rule. */
async function tellDisagreement(run: Run, demo: DemoCity, at: number): Promise<void> {
  const actor = demo.official('qz-economy-it', 'liaison');
  if (!actor) return;
  const asOf = dayOf(toInstant(at));
  const rows = demo.enterprises
    .filter((_, nth) => nth % 37 === 0)
    .map(({ id, attributes }) => ({
      id,
      facts: { staff: Math.round(staffOf(attributes) * 1.15), annualRevenue: '3200万元' },
    }));
  const source = { kind: 'enterprise', title: '企业自报（演示）', asOf, announce: 'none' };
  await run({ at, actor, operation: 'facts.state', input: { source, rows } });
}

const staffOf = (attributes: Readonly<Record<string, unknown>>): number =>
  (attributes.staff as { readonly value?: number } | undefined)?.value ?? 20;

/** Does what a job of the clockwork would have done at that time. */
export async function runJob({ jobs }: Wired, tenant: string, at: number, name: string): Promise<void> {
  const job = jobs.find((each) => each.name === name);
  for (let left = 100; job && left > 0; left -= 1) if ((await job.run(tenant, at)) === 0) return;
}
