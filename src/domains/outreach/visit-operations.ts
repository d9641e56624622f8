import { z } from 'zod';
import { gridDirectory } from '#engines/registry';
import { type Call, EpochMs, operation, refuse } from '#kernel';
import { gridOfEnterprise, todayOf } from './grid-operations.ts';
import { MOODS, type OutreachPorts, VISIT_KINDS, type Visit } from './ports.ts';

const Id = z.string().min(1).max(64);
const Ref = z.object({ id: z.string(), name: z.string() });
const Appeal = z.object({ id: z.string(), number: z.string() });
const VisitView = z.object({
  id: z.string(),
  enterprise: Ref,
  visitor: Ref,
  at: z.number(),
  kind: z.enum(VISIT_KINDS),
  place: z.string().optional(),
  mood: z.enum(MOODS).optional(),
  note: z.string().optional(),
  files: z.array(z.string()),
  matter: z.string().optional(),
});

/** 走访: recorded standing, with one hand, and turned into an appeal with one tap. */
export function visitOperations(ports: OutreachPorts) {
  return [
    operation({
      id: 'visits.today',
      method: 'GET',
      path: '/api/visits/today',
      title: '今天走访：我的网格里最久没有去的企业',
      permission: 'outreach.visit',
      input: z.object({ limit: z.coerce.number().int().min(1).max(100).default(20) }),
      output: z.object({
        grids: z.array(Ref),
        items: z.array(
          z.object({
            id: z.string(),
            name: z.string(),
            address: z.string().optional(),
            lastVisitAt: z.number().optional(),
          }),
        ),
      }),
      handle: async (call, { limit }) => {
        const snapshot = await ports.store.loadGrids(call.tenant);
        const { regionsAround } = await ports.organisation(call.tenant, call.now);
        const mine = gridDirectory(snapshot, todayOf(call), regionsAround).gridsOf(call.actor.id);
        const grids = snapshot.grids.filter((each) => mine.includes(each.id)).map(({ id, name }) => ({ id, name }));
        return { grids, items: [...(await ports.store.enterprisesOf(call.tenant, mine, todayOf(call), limit))] };
      },
    }),
    operation({
      id: 'visits.list',
      method: 'GET',
      path: '/api/visits',
      title: '走访记录',
      permission: 'outreach.read',
      input: z.object({
        enterprise: z.string().max(18).optional(),
        visitor: Id.optional().describe('me 为本人'),
        from: EpochMs.optional(),
        to: EpochMs.optional(),
        after: z.string().max(120).optional(),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
      output: z.object({ items: z.array(VisitView), next: z.string().optional() }),
      handle: async (call, { visitor, ...query }) => {
        const who = visitor === 'me' ? call.actor.id : visitor;
        const { items, next } = await ports.store.listVisits(call.tenant, { ...query, visitor: who });
        return { items: await viewsOf(ports, call, items), ...(next && { next }) };
      },
    }),
    operation({
      id: 'visits.add',
      method: 'POST',
      path: '/api/visits',
      title: '登记走访；写了问题的，同时转为诉求',
      permission: 'outreach.visit',
      input: z.object({
        enterprise: z.string().max(18),
        kind: z.enum(VISIT_KINDS).default('visit'),
        at: EpochMs.optional(),
        place: z.string().max(100).optional(),
        mood: z.enum(MOODS).optional(),
        note: z.string().max(2000).optional(),
        files: z.array(Id).max(9).default([]),
        problem: z
          .object({ body: z.string().trim().min(2).max(4000), category: z.string().max(40).optional() })
          .optional()
          .describe('当场反映的问题，直接转为诉求'),
      }),
      output: z.object({ id: z.string(), appeal: Appeal.optional() }),
      handle: (call, input) => addVisit(ports, call, input),
    }),
    operation({
      id: 'visits.appeal',
      method: 'POST',
      path: '/api/visits/{id}/appeal',
      title: '一键把走访转为诉求',
      permission: 'outreach.visit',
      input: z.object({
        id: Id,
        body: z.string().max(4000).optional(),
        title: z.string().max(100).optional(),
        category: z.string().max(40).optional(),
      }),
      output: Appeal,
      handle: async (call, { id, body, title, category }) => {
        const visit = await ports.store.findVisit(call.tenant, id);
        if (!visit) throw refuse({ code: 'outreach.no-visit', kind: 'not-found', what: '没有找到这条走访记录' });
        return toAppeal(ports, call, visit, { body: body ?? visit.note, title, category });
      },
    }),
  ];
}

type NewVisit = Pick<Visit, 'enterprise' | 'kind' | 'files'> & {
  readonly at?: number | undefined;
  readonly place?: string | undefined;
  readonly mood?: Visit['mood'] | undefined;
  readonly note?: string | undefined;
  readonly problem?: { readonly body: string; readonly category?: string | undefined } | undefined;
};

async function addVisit(ports: OutreachPorts, call: Call, input: NewVisit) {
  const { problem, at = call.now, place, mood, note, ...rest } = input;
  const known = (await ports.enterprises(call.tenant, [input.enterprise])).get(input.enterprise);
  if (!known) throw refuse({ code: 'outreach.no-enterprise', kind: 'not-found', what: '没有找到这家企业' });
  if (at > call.now)
    throw refuse({ code: 'outreach.future-visit', kind: 'invalid', what: '走访时间不能晚于现在', todo: '请核对时间' });
  const grid = await gridOfEnterprise(ports, call, input.enterprise, known.region);
  const visit: Visit = {
    ...rest,
    id: ports.ids(),
    visitor: call.actor.id,
    at,
    ...(call.actor.unit && { unit: call.actor.unit }),
    ...(grid && { grid: grid.grid.id }),
    ...(place && { place }),
    ...(mood && { mood }),
    ...((note ?? problem?.body) && { note: note ?? problem?.body ?? '' }),
  };
  await ports.store.addVisit(call.tenant, visit, call.now);
  if (!problem) return { id: visit.id };
  return { id: visit.id, appeal: await toAppeal(ports, call, visit, problem) };
}

type Words = {
  readonly body?: string | undefined;
  readonly title?: string | undefined;
  readonly category?: string | undefined;
};

/** Pressing twice opens one appeal: the visit's id is the key. */
async function toAppeal(ports: OutreachPorts, call: Call, visit: Visit, { body, title, category }: Words) {
  if (!body?.trim())
    throw refuse({
      code: 'outreach.nothing-to-file',
      kind: 'invalid',
      what: '走访记录里没有写问题',
      todo: '请用一两句话写明企业反映的问题',
    });
  const enterprise = (await ports.enterprises(call.tenant, [visit.enterprise])).get(visit.enterprise);
  const opened = await ports.openAppeal(call, {
    body,
    enterprise: visit.enterprise,
    channel: visit.kind === 'leader' ? 'leader' : 'grid',
    key: `visit/${visit.id}`,
    files: visit.files,
    ...(title && { title }),
    ...(category && { category }),
    ...(enterprise?.region && { region: enterprise.region }),
  });
  await ports.store.linkVisit(call.tenant, visit.id, opened.id);
  return opened;
}

async function viewsOf(ports: OutreachPorts, call: Call, visits: readonly Visit[]) {
  const people = await ports.peopleNames(call.tenant, [...new Set(visits.map((each) => each.visitor))]);
  const enterprises = await ports.enterprises(call.tenant, [...new Set(visits.map((each) => each.enterprise))]);
  return visits.map(({ grid: _grid, unit: _unit, files, ...visit }) => ({
    ...visit,
    files: [...files],
    enterprise: { id: visit.enterprise, name: enterprises.get(visit.enterprise)?.name ?? visit.enterprise },
    visitor: { id: visit.visitor, name: people.get(visit.visitor) ?? '' },
  }));
}
