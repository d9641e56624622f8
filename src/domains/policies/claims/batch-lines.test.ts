import { expect, test } from 'vitest';
import { PLACE } from '#engines/registry';
import type { Call } from '#kernel';
import type { LibraryClause } from '../clause/index.ts';
import type { InLine } from '../match/limits.ts';
import { everyone, firms, library, TODAY } from '../match/shipped-firms.fixture.ts';
import type { KnownEnterprise, PolicyPorts } from '../ports.ts';
import { linesOf } from './batch-lines.ts';
import { candidatesOf } from './candidates.ts';
import type { Batch } from './claim.ts';

const call = { tenant: 'city', now: Date.parse(`${TODAY}T09:00:00+08:00`) } as Call;
const batch = { id: 'b', period: '2026' } as Batch;

const struckOff = new Set(firms.slice(0, 100).map((each) => each.id));

const portsOver = (
  standing: readonly KnownEnterprise[],
  stirred: number | 'all',
  changed: readonly KnownEnterprise[],
) => {
  const byId = new Map(standing.map((each) => [each.id, each]));
  const population: Partial<PolicyPorts['population']> = {
    everyone: async () => everyone,
    stirred: async () => stirred,
    some: async (_, ids) => ids.flatMap((id) => byId.get(id) ?? []),
    changed: async () => changed.map(({ id }) => id),
    blocks: async function* () {
      yield standing;
    },
  };
  const claims = { struckOff: async () => struckOff };
  return { ids: () => 'id', population, claims } as unknown as PolicyPorts;
};

const listed = async (ports: PolicyPorts, each: LibraryClause) => {
  const { ids, lines } = await candidatesOf(ports, 'city', { library, each, day: TODAY });
  return { lines, listed: await linesOf(ports, call, { library, each, ids }, batch) };
};

const automatic = library.clauses.filter((each) => each.clause.mode === 'automatic');

test('a batch by columns lists the same firms, amounts and evidence as firm by firm', async () => {
  let lines = 0;
  for (const each of automatic) {
    const oneByOne = (await listed(portsOver(firms, 'all', []), each)).listed;
    const byColumns = await listed(portsOver(firms, 0, []), each);
    expect(byColumns.listed, each.clause.clause).toEqual(oneByOne);
    // What the columns say beforehand is what comes of it, but for who was struck off.
    const left = byColumns.lines?.filter(({ enterprise }) => !struckOff.has(enterprise)) ?? [];
    const due = ({ enterprise, amount }: InLine) => [enterprise, amount];
    expect(left.map(due).sort(), each.clause.clause).toEqual(oneByOne.map(due).sort());
    lines += oneByOne.length;
  }
  expect(lines).toBeGreaterThan(200);
});

test('who changed since the columns were read is decided by what is known now', async () => {
  let [gone, come] = [0, 0];
  for (const each of automatic) {
    const before = new Set((await listed(portsOver(firms, 0, []), each)).listed.map((line) => line.enterprise));
    const model = firms.find(({ id }) => before.has(id));
    const out = firms.find(({ id }, at) => at >= 100 && !before.has(id));
    if (!model || !out) continue;
    const place = model.facts[PLACE];
    const changed = firms.flatMap((firm): KnownEnterprise[] => {
      if (firm === model) return [{ id: firm.id, name: '', facts: {} }];
      if (firm !== out) return [];
      return [{ ...model, id: firm.id, ...(typeof place === 'string' ? { region: place } : {}) }];
    });
    const now = firms.map((firm) => changed.find(({ id }) => id === firm.id) ?? firm);
    const after = new Set(
      (await listed(portsOver(now, changed.length, changed), each)).listed.map((line) => line.enterprise),
    );
    gone += Number(!after.has(model.id));
    come += Number(after.has(out.id));
    expect([...after].filter((id) => id !== out.id)).toEqual([...before].filter((id) => id !== model.id));
  }
  expect(Math.min(gone, come)).toBeGreaterThan(3);
});
