import { z } from 'zod';
import { type AnyOperation, type Call, operation, refuse } from '#kernel';
import type { SimulationPorts } from '../ports.ts';
import { Id, Setting } from '../trial/asked.ts';
import type { Keeper } from '../trial/keeper.ts';
import { openAsked } from '../trial/open-asked.ts';
import { draftOperation } from './draft.ts';
import { exportOperation } from './export.ts';
import { scenarioNamed } from './named.ts';
import type { Scenario, Variant } from './ports.ts';

const Title = z.string().trim().min(2, '请写一个名称').max(120);
const VariantField = Setting.extend({ name: z.string().trim().min(1).max(40).describe('方案名称') });
const Body = z.strictObject({
  title: Title,
  note: z.string().trim().max(4000).default(''),
  set: Id,
  clauses: z.array(Id).max(30).default([]),
  variants: z.array(VariantField).min(1).max(8).describe('并排比较的方案'),
});
const ScenarioRow = z.object({
  id: z.string(),
  version: z.number(),
  title: z.string(),
  set: z.object({ id: z.string(), title: z.string() }),
  variants: z.array(z.string()),
  by: z.string(),
  unit: z.string().optional(),
  mine: z.boolean(),
  at: z.number(),
});
const ScenarioView = ScenarioRow.extend({
  note: z.string(),
  clauses: z.array(z.string()),
  settings: z.array(VariantField),
  changed: z.boolean().describe('保存以后条款原文已经改过'),
  versions: z.array(z.object({ version: z.number(), title: z.string(), by: z.string(), at: z.number() })),
});

type Names = { readonly set: (id: string) => string; readonly person: (id: string) => string };

async function namesFor(ports: SimulationPorts, call: Call, people: readonly string[]): Promise<Names> {
  const sets = new Map((await ports.sets(call.tenant, call.now)).map((each) => [each.id, each.title]));
  const names = await ports.personNames(call.tenant, [...new Set(people)]);
  return { set: (id) => sets.get(id) ?? '已不在库中的条款', person: (id) => names.get(id) ?? '' };
}

const row = (each: Scenario, call: Call, names: Names, unit: string | undefined): z.infer<typeof ScenarioRow> => ({
  id: each.id,
  version: each.version,
  title: each.title,
  set: { id: each.set, title: names.set(each.set) },
  variants: each.variants.map(({ name }) => name),
  by: names.person(each.actor),
  ...(unit ? { unit } : {}),
  mine: each.actor === call.actor.id,
  at: each.at,
});

/** Kept as it was tried: whatever does not fit is told before anything is written. */
async function checked(
  ports: SimulationPorts,
  keeper: Keeper,
  call: Call,
  body: z.infer<typeof Body>,
): Promise<Pick<Scenario, 'title' | 'note' | 'set' | 'setVersion' | 'clauses' | 'variants'>> {
  const { title, note, set: id, clauses, variants } = body;
  let setVersion = '';
  for (const { values, budget } of variants) {
    const { set } = await openAsked(ports, keeper, call, { set: id, clauses, values, ...(budget ? { budget } : {}) });
    setVersion = set.version;
  }
  const settings = variants.map(
    ({ name, values, budget }): Variant => ({ name, values, ...(budget ? { budget } : {}) }),
  );
  return { title, note, set: id, setVersion, clauses, variants: settings };
}

async function write(ports: SimulationPorts, call: Call, scenario: Omit<Scenario, 'actor' | 'unit' | 'at'>) {
  const { id, unit } = call.actor;
  const added = await ports.scenarios.add(call.tenant, {
    ...scenario,
    actor: id,
    at: call.now,
    ...(unit ? { unit } : {}),
  });
  if (added) return { id: scenario.id, version: scenario.version };
  throw refuse({
    code: 'simulation.saved-meanwhile',
    kind: 'conflict',
    what: '这个方案刚被别人存了新版本，这次没有保存',
    todo: '请刷新后再存，或另存为新方案',
  });
}

/** 方案: kept apart from live rules, every save a version, opened by its link. */
export function scenarioOperations(ports: SimulationPorts, keeper: Keeper) {
  return [
    operation({
      id: 'scenarios.list',
      method: 'GET',
      path: '/api/scenarios',
      title: '推演方案：查找和筛选',
      permission: 'policies.read',
      input: z.strictObject({
        q: z.string().trim().max(100).optional(),
        set: Id.optional(),
        mine: z.enum(['true', 'false']).optional(),
        after: z.string().max(200).optional(),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
      output: z.object({ items: z.array(ScenarioRow), next: z.string().optional() }),
      handle: async (call, { q, set, mine, after, limit }) => {
        const by = mine === 'true' ? call.actor.id : undefined;
        const found = await ports.scenarios.list(call.tenant, {
          q,
          set,
          by,
          after: readAfter(after),
          limit: limit + 1,
        });
        const items = found.slice(0, limit);
        const names = await namesFor(
          ports,
          call,
          items.map((each) => each.actor),
        );
        const last = items.at(-1);
        const rows = await Promise.all(
          items.map(async (each) => row(each, call, names, each.unit && (await ports.unitName(call, each.unit)))),
        );
        return { items: rows, ...(found.length > limit && last ? { next: `${last.at}~${last.id}` } : {}) };
      },
    }),
    operation({
      id: 'scenarios.get',
      method: 'GET',
      path: '/api/scenarios/{id}',
      title: '一个推演方案：各方案的数、历次版本',
      permission: 'policies.read',
      input: z.strictObject({ id: Id, version: z.coerce.number().int().min(1).max(1e6).optional() }),
      output: ScenarioView,
      handle: async (call, { id, version }) => {
        const found = await scenarioNamed(ports, call, id, version);
        const versions = await ports.scenarios.versions(call.tenant, id);
        const names = await namesFor(ports, call, [found.actor, ...versions.map((each) => each.actor)]);
        const set = await ports.set(call.tenant, found.set, call.now);
        return {
          ...row(found, call, names, found.unit && (await ports.unitName(call, found.unit))),
          note: found.note,
          clauses: [...found.clauses],
          settings: found.variants.map(({ name, values, budget }) => VariantField.parse({ name, values, budget })),
          changed: set !== undefined && set.version !== found.setVersion,
          versions: versions.map(({ actor, ...each }) => ({ ...each, by: names.person(actor) })),
        };
      },
    }),
    operation({
      id: 'scenarios.add',
      method: 'POST',
      path: '/api/scenarios',
      title: '另存推演方案；不影响任何现行规则',
      permission: 'policies.write',
      input: Body,
      output: z.object({ id: z.string(), version: z.number() }),
      handle: async (call, body) => {
        const kept = await checked(ports, keeper, call, body);
        return write(ports, call, { id: ports.ids(), version: 1, ...kept });
      },
    }),
    operation({
      id: 'scenarios.save',
      method: 'PUT',
      path: '/api/scenarios/{id}',
      title: '存为方案的新版本',
      permission: 'policies.write',
      input: Body.extend({ id: Id, version: z.int().min(1).max(1e6).describe('在哪一版上改的') }),
      output: z.object({ id: z.string(), version: z.number() }),
      handle: async (call, { id, version, ...body }) => {
        const newest = await scenarioNamed(ports, call, id);
        const kept = await checked(ports, keeper, call, body);
        // Who worked on an older one would take away what was saved since.
        return write(ports, call, { id, version: newest.version === version ? version + 1 : version, ...kept });
      },
    }),
    exportOperation(ports, keeper),
    draftOperation(ports, keeper),
  ] satisfies readonly AnyOperation[];
}

const readAfter = (text: string | undefined): { readonly at: number; readonly id: string } | undefined => {
  const found = /^(\d{1,15})~(.{1,64})$/.exec(text ?? '');
  return found ? { at: Number(found[1]), id: found[2] ?? '' } : undefined;
};
