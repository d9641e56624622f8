import { z } from 'zod';
import { type AnyOperation, addDays, type Call, Day, dayOf, operation, refuse, toInstant } from '#kernel';
import { ownEnterprise } from '../own-enterprise.ts';
import type { Consent } from './consent.ts';
import type { ConsentPorts } from './ports.ts';

const MOST_OPEN = 100;
const MOST_DAYS = 1100;
const Titled = z.object({ id: z.string(), title: z.string() });

const ConsentView = z.object({
  id: z.string(),
  unit: Titled,
  facts: z.array(z.object({ key: z.string(), name: z.string() })),
  purpose: z.string(),
  grantedAt: z.number(),
  until: z.string(),
  withdrawnAt: z.number().optional(),
  holds: z.boolean(),
});

const todayOf = ({ now }: Call): Day => dayOf(toInstant(now));
const none = () => refuse({ code: 'consents.none', kind: 'not-found', what: '没有找到这项授权' });

/** 授权: whom an enterprise lets see its sensitive facts, and who has looked. */
export function consentOperations(ports: ConsentPorts) {
  const view = async (call: Call, each: Consent): Promise<z.infer<typeof ConsentView>> => ({
    id: each.id,
    unit: { id: each.unit, title: await ports.unitName(call, each.unit) },
    facts: each.keys.map((key) => ({ key, name: ports.vocabulary().catalogue.byKey.get(key)?.name ?? key })),
    purpose: each.purpose,
    grantedAt: each.grantedAt,
    until: each.until,
    holds: each.withdrawnAt === undefined && each.until >= todayOf(call),
    ...(each.withdrawnAt !== undefined && { withdrawnAt: each.withdrawnAt }),
  });
  return [
    operation({
      id: 'consents.list',
      method: 'GET',
      path: '/api/consents',
      title: '本企业的数据授权，和可以授权的单位、数据',
      permission: 'signed-in',
      input: z.object({}),
      output: z.object({
        items: z.array(ConsentView),
        units: z.array(Titled),
        facts: z.array(z.object({ key: z.string(), name: z.string(), group: z.string() })),
      }),
      handle: async (call) => {
        const found = await ports.consents.of(call.tenant, ownEnterprise(call), 200);
        const secret = ports.vocabulary().catalogue.facts.filter((each) => each.sensitivity === 'sensitive');
        return {
          items: await Promise.all(found.map((each) => view(call, each))),
          units: await Promise.all(ports.units().map(async (id) => ({ id, title: await ports.unitName(call, id) }))),
          facts: secret.map(({ key, name, group }) => ({ key, name, group })),
        };
      },
    }),
    operation({
      id: 'consents.grant',
      method: 'POST',
      path: '/api/consents',
      title: '授权一个单位查看本企业的敏感数据，到期自动失效',
      permission: 'signed-in',
      input: z.object({
        unit: z.string().max(60),
        keys: z.array(z.string().max(60)).min(1).max(100),
        purpose: z.string().trim().min(2).max(200).describe('用来做什么'),
        until: Day,
      }),
      output: ConsentView,
      handle: async (call, input) => {
        const consent = await granted(ports, call, input);
        await ports.consents.add(call.tenant, consent);
        const name = await ports.enterpriseName(call.tenant, consent.enterprise);
        await ports.tell(
          call,
          consent.unit,
          `consent ${consent.id}`,
          `${name}授权贵单位查看${consent.keys.length}项敏感数据，用于${consent.purpose}，至${consent.until}`,
        );
        return view(call, consent);
      },
    }),
    operation({
      id: 'consents.withdraw',
      method: 'POST',
      path: '/api/consents/{id}/withdraw',
      title: '收回授权：从现在起看不到',
      permission: 'signed-in',
      input: z.object({ id: z.string().max(64) }),
      output: z.object({}),
      handle: async (call, { id }) => {
        if (await ports.consents.withdraw(call.tenant, ownEnterprise(call), id, call.now)) return {};
        throw none();
      },
    }),
    operation({
      id: 'consents.reads',
      method: 'GET',
      path: '/api/consents/reads',
      title: '谁看过本企业的敏感数据',
      permission: 'signed-in',
      input: z.object({
        after: z.string().max(80).optional(),
        limit: z.coerce.number().int().min(1).max(100).default(20),
      }),
      output: z.object({
        items: z.array(
          z.object({ id: z.string(), at: z.number(), unit: z.string().optional(), byConsent: z.boolean() }),
        ),
        next: z.string().optional(),
      }),
      handle: async (call, page) => {
        const { items, next } = await ports.consents.reads(call.tenant, ownEnterprise(call), page);
        const rows = await Promise.all(
          items.map(async ({ unit, ...row }) => ({
            ...row,
            ...(unit !== undefined && { unit: await ports.unitName(call, unit) }),
          })),
        );
        return { items: rows, ...(next !== undefined && { next }) };
      },
    }),
  ] satisfies readonly AnyOperation[];
}

type Wish = Pick<Consent, 'unit' | 'keys' | 'purpose' | 'until'>;

/** @throws Refusal for what cannot be granted */
async function granted(ports: ConsentPorts, call: Call, { unit, keys, purpose, until }: Wish): Promise<Consent> {
  const enterprise = ownEnterprise(call);
  const wrong = (what: string, todo: string) => refuse({ code: 'consents.wrong', kind: 'invalid', what, todo });
  if (!ports.units().includes(unit)) throw wrong('这个单位不能授权', '请从单位清单里选');
  const { byKey } = ports.vocabulary().catalogue;
  const odd = keys.filter((key) => byKey.get(key)?.sensitivity !== 'sensitive');
  if (odd.length > 0)
    throw wrong('有不需要授权的数据', `请去掉：${odd.map((key) => byKey.get(key)?.name ?? key).join('、')}`);
  const today = todayOf(call);
  if (until < today || until > addDays(today, MOST_DAYS)) throw wrong('授权期限不对', '请填今天以后、三年以内的日期');
  const open = (await ports.consents.of(call.tenant, enterprise, 500)).filter(
    (each) => each.withdrawnAt === undefined && each.until >= today,
  );
  if (open.length >= MOST_OPEN) throw wrong('有效的授权太多了', '请先收回不用的');
  return {
    id: ports.ids(),
    enterprise,
    unit,
    keys: [...new Set(keys)],
    purpose,
    until,
    grantedAt: call.now,
    grantedBy: call.actor.id,
  };
}
