import { z } from 'zod';
import { type AnyOperation, type Call, dayOf, operation, refuse, toInstant } from '#kernel';
import type { MatterRowLike, ProgrammePorts } from '../ports.ts';
import { ActionInput, ActionNode, decideNodeDone, missedNodes, nextNode, type SpecialAction } from './action.ts';

const Id = z.string().min(1).max(64);
const Named = z.object({ id: z.string(), name: z.string() });

export const ActionView = z.object({
  id: z.string(),
  title: z.string(),
  status: z.enum(['running', 'done', 'stopped']),
  summary: z.string(),
  leader: Named,
  leadUnit: Named,
  team: z.array(z.object({ unit: Named, person: Named.optional(), part: z.string().optional() })),
  plan: z.object({ id: z.string(), title: z.string() }).optional(),
  nodes: z.array(ActionNode.extend({ id: z.string(), missed: z.boolean() })),
  next: z.object({ id: z.string(), title: z.string(), day: z.string(), missed: z.boolean() }).optional(),
  version: z.number(),
  /** Measures and problems of the action carry this tag. */
  tag: z.string(),
});
export type ActionView = z.infer<typeof ActionView>;

/** 专项行动: the register of special actions, each with one leader, one team, one plan and its next node. */
export function actionOperations<Row extends MatterRowLike>(ports: ProgrammePorts<Row>) {
  const one = async (call: Call, action: SpecialAction): Promise<ActionView> => {
    const [view] = await viewsOf(ports, call, [action]);
    if (!view) throw new Error(`no view of ${action.id}`);
    return view;
  };
  return [
    operation({
      id: 'actions.list',
      method: 'GET',
      path: '/api/special-actions',
      title: '专项行动：牵头领导、牵头单位、团队、方案、下一个节点',
      permission: 'plans.read',
      input: z.object({}),
      output: z.object({ items: z.array(ActionView) }),
      handle: async (call) => ({
        items: await viewsOf(ports, call, await ports.actions.list(call.tenant, today(call))),
      }),
    }),
    operation({
      id: 'actions.get',
      method: 'GET',
      path: '/api/special-actions/{id}',
      title: '一项专项行动',
      permission: 'plans.read',
      input: z.object({ id: Id }),
      output: ActionView,
      handle: async (call, { id }) => one(call, await getAction(ports, call, id)),
    }),
    operation({
      id: 'actions.add',
      method: 'POST',
      path: '/api/special-actions',
      title: '登记专项行动',
      permission: 'plans.write',
      input: ActionInput,
      output: ActionView,
      handle: async (call, input) => one(call, await addAction(ports, call, input)),
    }),
    operation({
      id: 'actions.save',
      method: 'PUT',
      path: '/api/special-actions/{id}',
      title: '修改专项行动；If-Match 写上次看到的版本',
      permission: 'plans.write',
      input: ActionInput.extend({ id: Id }),
      output: ActionView,
      handle: async (call, { id, ...input }) => {
        const before = await getAction(ports, call, id);
        const action = {
          ...withNodeIds(ports, input),
          id,
          version: before.version,
          createdAt: before.createdAt,
          updatedAt: call.now,
        };
        return one(call, await save(ports, call, action, seen(call, before)));
      },
    }),
    operation({
      id: 'actions.node-done',
      method: 'POST',
      path: '/api/special-actions/{id}/nodes/{node}/done',
      title: '报告节点完成',
      permission: 'plans.write',
      input: z.object({ id: Id, node: Id, note: z.string().trim().min(1, '请说明完成情况').max(2000) }),
      output: ActionView,
      handle: async (call, { id, node, note }) => {
        const before = await getAction(ports, call, id);
        const action = decideNodeDone(before, node, dayOf(toInstant(call.now)), note);
        return one(call, await save(ports, call, { ...action, updatedAt: call.now }, before.version));
      },
    }),
  ] satisfies readonly AnyOperation[];
}

const today = ({ now }: Call) => dayOf(toInstant(now));
const seen = ({ ifMatch }: Call, before: SpecialAction): number =>
  ifMatch && /^\d+$/.test(ifMatch) ? Number(ifMatch) : before.version;

/** The tag that publication gives to measures of this action. */
export const tagOf = ({ title }: Pick<SpecialAction, 'title'>): string => `专项:${title}`;

type Ports<Row extends MatterRowLike> = ProgrammePorts<Row>;

const withNodeIds = <Row extends MatterRowLike>({ ids }: Ports<Row>, input: ActionInput) => {
  const { plan, ...rest } = input;
  return { ...rest, ...(plan ? { plan } : {}), nodes: input.nodes.map((each) => ({ ...each, id: each.id ?? ids() })) };
};

async function getAction<Row extends MatterRowLike>(ports: Ports<Row>, call: Call, id: string): Promise<SpecialAction> {
  const found = await ports.actions.get(call.tenant, id, today(call));
  if (!found)
    throw refuse({ code: 'action.not-found', kind: 'not-found', what: '没有这项专项行动', todo: '请核对编号' });
  return found;
}

async function addAction<Row extends MatterRowLike>(
  ports: Ports<Row>,
  call: Call,
  input: ActionInput,
): Promise<SpecialAction> {
  await checkReferences(ports, call, input);
  const action = {
    ...withNodeIds(ports, input),
    id: ports.ids(),
    version: 1,
    createdAt: call.now,
    updatedAt: call.now,
  };
  await ports.actions.add(call.tenant, action, nextNode(action)?.day ?? null);
  return action;
}

async function save<Row extends MatterRowLike>(ports: Ports<Row>, call: Call, action: SpecialAction, version: number) {
  await checkReferences(ports, call, action);
  const saved = await ports.actions.save(call.tenant, action, nextNode(action)?.day ?? null, version);
  if (!saved)
    throw refuse({ code: 'action.changed', kind: 'conflict', what: '别人刚刚改过这项专项行动', todo: '请刷新后再改' });
  return { ...action, version: version + 1 };
}

/** The leader, units and the plan exist: a special action without somebody who answers for it is none. */
async function checkReferences<Row extends MatterRowLike>(
  ports: Ports<Row>,
  call: Call,
  action: ActionInput | SpecialAction,
) {
  const [people, organisation] = await Promise.all([
    ports.personNames(call.tenant, [action.leader]),
    ports.organisation(call.tenant, call.now),
  ]);
  const wrong = [
    ...(people.has(action.leader) ? [] : [{ path: 'leader', message: '没有这位市领导' }]),
    ...(organisation.unit(action.leadUnit) ? [] : [{ path: 'leadUnit', message: '没有这个牵头单位' }]),
    ...action.team
      .filter((each) => !organisation.unit(each.unit))
      .map((each) => ({ path: 'team', message: `没有编码为“${each.unit}”的单位` })),
    ...(action.plan && !(await ports.plans.get(call.tenant, action.plan))
      ? [{ path: 'plan', message: '没有这份方案' }]
      : []),
  ];
  if (wrong.length > 0)
    throw refuse({
      code: 'action.references',
      kind: 'invalid',
      what: wrong.map((each) => each.message).join('；'),
      at: wrong,
    });
}

async function viewsOf<Row extends MatterRowLike>(
  ports: Ports<Row>,
  call: Call,
  actions: readonly SpecialAction[],
): Promise<ActionView[]> {
  const ids = actions.flatMap((each) => [each.leader, ...each.team.flatMap(({ person }) => person ?? [])]);
  const [people, organisation, plans] = await Promise.all([
    ports.personNames(call.tenant, [...new Set(ids)]),
    ports.organisation(call.tenant, call.now),
    actions.some((each) => each.plan) ? ports.plans.list(call.tenant) : [],
  ]);
  const today = dayOf(toInstant(call.now));
  const unit = (id: string) => ({ id, name: organisation.unit(id)?.name ?? id });
  const person = (id: string) => ({ id, name: people.get(id) ?? '工作人员' });
  return actions.map(({ leader, leadUnit, team, plan, createdAt: _c, updatedAt: _u, ...rest }) => {
    const missed = new Set(missedNodes(rest, today).map((each) => each.id));
    const next = nextNode(rest);
    return {
      ...rest,
      leader: person(leader),
      leadUnit: unit(leadUnit),
      team: team.map((each) => ({
        unit: unit(each.unit),
        ...(each.person ? { person: person(each.person) } : {}),
        ...(each.part ? { part: each.part } : {}),
      })),
      ...(plan ? { plan: { id: plan, title: plans.find((each) => each.id === plan)?.title ?? plan } } : {}),
      nodes: rest.nodes.map((each) => ({ ...each, missed: missed.has(each.id) })),
      ...(next ? { next: { id: next.id, title: next.title, day: next.day, missed: missed.has(next.id) } } : {}),
      tag: tagOf(rest),
    };
  });
}
