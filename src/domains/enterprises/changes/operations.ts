import { z } from 'zod';
import { type AnyOperation, type Call, operation, refuse } from '#kernel';
import { maySee } from '../enterprise-ports.ts';
import { showingOf } from '../record-operations.ts';
import { type Showing, shownText } from '../views.ts';
import type { ChangePorts, Delivery } from './ports.ts';

const MONTH = 30 * 86_400_000;
const State = z.enum(['waiting', 'overdue', 'acknowledged']);
const Titled = z.object({ id: z.string(), title: z.string() });

const DeliveryView = z.object({
  no: z.number(),
  enterprise: z.object({ id: z.string(), name: z.string() }),
  registered: z.boolean().describe('新登记'),
  changes: z.array(
    z.object({ key: z.string(), name: z.string(), from: z.string().optional(), to: z.string().optional() }),
  ),
  source: z.string(),
  at: z.number(),
  department: Titled,
  unit: Titled,
  state: State,
  sentAt: z.number(),
  dueAt: z.number().optional(),
  acknowledgedAt: z.number().optional(),
  note: z.string().optional(),
  matter: z.object({ id: z.string(), number: z.string() }),
});

const Page = {
  after: z.string().max(80).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};

/** 变更推送: who was told of which change, who has taken it in, who is late. */
export function changeOperations(ports: ChangePorts) {
  return [
    operation({
      id: 'changes.list',
      method: 'GET',
      path: '/api/changes',
      title: '登记变更推送：哪个部门签收了哪条变更，超期的在前面单列',
      permission: 'facts.read',
      input: z.object({
        state: State.optional(),
        department: z.string().max(40).optional(),
        enterprise: z.string().max(18).optional(),
        matter: z.string().max(64).optional(),
        ...Page,
      }),
      output: z.object({ items: z.array(DeliveryView), next: z.string().optional() }),
      handle: (call, filter) => pageOf(ports, call, filter),
    }),
    operation({
      id: 'changes.summary',
      method: 'GET',
      path: '/api/changes/summary',
      title: '登记变更推送：各部门待签收、超期、近三十天已签收',
      permission: 'facts.read',
      input: z.object({}),
      output: z.object({
        departments: z.array(
          Titled.extend({
            unit: Titled.optional(),
            mine: z.boolean(),
            keys: z.array(z.string()).describe('订阅的数据'),
            registered: z.boolean(),
            waiting: z.number(),
            overdue: z.number(),
            acknowledged: z.number(),
          }),
        ),
      }),
      handle: async (call) => summaryOf(ports, call),
    }),
    operation({
      id: 'changes.acknowledge',
      method: 'POST',
      path: '/api/changes/acknowledge',
      title: '签收登记变更：部门系统更新后逐条回执，可由接口调用',
      permission: 'matters.handle',
      input: z.object({
        numbers: z.array(z.number().int().min(1).max(1_000_000_000_000)).min(1).max(500).describe('changes.list 的 no'),
        note: z.string().trim().max(500).optional(),
      }),
      output: z.object({ acknowledged: z.number() }),
      handle: async (call, { numbers, note }) => {
        const { unit } = call.actor;
        if (unit === undefined)
          throw refuse({ code: 'changes.no-unit', kind: 'forbidden', what: '只有订阅部门能签收' });
        const by = { unit, actor: call.actor.id, note, now: call.now };
        const { count, whole } = await ports.changes.acknowledge(call.tenant, by, numbers);
        for (const matter of whole) await ports.acknowledgeMatter(call, matter, note);
        return { acknowledged: count };
      },
    }),
    operation({
      id: 'enterprise-records.changes',
      method: 'GET',
      path: '/api/enterprise-records/{id}/changes',
      title: '一家企业的登记变更推送给了谁、谁已签收',
      permission: 'signed-in',
      input: z.object({ id: z.string().min(18).max(18), ...Page }),
      output: z.object({ items: z.array(DeliveryView), next: z.string().optional() }),
      handle: async (call, { id, ...page }) => {
        if (!maySee(call, id) || !(await ports.enterprise(call.tenant, id)))
          throw refuse({ code: 'enterprises.none', kind: 'not-found', what: '没有找到这家企业' });
        return pageOf(ports, call, { enterprise: id, ...page });
      },
    }),
  ] satisfies readonly AnyOperation[];
}

async function pageOf(ports: ChangePorts, call: Call, filter: Parameters<ChangePorts['changes']['list']>[1]) {
  const { items, next } = await ports.changes.list(call.tenant, filter, call.now);
  const showing = showingOf(ports);
  const units = new Map<string, string>();
  for (const { unit } of items) if (!units.has(unit)) units.set(unit, await ports.unitName(call, unit));
  return {
    items: items.map((each) => viewOf(each, showing, call, units)),
    ...(next !== undefined && { next }),
  };
}

function viewOf(
  row: Delivery,
  showing: Showing,
  { actor }: Call,
  units: ReadonlyMap<string, string>,
): z.infer<typeof DeliveryView> {
  const whole =
    actor.enterprise === row.enterprise || actor.unit === row.unit || actor.permissions.includes('facts.sensitive');
  return {
    no: row.no,
    enterprise: { id: row.enterprise, name: row.name },
    registered: row.registered,
    changes: row.changes.flatMap(({ key, old, new: to }) => {
      const fact = showing.catalogue.byKey.get(key);
      if (!fact || !row.keys.includes(key)) return [];
      if (!whole && fact.sensitivity === 'sensitive') return [{ key, name: fact.name }];
      return [
        {
          key,
          name: fact.name,
          ...(old !== null && { from: shownText(fact, old, showing) }),
          ...(to !== null && { to: shownText(fact, to, showing) }),
        },
      ];
    }),
    source: row.source,
    at: row.at,
    department: { id: row.department, title: showing.lists.get('fact-owner')?.get(row.department) ?? row.department },
    unit: { id: row.unit, title: units.get(row.unit) ?? row.unit },
    state: row.state,
    sentAt: row.sentAt,
    matter: { id: row.matter, number: row.number },
    ...(row.dueAt !== undefined && { dueAt: row.dueAt }),
    ...(row.acknowledgedAt !== undefined && { acknowledgedAt: row.acknowledgedAt }),
    ...(row.note !== undefined && { note: row.note }),
  };
}

async function summaryOf(ports: ChangePorts, call: Call) {
  const counts = new Map(
    (await ports.changes.counts(call.tenant, call.now - MONTH, call.now)).map((each) => [each.department, each]),
  );
  const { catalogue, lists } = ports.vocabulary();
  const departments = await Promise.all(
    ports.subscriptions().map(async ({ department, keys, registered }) => {
      const unit = ports.unitOf(department);
      const { waiting = 0, overdue = 0, acknowledged = 0 } = counts.get(department) ?? {};
      return {
        id: department,
        title: lists.get('fact-owner')?.get(department) ?? department,
        ...(unit !== undefined && { unit: { id: unit, title: await ports.unitName(call, unit) } }),
        mine: unit !== undefined && unit === call.actor.unit,
        keys: keys.map((key) => catalogue.byKey.get(key)?.name ?? key),
        registered: registered ?? false,
        waiting,
        overdue,
        acknowledged,
      };
    }),
  );
  return { departments: departments.toSorted((a, b) => b.overdue - a.overdue || b.waiting - a.waiting) };
}
