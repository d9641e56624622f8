import { z } from 'zod';
import { type Call, operation, refuse } from '#kernel';
import { auditOperations } from './audit-operations.ts';
import { type AccessContext, note } from './context.ts';
import { hashPassword } from './password.ts';
import type { Account } from './ports.ts';
import { ENTERPRISE_ROLE, FOLLOWER_ROLE } from './roles.ts';
import { initialPassword } from './secrets.ts';

const Login = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._@-]{1,63}$/, '账号须为 2 至 64 位小写字母、数字或 . _ @ -')
  .describe('账号');
const AccountRow = z.object({
  login: z.string(),
  kind: z.enum(['official', 'enterprise']),
  name: z.string().optional(),
  personId: z.string().optional(),
  enterpriseId: z.string().optional(),
  disabled: z.boolean(),
  lockedUntil: z.number().optional(),
  passwordChangedAt: z.number().optional(),
});
const Issued = z.object({ login: z.string(), initialPassword: z.string().describe('只显示这一次；首次登录须修改') });

async function getAccount(context: AccessContext, call: Call, login: string): Promise<Account> {
  const account = await context.stores.accounts.findByLogin(call.tenant, login);
  if (account) return account;
  throw refuse({ code: 'access.no-such-account', kind: 'not-found', what: `没有账号“${login}”`, todo: '请核对账号' });
}

async function addOfficial(
  context: AccessContext,
  call: Call,
  given: { login: string; personId: string; subject?: string | undefined },
) {
  const { accounts } = context.stores;
  if (await accounts.findByLogin(call.tenant, given.login)) {
    throw refuse({
      code: 'access.login-taken',
      kind: 'conflict',
      what: `账号“${given.login}”已存在`,
      todo: '请换一个账号',
    });
  }
  const password = initialPassword(context.random);
  const id = context.ids();
  const subject = given.subject === undefined ? {} : { oidcSubject: given.subject };
  const account = { id, kind: 'official', login: given.login, personId: given.personId, ...subject } as const;
  const { name } = await accounts.holderOf(call.tenant, { ...account, disabled: false }, context.clock());
  if (name === undefined) {
    throw refuse({
      code: 'access.no-such-person',
      kind: 'not-found',
      what: `没有人员“${given.personId}”`,
      todo: '请先登记人员',
    });
  }
  await accounts.add(call.tenant, { ...account, passwordHash: await hashPassword(password) }, context.clock());
  await note(context, call, { actor: call.actor.id, act: 'account.added', object: id });
  return { login: given.login, initialPassword: password };
}

async function resetPassword(context: AccessContext, call: Call, login: string) {
  const account = await getAccount(context, call, login);
  if (account.kind === 'enterprise') {
    throw refuse({ code: 'access.no-password', kind: 'conflict', what: '企业用户以手机验证码登录，没有密码' });
  }
  const password = initialPassword(context.random);
  await context.stores.accounts.issuePassword(call.tenant, account.id, await hashPassword(password));
  await context.stores.sessions.removeOthers(call.tenant, account.id, '');
  await note(context, call, { actor: call.actor.id, act: 'password.reset', object: account.id });
  return { login, initialPassword: password };
}

async function setDisabled(context: AccessContext, call: Call, login: string, disabled: boolean) {
  const account = await getAccount(context, call, login);
  if (disabled && (account.personId ?? account.id) === call.actor.id) {
    throw refuse({
      code: 'access.own-account',
      kind: 'conflict',
      what: '不能停用自己的账号',
      todo: '请由另一位管理员操作',
    });
  }
  await context.stores.accounts.setDisabled(call.tenant, account.id, disabled);
  if (disabled) await context.stores.sessions.removeOthers(call.tenant, account.id, '');
  await note(context, call, {
    actor: call.actor.id,
    act: disabled ? 'account.disabled' : 'account.enabled',
    object: account.id,
  });
  return {};
}

/** What administrators and auditors do with accounts; who holds which post is the registry's. */
export function accountOperations(context: AccessContext) {
  return [
    operation({
      id: 'roles.list',
      method: 'GET',
      path: '/api/roles',
      title: '岗位角色及其权限',
      permission: 'registry.read',
      input: z.object({}),
      output: z.object({
        items: z.array(
          z.object({
            id: z.string(),
            title: z.string(),
            permissions: z.array(z.string()),
            may: z.array(z.string()).describe('可以做什么'),
          }),
        ),
      }),
      handle: async ({ tenant }) => ({
        items: Object.entries(context.rolesOf(tenant))
          // A post is never of these: they are what somebody without a post is.
          .filter(([id]) => id !== ENTERPRISE_ROLE && id !== FOLLOWER_ROLE)
          .map(([id, { title, permissions }]) => ({
            id,
            title,
            permissions: [...permissions],
            may: permissions.map((each) => context.permissionTitle?.(tenant, each) ?? each),
          })),
      }),
    }),
    operation({
      id: 'accounts.list',
      method: 'GET',
      path: '/api/accounts',
      title: '账号清单',
      permission: 'access.read',
      input: z.object({
        q: z.string().max(50).optional(),
        after: z.string().max(64).optional(),
        limit: z.int().min(1).max(200).default(50),
      }),
      output: z.object({ items: z.array(AccountRow), next: z.string().optional() }),
      handle: async (call, page) => {
        const items = await context.stores.accounts.list(call.tenant, page);
        const last = items.at(-1);
        return { items: [...items], ...(items.length === page.limit && last ? { next: last.login } : {}) };
      },
    }),
    operation({
      id: 'accounts.add',
      method: 'POST',
      path: '/api/accounts',
      title: '开通工作人员账号',
      permission: 'access.manage',
      input: z.object({
        login: Login,
        personId: z.string().max(64).describe('人员'),
        subject: z.string().max(200).optional().describe('统一身份标识'),
      }),
      output: Issued,
      handle: (call, input) => addOfficial(context, call, input),
    }),
    operation({
      id: 'accounts.resetPassword',
      method: 'POST',
      path: '/api/accounts/{login}/password',
      title: '重置密码并解除锁定',
      permission: 'access.manage',
      input: z.object({ login: Login }),
      output: Issued,
      handle: (call, { login }) => resetPassword(context, call, login),
    }),
    operation({
      id: 'accounts.setDisabled',
      method: 'POST',
      path: '/api/accounts/{login}/disabled',
      title: '停用或恢复账号',
      permission: 'access.manage',
      input: z.object({ login: z.string().max(100).describe('账号'), disabled: z.boolean().describe('停用') }),
      output: z.object({}),
      handle: (call, { login, disabled }) => setDisabled(context, call, login, disabled),
    }),
    ...auditOperations(context),
  ];
}
