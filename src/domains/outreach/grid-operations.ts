import { z } from 'zod';
import {
  decideLeaveGrid,
  decideMoveEnterprise,
  type Grid,
  type GridDirectory,
  gridDirectory,
  gridGaps,
  holdsOn,
  type Relation,
  SERVES_GRID,
} from '#engines/registry';
import { type Call, Day, dayOf, isRefusal, operation, refuse, toInstant } from '#kernel';
import type { OutreachPorts, OutreachWriter } from './ports.ts';

const Id = z.string().min(1).max(64);
const Ref = z.object({ id: z.string(), name: z.string() });
const Staff = z.object({ id: z.string(), person: Ref, role: z.string(), roleTitle: z.string(), sinceDay: z.string() });
const GridView = z.object({
  id: z.string(),
  name: z.string(),
  region: z.string(),
  enterprises: z.number(),
  staff: z.array(Staff),
});

/** The parts played in communities and grids, as the plans call them. */
export const GRID_ROLES: Readonly<Record<string, string>> = {
  'community-head': '社区长',
  'community-deputy': '副社区长',
  'grid-head': '网格长',
  'grid-officer': '驻企服务员',
};
const GridRole = z.enum(['community-head', 'community-deputy', 'grid-head', 'grid-officer']);

export const todayOf = (call: Call): Day => dayOf(toInstant(call.now));

/** Company communities and their grids, on any day, and who serves there. */
export function gridOperations(ports: OutreachPorts) {
  return [
    operation({
      id: 'communities.list',
      method: 'GET',
      path: '/api/communities',
      title: '企业社区和网格：某一天的人员和企业数',
      permission: 'outreach.read',
      input: z.object({ day: Day.optional(), region: z.string().max(12).optional() }),
      output: z.object({
        day: z.string(),
        communities: z.array(GridView.extend({ grids: z.array(GridView) })),
        gaps: z.array(z.object({ grid: Ref, day: z.string() })),
      }),
      handle: (call, { day = todayOf(call), region }) => listCommunities(ports, call, day, region),
    }),
    operation({
      id: 'grids.enterprises',
      method: 'GET',
      path: '/api/grids/{id}/enterprises',
      title: '网格内企业：最久没有走访的在前',
      permission: 'outreach.read',
      input: z.object({ id: Id, limit: z.coerce.number().int().min(1).max(500).default(100) }),
      output: z.object({
        items: z.array(
          z.object({
            id: z.string(),
            name: z.string(),
            address: z.string().optional(),
            lastVisitAt: z.number().optional(),
          }),
        ),
      }),
      handle: async (call, { id, limit }) => ({
        items: [...(await ports.store.enterprisesOf(call.tenant, [id], todayOf(call), limit))],
      }),
    }),
    ...staffOperations(ports),
  ];
}

function staffOperations(ports: OutreachPorts) {
  return [
    operation({
      id: 'grids.join',
      method: 'POST',
      path: '/api/grids/{id}/staff',
      title: '安排社区、网格人员',
      permission: 'outreach.manage',
      input: z.object({
        id: Id,
        person: Id,
        role: GridRole,
        fromDay: Day.optional(),
        source: z.string().max(200).optional(),
      }),
      output: z.object({ id: z.string() }),
      handle: (call, { id, person, role, fromDay = todayOf(call), source }) =>
        change(ports, call, [], async ({ grids }, writer) => {
          if (!grids.some((each) => each.id === id)) throw noGrid();
          const relation: Relation = {
            id: ports.ids(),
            kind: SERVES_GRID,
            subject: person,
            object: id,
            role,
            validFrom: fromDay,
            ...(source && { evidence: { source } }),
          };
          await writer.putRelations([relation]);
          await writer.note(call, 'grid.joined', id, { person, role, fromDay });
          return { id: relation.id };
        }),
    }),
    operation({
      id: 'grids.leave',
      method: 'POST',
      path: '/api/grid-staff/{id}/end',
      title: '调整社区、网格人员：须有人接任，服务不断档',
      permission: 'outreach.manage',
      input: z.object({ id: Id, lastDay: Day }),
      output: z.object({ id: z.string(), lastDay: z.string() }),
      handle: (call, { id, lastDay }) =>
        change(ports, call, [], async (snapshot, writer) => {
          const decided = decideLeaveGrid(snapshot, id, lastDay);
          if (isRefusal(decided)) throw decided;
          await writer.endRelation(decided.id, decided.validTo);
          await writer.note(call, 'grid.left', id, { lastDay });
          return { id, lastDay };
        }),
    }),
    operation({
      id: 'grids.take',
      method: 'POST',
      path: '/api/grids/{id}/enterprises',
      title: '把企业划入网格',
      permission: 'outreach.manage',
      input: z.object({ id: Id, enterprise: z.string().max(18), fromDay: Day.optional() }),
      output: z.object({ id: z.string() }),
      handle: (call, { id, enterprise, fromDay = todayOf(call) }) =>
        change(ports, call, [enterprise], async (snapshot, writer) => {
          const decided = decideMoveEnterprise(snapshot, enterprise, id, fromDay);
          if (isRefusal(decided)) throw decided;
          for (const end of decided.ends) await writer.endRelation(end.id, end.validTo);
          const relation = { id: ports.ids(), ...decided.begins };
          await writer.putRelations([relation]);
          await writer.note(call, 'grid.took', id, { enterprise, fromDay });
          return { id: relation.id };
        }),
    }),
  ];
}

const noGrid = () => refuse({ code: 'outreach.no-grid', kind: 'not-found', what: '没有找到这个网格' });

export async function change<T>(
  { store, forget }: OutreachPorts,
  call: Call,
  enterprises: readonly string[],
  work: (
    snapshot: { readonly grids: readonly Grid[]; readonly relations: readonly Relation[] },
    writer: OutreachWriter,
  ) => Promise<T>,
): Promise<T> {
  const result = await store.change(call.tenant, enterprises, work);
  forget(call.tenant);
  return result;
}

/** The grid of one enterprise and who serves it: part of its card. */
export async function gridOfEnterprise(
  ports: OutreachPorts,
  call: Call,
  enterprise: string,
  region: string | undefined,
) {
  const snapshot = await ports.store.loadGrids(call.tenant, [enterprise]);
  const { regionsAround } = await ports.organisation(call.tenant, call.now);
  const found = gridDirectory(snapshot, todayOf(call), regionsAround).gridOf(enterprise, region);
  if (!found) return undefined;
  const names = await ports.peopleNames(call.tenant, found.officers);
  return {
    grid: { id: found.grid.id, name: found.grid.name },
    officers: found.officers.map((id) => ({ id, name: names.get(id) ?? '' })),
  };
}

async function listCommunities(ports: OutreachPorts, call: Call, day: Day, region: string | undefined) {
  const snapshot = await ports.store.loadGrids(call.tenant);
  const { regionsAround } = await ports.organisation(call.tenant, call.now);
  const directory = gridDirectory(snapshot, day, regionsAround);
  const counts = await ports.store.countByGrid(call.tenant, day);
  const people = [
    ...new Set(snapshot.relations.filter((each) => each.kind === SERVES_GRID).map((each) => each.subject)),
  ];
  const names = await ports.peopleNames(call.tenant, people);
  const today = snapshot.grids.filter((each) => holdsOn(each, day));
  const view = (grid: Grid) => gridView(grid, directory, counts.get(grid.id) ?? 0, names);
  const communities = today
    .filter((each) => each.kind === 'community' && (!region || regionsAround(each.region).includes(region)))
    .map((each) => {
      const grids = today.filter((grid) => grid.parent === each.id).map(view);
      return { ...view(each), enterprises: grids.reduce((sum, grid) => sum + grid.enterprises, 0), grids };
    });
  const gaps = gridGaps(snapshot, day).map(({ grid, day: on }) => ({
    grid: { id: grid.id, name: grid.name },
    day: on,
  }));
  return { day, communities, gaps };
}

const gridView = (
  grid: Grid,
  directory: GridDirectory,
  enterprises: number,
  names: ReadonlyMap<string, string>,
): z.infer<typeof GridView> => ({
  id: grid.id,
  name: grid.name,
  region: grid.region,
  enterprises,
  staff: directory.staffOf(grid.id).map((each) => ({
    id: each.id,
    person: { id: each.subject, name: names.get(each.subject) ?? '' },
    role: each.role ?? '',
    roleTitle: GRID_ROLES[each.role ?? ''] ?? '',
    sinceDay: each.validFrom,
  })),
});
