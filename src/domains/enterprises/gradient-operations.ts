import { z } from 'zod';
import { type AnyOperation, type Call, operation, refuse } from '#kernel';
import type { Facts } from '#language';
import type { EnterprisePorts } from './enterprise-ports.ts';
import { seen } from './record-operations.ts';

const ConditionView = z.object({
  title: z.string(),
  when: z.string(),
  met: z.boolean().nullable(),
  missing: z.array(z.string()),
  gap: z.string().optional(),
});
const RungView = z.object({
  id: z.string(),
  title: z.string(),
  source: z.string().optional(),
  assumed: z.boolean().optional(),
  held: z.boolean(),
  conditions: z.array(ConditionView),
});

/** 优质企业梯度培育: where an enterprise stands, who nearly stands there, and what each lacks. */
export function gradientOperations(ports: EnterprisePorts) {
  return [
    operation({
      id: 'gradient.of',
      method: 'GET',
      path: '/api/enterprise-records/{id}/gradient',
      title: '一家企业离各级梯度还差什么',
      permission: 'signed-in',
      input: z.object({ id: z.string().min(18).max(18) }),
      output: z.object({ rungs: z.array(RungView) }),
      handle: async (call, { id }) => {
        await seen(ports, call, id);
        const facts = (await ports.facts.records(call.tenant, [id])).get(id) ?? {};
        return { rungs: ports.rules().rungs.map(({ rung }) => rungView(ports, call, rung.id, facts, id)) };
      },
    }),
    operation({
      id: 'gradient.summary',
      method: 'GET',
      path: '/api/gradient',
      title: '梯度培育：各级临近企业数',
      permission: 'facts.read',
      input: z.object({}),
      output: z.object({
        rungs: z.array(
          z.object({
            id: z.string(),
            title: z.string(),
            source: z.string().optional(),
            assumed: z.boolean().optional(),
            conditions: z.number(),
            near: z.array(z.object({ short: z.number(), count: z.number() })),
          }),
        ),
      }),
      handle: async ({ tenant }) => {
        const counts = Map.groupBy(await ports.facts.rungCounts(tenant), (each) => each.rung);
        return {
          rungs: ports.gradient().map(({ id, title, source, assumed, conditions }) => ({
            id,
            title,
            conditions: conditions.length,
            near: (counts.get(id) ?? []).map(({ short, count }) => ({ short, count })),
            ...(source && { source }),
            ...(assumed && { assumed }),
          })),
        };
      },
    }),
    operation({
      id: 'gradient.near',
      method: 'GET',
      path: '/api/gradient/{rung}',
      title: '临近名单：正好差几条的企业，缺什么、差多少',
      permission: 'facts.read',
      input: z.object({
        rung: z.string().max(40),
        short: z.coerce.number().int().min(0).max(3).default(1).describe('正好差几条；0 为条件已齐'),
        after: z.string().max(40).optional(),
        limit: z.coerce.number().int().min(1).max(200).default(100),
      }),
      output: z.object({
        items: z.array(
          z.object({
            id: z.string(),
            name: z.string(),
            region: z.string().optional(),
            short: z.number(),
            lacks: z.array(ConditionView),
          }),
        ),
        next: z.string().optional(),
      }),
      handle: async (call, { rung, ...page }) => {
        const { items: rows, next } = await ports.facts.near(call.tenant, rung, page);
        const facts = await ports.facts.records(
          call.tenant,
          rows.map((each) => each.id),
        );
        return {
          items: rows.map((row) => ({
            ...row,
            lacks: rungView(ports, call, rung, facts.get(row.id) ?? {}, row.id).conditions.filter(
              (each) => each.met !== true,
            ),
          })),
          ...(next !== undefined && { next }),
        };
      },
    }),
  ] satisfies readonly AnyOperation[];
}

/** The gap of a sensitive figure is told to those who may see the figure; that it is missing, to all. */
function rungView(
  ports: EnterprisePorts,
  { actor }: Call,
  id: string,
  facts: Facts,
  enterprise: string,
): z.infer<typeof RungView> {
  const rule = ports.rules().rungs.find((each) => each.rung.id === id);
  if (!rule) throw refuse({ code: 'gradient.none', kind: 'not-found', what: '没有这一级梯度' });
  const whole = actor.enterprise === enterprise || actor.permissions.includes('facts.sensitive');
  const secret = ports.vocabulary().catalogue.facts.filter((each) => each.sensitivity === 'sensitive');
  const { title, source, assumed } = rule.rung;
  return {
    id,
    title,
    held: rule.held(facts),
    conditions: rule.conditions(facts).map(({ gap, missing, ...each }) => ({
      ...each,
      missing: [...missing],
      ...(gap && (whole || !secret.some(({ name }) => gap.includes(name))) && { gap }),
    })),
    ...(source && { source }),
    ...(assumed && { assumed }),
  };
}
