import { z } from 'zod';
import { type AnyOperation, operation } from '#kernel';
import { showingOf } from '../record-operations.ts';
import type { OneCodePorts } from './ports.ts';

const DAY = 86_400_000;
const DAYS = 30;

const Scan = z.object({
  id: z.string(),
  at: z.number(),
  enterprise: z.object({ id: z.string(), name: z.string() }),
  kind: z.enum(['live', 'printed']),
  views: z.array(z.string()),
});

/** 一码通服 for those who work with it: what holds, who scans, what each may see. */
export const officialOperations = (ports: OneCodePorts) =>
  [
    operation({
      id: 'one-code.overview',
      method: 'GET',
      path: '/api/one-code/overview',
      title: '一码通服：有效的码、近 30 天扫码、谁能看到什么',
      permission: 'facts.read',
      input: z.object({}),
      output: z.object({
        printed: z.number().describe('有效的张贴码'),
        hanging: z.number().describe('有张贴码的企业'),
        scans: z.number().describe('近 30 天扫码次数'),
        scanned: z.number().describe('被扫的企业'),
        strangers: z.number().describe('其中没有登录的'),
        units: z.array(z.object({ unit: z.object({ id: z.string(), name: z.string() }), scans: z.number() })),
        key: z.object({ no: z.number(), since: z.number(), until: z.number() }).describe('现在签码的密钥，何时轮换'),
        liveMinutes: z.number(),
        printedDays: z.number(),
        views: z.array(
          z.object({ id: z.string(), title: z.string(), facts: z.array(z.string()), also: z.array(z.string()) }),
        ),
      }),
      handle: async (call) => {
        const { tenant, now } = call;
        const { liveMinutes, printedDays, rotateDays, views } = ports.oneCode();
        const [{ units, ...figures }, key] = await Promise.all([
          ports.codes.figures(tenant, now - DAYS * DAY, now),
          ports.codes.currentKey(tenant, now),
        ]);
        const names = new Map(showingOf(ports).catalogue.facts.map((each) => [each.key, each.name]));
        return {
          ...figures,
          units: await Promise.all(
            units.map(async ({ unit, scans }) => ({
              unit: { id: unit, name: await ports.unitName(call, unit) },
              scans,
            })),
          ),
          key: { no: key.no, since: key.since, until: key.since + rotateDays * DAY },
          liveMinutes,
          printedDays,
          views: views.map(({ id, title, facts, own, shows }) => ({
            id,
            title,
            facts: facts.map((each) => names.get(each) ?? each),
            also: [...(own ? ['本部门归口的数据'] : []), ...shows.map((each) => ALSO[each])],
          })),
        };
      },
    }),
    operation({
      id: 'one-code.unit-scans',
      method: 'GET',
      path: '/api/one-code/unit-scans',
      title: '本单位的人扫过哪些企业的码',
      permission: 'facts.read',
      input: z.object({
        after: z.string().max(80).optional(),
        limit: z.coerce.number().int().min(1).max(100).default(20),
      }),
      output: z.object({ items: z.array(Scan), next: z.string().optional() }),
      handle: async ({ tenant, actor }, page) => {
        if (actor.unit === undefined) return { items: [] };
        const { items, next } = await ports.codes.scans(tenant, { unit: actor.unit }, page);
        const names = await ports.enterpriseNames(tenant, [...new Set(items.map((each) => each.enterprise))]);
        return {
          items: items.map(({ id, at, enterprise, kind, views }) => ({
            ...{ id, at, kind, views: [...views] },
            enterprise: { id: enterprise, name: names.get(enterprise) ?? enterprise },
          })),
          ...(next !== undefined && { next }),
        };
      },
    }),
  ] satisfies readonly AnyOperation[];

const ALSO = { credit: '信用状态', tags: '企业标签', matters: '在办件数' } as const;
