import { z } from 'zod';
import { type Day, refuse } from '#kernel';

export const ActionNode = z.object({
  id: z.string().max(40).optional(),
  title: z.string().trim().min(1, '请填写节点内容').max(200),
  day: z.iso.date({ error: '节点日期须为 YYYY-MM-DD' }),
  doneDay: z.iso.date().optional(),
  note: z.string().max(2000).optional(),
});
export type ActionNode = z.infer<typeof ActionNode>;

/** 专项行动: 一个专项、一个团队、一套方案、一抓到底. */
export const ActionInput = z.object({
  title: z.string().trim().min(1, '请填写专项行动名称').max(200),
  leader: z.string().min(1, '请指定牵头市领导').max(64).describe('牵头市领导（人员）'),
  leadUnit: z.string().min(1, '请指定牵头单位').max(64),
  team: z
    .array(
      z.object({
        unit: z.string().max(64),
        person: z.string().max(64).optional(),
        part: z.string().max(100).optional(),
      }),
    )
    .min(1, '专项行动须有工作团队')
    .max(100),
  plan: z.string().max(64).optional().describe('所依据的方案'),
  summary: z.string().max(4000).default(''),
  nodes: z.array(ActionNode).min(1, '专项行动须有时间节点').max(100),
  status: z.enum(['running', 'done', 'stopped']).default('running'),
});
export type ActionInput = z.infer<typeof ActionInput>;

export type IdentifiedNode = ActionNode & { readonly id: string };
export type SpecialAction = Omit<ActionInput, 'nodes'> & {
  readonly id: string;
  readonly nodes: readonly IdentifiedNode[];
  readonly version: number;
  readonly createdAt: number;
  readonly updatedAt: number;
};

export type ActionStore = {
  readonly add: (tenant: string, action: SpecialAction, nextDay: string | null) => Promise<void>;
  /** With who answers for it on that day. */
  readonly get: (tenant: string, id: string, on: Day) => Promise<SpecialAction | undefined>;
  readonly list: (tenant: string, on: Day) => Promise<readonly SpecialAction[]>;
  readonly save: (tenant: string, action: SpecialAction, nextDay: string | null, seen: number) => Promise<boolean>;
  /** Running actions whose next node lay before a day. */
  readonly missedBefore: (tenant: string, day: Day) => Promise<readonly SpecialAction[]>;
};

/** The first node that is not done, by day: what the leader looks at. */
export const nextNode = ({ nodes }: Pick<SpecialAction, 'nodes'>): IdentifiedNode | undefined =>
  nodes.filter((each) => !each.doneDay).sort((a, b) => (a.day < b.day ? -1 : 1))[0];

/** Nodes whose day has passed and that nobody has reported done. */
export const missedNodes = ({ nodes, status }: Pick<SpecialAction, 'nodes' | 'status'>, today: Day) =>
  status === 'running' ? nodes.filter((each) => !each.doneDay && each.day < today) : [];

/** Reports a node done. @throws Refusal when there is no such node, or it was done before */
export function decideNodeDone(action: SpecialAction, node: string, today: Day, note: string): SpecialAction {
  const found = action.nodes.find((each) => each.id === node);
  if (!found) throw refuse({ code: 'action.no-node', kind: 'not-found', what: '没有这个节点' });
  if (found.doneDay)
    throw refuse({ code: 'action.node-done', kind: 'conflict', what: `节点“${found.title}”已于${found.doneDay}完成` });
  return {
    ...action,
    nodes: action.nodes.map((each) => (each.id === node ? { ...each, doneDay: today, note } : each)),
  };
}
