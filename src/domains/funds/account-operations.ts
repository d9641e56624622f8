import { z } from 'zod';
import { type Call, operation, refuse } from '#kernel';
import { blockedAccounts } from './blocked.ts';
import type { FundPorts } from './ports.ts';
import { ItemView, itemView } from './views.ts';
import { watchFunds } from './watch.ts';

const AccountView = z.object({
  holder: z.string(),
  bank: z.string(),
  tail: z.string().describe('账号末四位'),
  confirmedAt: z.number(),
});

/** What an enterprise sees and says of its own money. */
export function accountOperations(ports: FundPorts) {
  const { store, unseal } = ports;
  const find = async (call: Call) => {
    const [account] = await store.accountsOf(call.tenant, [enterpriseOf(call)]);
    if (!account) return {};
    const { holder, bank } = unseal(account.cipher);
    return { account: { holder, bank, tail: account.tail, confirmedAt: account.confirmedAt } };
  };
  return [
    operation({
      id: 'funds.own',
      method: 'GET',
      path: '/api/funds/own',
      title: '本企业的收款账户和款项',
      permission: 'funds.own',
      input: z.object({}),
      output: z.object({
        account: AccountView.optional(),
        problem: z.string().optional().describe('为什么现在不能拨付'),
        items: z.array(ItemView),
      }),
      handle: async (call) => {
        const { items } = await store.listItems(call.tenant, { enterprise: enterpriseOf(call), limit: 200 });
        const problem = (await blockedAccounts(ports, call.tenant, [enterpriseOf(call)])).get(enterpriseOf(call));
        return { ...(await find(call)), ...(problem ? { problem } : {}), items: items.map(itemView) };
      },
    }),
    operation({
      id: 'funds.confirm-account',
      method: 'PUT',
      path: '/api/funds/own/account',
      title: '确认本企业的收款账户',
      permission: 'funds.own',
      input: z.object({
        number: z
          .string()
          .max(100)
          .transform((text) => text.replaceAll(/[\s-]/g, ''))
          .pipe(z.string().regex(/^\d{8,32}$/, '账号应为 8 至 32 位数字')),
        holder: z.string().trim().min(2).max(100).describe('户名，应与企业名称一致'),
        bank: z.string().trim().min(2).max(100).describe('开户行'),
      }),
      output: z.object({ account: AccountView.optional() }),
      handle: async (call, content) => {
        const enterprise = enterpriseOf(call);
        const name = (await ports.enterpriseNames(call.tenant, [enterprise])).get(enterprise);
        if (name !== content.holder)
          throw refuse({
            code: 'funds.holder',
            kind: 'invalid',
            what: '户名与企业名称不一致',
            why: '涉企资金只拨付到企业本身的对公账户',
            todo: `请使用户名为“${name ?? ''}”的账户`,
          });
        await store.putAccount(call.tenant, {
          enterprise,
          account: ports.commitment(content.number),
          tail: content.number.slice(-4),
          cipher: ports.seal(content),
          confirmedAt: call.now,
          confirmedBy: call.actor.id,
        });
        await ports.audit(call, {
          act: 'funds.confirm-account',
          object: enterprise,
          detail: { tail: content.number.slice(-4) },
        });
        const [blocked] = await store.blockedAccounts(call.tenant, [enterprise]);
        if (blocked?.shared) await watchFunds(ports, call);
        return find(call);
      },
    }),
  ];
}

function enterpriseOf({ actor }: Call): string {
  if (actor.enterprise) return actor.enterprise;
  throw refuse({
    code: 'funds.no-enterprise',
    kind: 'forbidden',
    what: '请以企业身份登录',
    todo: '在登录页选择企业登录',
  });
}
