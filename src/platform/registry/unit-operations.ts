import { z } from 'zod';
import { type ChartNode, chartOf, type Organisation, type Unit } from '#engines/registry';
import { Day, operation } from '#kernel';
import type { RegistryStore } from './ports.ts';
import { atDay, Id, Ref, type RegistryPorts } from './shared.ts';

const UnitView = z.object({
  id: z.string(),
  name: z.string(),
  fullName: z.string().optional(),
  kind: z.string(),
  level: z.number(),
  region: z.string().optional(),
  parent: Ref.optional(),
  sections: z.array(z.string()),
  needsReview: z.boolean(),
  needsApproval: z.boolean(),
  assumed: z.boolean().optional(),
});

/** 机构 on any day. */
export function unitOperations({ organisation, store }: RegistryPorts) {
  return [
    operation({
      id: 'units.list',
      method: 'GET',
      path: '/api/units',
      title: '机构：按名称、别名查找',
      permission: 'signed-in',
      input: z.object({
        q: z.string().max(40).optional(),
        kind: z.string().max(20).optional(),
        day: Day.optional(),
        limit: z.coerce.number().int().min(1).max(500).default(50),
      }),
      output: z.object({ items: z.array(UnitView) }),
      handle: async (call, { q, kind, day, limit }) => {
        const found = await organisation(call.tenant, atDay(call, day));
        const units = [...found.units.values()]
          .filter((each) => (kind === undefined ? each.kind !== 'group' : each.kind === kind))
          .map((unit) => ({ unit, fit: q ? fitOf(unit, q) : 1 }))
          .filter(({ fit }) => fit > 0)
          .sort((a, b) => b.fit - a.fit)
          .slice(0, limit);
        return { items: units.map(({ unit }) => unitView(found, unit)) };
      },
    }),
    operation({
      id: 'units.tree',
      method: 'GET',
      path: '/api/units/tree',
      title: '机构图：某一天的上下级、岗位和人员',
      permission: 'registry.read',
      input: z.object({
        root: Id.optional(),
        day: Day.optional(),
        people: z.boolean().default(false),
        depth: z.coerce.number().int().min(0).max(9).default(9),
      }),
      output: z.object({ day: z.string(), nodes: z.array(TreeNode) }),
      handle: async (call, { root, day, people, depth }) => {
        const found = await organisation(call.tenant, atDay(call, day));
        const chart = chartOf(found, root, depth);
        const names = people ? await namesIn(store, call.tenant, chart) : new Map<string, string>();
        return { day: found.day, nodes: chart.map((node) => treeNode(found, node, names)) };
      },
    }),
  ];
}

/** The very name first, then a name that begins so, then one that contains it. */
function fitOf(unit: Unit, q: string): number {
  const names = [unit.name, unit.fullName ?? '', ...unit.aliases];
  if (names.includes(q)) return 3;
  if (names.some((each) => each.startsWith(q))) return 2;
  return names.some((each) => each.includes(q)) ? 1 : 0;
}

const unitView = (organisation: Organisation, unit: Unit): z.infer<typeof UnitView> => {
  const parent = unit.parent === null ? undefined : organisation.units.get(unit.parent);
  return {
    id: unit.id,
    name: unit.name,
    kind: unit.kind,
    level: unit.level,
    sections: [...unit.sections],
    needsReview: unit.settings.needsReview,
    needsApproval: unit.settings.needsApproval,
    ...(unit.fullName && { fullName: unit.fullName }),
    ...(unit.region && { region: unit.region }),
    ...(parent && { parent: { id: parent.id, name: parent.name } }),
    ...(unit.assumed && { assumed: true }),
  };
};

async function namesIn(store: RegistryStore, tenant: string, chart: readonly ChartNode[]) {
  const ids = new Set<string>();
  const walk = (nodes: readonly ChartNode[]): void => {
    for (const { posts, children } of nodes) {
      for (const post of posts) ids.add(post.person);
      walk(children);
    }
  };
  walk(chart);
  return new Map((await store.findPeople(tenant, [...ids])).map(({ id, name }) => [id, name]));
}

const TreeNode = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  level: z.number(),
  sections: z.array(z.string()).readonly(),
  leadUnit: z.object({ id: z.string(), name: z.string() }).optional().describe('牵头单位'),
  people: z
    .array(
      z.object({
        id: z.string(),
        name: z.string(),
        role: z.string(),
        title: z.string().optional(),
        section: z.string().optional(),
      }),
    )
    .optional(),
  get children() {
    return z.array(TreeNode);
  },
});
type TreeNode = z.infer<typeof TreeNode>;

function treeNode(organisation: Organisation, node: ChartNode, names: ReadonlyMap<string, string>): TreeNode {
  const { unit, posts, children } = node;
  const lead = unit.leadUnit ? organisation.units.get(unit.leadUnit) : undefined;
  return {
    id: unit.id,
    name: unit.name,
    kind: unit.kind,
    level: unit.level,
    sections: unit.sections,
    ...(lead && { leadUnit: { id: lead.id, name: lead.name } }),
    ...(names.size > 0 && {
      people: posts.flatMap((each) => {
        const name = names.get(each.person);
        return name ? [{ id: each.person, name, role: each.role, title: each.title, section: each.section }] : [];
      }),
    }),
    children: children.map((each) => treeNode(organisation, each, names)),
  };
}
