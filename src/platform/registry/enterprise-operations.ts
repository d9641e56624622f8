import { z } from 'zod';
import { operation } from '#kernel';
import type { Enterprise } from './ports.ts';
import { notFound, Ref, type RegistryPorts } from './shared.ts';

const EnterpriseView = z.object({
  id: z.string(),
  name: z.string(),
  region: z.string().optional(),
  industry: z.string().optional(),
  scale: z.string().optional(),
  address: z.string().optional(),
});

/** 企业, found by name or code. */
export function enterpriseOperations({ store, cardOf }: RegistryPorts) {
  return [
    operation({
      id: 'enterprises.list',
      method: 'GET',
      path: '/api/enterprises',
      title: '企业：按名称或统一社会信用代码查找',
      permission: 'registry.read',
      input: z.object({
        q: z.string().max(60).optional(),
        region: z.string().max(200).optional().describe('区域代码，多个用逗号隔开'),
        industry: z.string().max(4).optional(),
        scale: z.string().max(10).optional(),
        after: z.string().max(18).optional(),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
      output: z.object({ items: z.array(EnterpriseView), next: z.string().optional() }),
      handle: async (call, { region, ...query }) => {
        const page = await store.listEnterprises(call.tenant, { ...query, region: region?.split(',') });
        return { items: page.items.map(enterpriseView), ...(page.next && { next: page.next }) };
      },
    }),
    operation({
      id: 'enterprises.get',
      method: 'GET',
      path: '/api/enterprises/{id}',
      title: '企业卡片：登记信息、所在网格和服务人员',
      permission: 'signed-in',
      input: z.object({ id: z.string().max(18) }),
      output: EnterpriseView.extend({
        facts: z.record(z.string(), z.unknown()),
        grid: z.unknown().optional(),
        officers: z.array(Ref).optional(),
      }),
      handle: async (call, { id }) => {
        const own = call.actor.enterprise === id;
        if (!own && !call.actor.permissions.includes('registry.read')) throw notFound('没有找到这家企业');
        const enterprise = await store.findEnterprise(call.tenant, id);
        if (!enterprise) throw notFound('没有找到这家企业');
        return {
          ...enterpriseView(enterprise),
          facts: { ...enterprise.attributes },
          ...(await cardOf?.(call, enterprise)),
        };
      },
    }),
  ];
}

const enterpriseView = ({ attributes: _facts, ...rest }: Enterprise): z.infer<typeof EnterpriseView> => rest;
