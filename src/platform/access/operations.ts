import { z } from 'zod';
import { type Call, operation } from '#kernel';
import type { AccessContext } from './context.ts';
import { signInToFollow } from './follow-sign-in.ts';
import { changePassword, signInByPassword } from './password-sign-in.ts';
import { sendSmsCode, signInByPhone } from './phone-sign-in.ts';
import { accountView } from './profile.ts';
import { plainPhone } from './secrets.ts';
import { choosePost, endSession, getSigned } from './sessions.ts';
import { signInByWorkApp } from './work-app.ts';

const Named = z.object({ id: z.string(), name: z.string() });
const Phone = z
  .string()
  .max(30)
  .transform(plainPhone)
  .pipe(z.string().regex(/^1[3-9]\d{9}$/, '请填写 11 位手机号'))
  .describe('手机号');

export const AccountView = z
  .object({
    id: z.string(),
    kind: z.enum(['official', 'enterprise']),
    name: z.string(),
    unit: Named.optional().describe('当前岗位所在单位'),
    postId: z.string().optional().describe('当前岗位'),
    roles: z.array(z.string()),
    permissions: z.array(z.string()),
    posts: z.array(
      z.object({ id: z.string(), unit: Named, role: z.string(), title: z.string(), section: z.string().optional() }),
    ),
    enterprise: Named.optional(),
    matterId: z.string().optional().describe('凭查询码登录时，只能看这一件'),
    mustChangePassword: z.boolean().optional().describe('密码已到期，修改前不能做别的'),
  })
  .meta({ id: 'Account' });
export type AccountView = z.infer<typeof AccountView>;

const SignIn = z.union(
  [
    z.strictObject({
      login: z.string().min(1).max(100).describe('账号'),
      password: z.string().min(1).max(200).describe('密码'),
    }),
    z.strictObject({ phone: Phone, code: z.string().min(4).max(10).describe('短信验证码') }),
    z.strictObject({
      number: z.string().min(1).max(60).describe('事项编号'),
      code: z.string().min(6).max(20).describe('查询码'),
    }),
    z.strictObject({ workCode: z.string().min(1).max(500).describe('工作应用（浙政钉等）的免登授权码') }),
  ],
  { error: '请填写账号和密码，或手机号和验证码，或事项编号和查询码' },
);

function signIn(context: AccessContext, call: Call, input: z.infer<typeof SignIn>) {
  if ('login' in input) return signInByPassword(context, call, input);
  if ('phone' in input) return signInByPhone(context, call, input);
  if ('number' in input) return signInToFollow(context, call, input);
  return signInByWorkApp(context, call, input.workCode);
}

/** What `access` offers over HTTP and the command line. */
export function accessOperations(context: AccessContext) {
  return [
    operation({
      id: 'sessions.open',
      method: 'POST',
      path: '/api/sessions',
      title: '登录',
      permission: 'public',
      input: SignIn,
      output: z.object({ token: z.string(), account: AccountView }),
      bodyLimit: 4096,
      handle: async (call, input) => {
        const { token, signed } = await signIn(context, call, input);
        return { token, account: accountView(context, call.tenant, signed) };
      },
    }),
    operation({
      id: 'sessions.current',
      method: 'GET',
      path: '/api/sessions/current',
      title: '当前登录者',
      permission: 'signed-in',
      input: z.object({}),
      output: AccountView,
      handle: async (call) => accountView(context, call.tenant, await getSigned(context, call)),
    }),
    operation({
      id: 'sessions.end',
      method: 'DELETE',
      path: '/api/sessions/current',
      title: '退出登录',
      permission: 'signed-in',
      input: z.object({}),
      output: z.object({}),
      handle: async (call) => {
        await endSession(context, call);
        return {};
      },
    }),
    operation({
      id: 'sessions.choosePost',
      method: 'POST',
      path: '/api/sessions/post',
      title: '切换岗位',
      permission: 'signed-in',
      input: z.object({ postId: z.string().max(64).describe('岗位') }),
      output: AccountView,
      handle: async (call, { postId }) => accountView(context, call.tenant, await choosePost(context, call, postId)),
    }),
    operation({
      id: 'smsCodes.send',
      method: 'POST',
      path: '/api/sms-codes',
      title: '发送短信验证码',
      permission: 'public',
      input: z.object({ phone: Phone }),
      output: z.object({ demoCode: z.string().optional().describe('仅演示站返回') }),
      bodyLimit: 4096,
      handle: (call, { phone }) => sendSmsCode(context, call, phone),
    }),
    operation({
      id: 'password.change',
      method: 'POST',
      path: '/api/password',
      title: '修改自己的密码',
      permission: 'signed-in',
      input: z.object({ old: z.string().max(200).describe('原密码'), new: z.string().max(200).describe('新密码') }),
      output: z.object({}),
      bodyLimit: 4096,
      handle: async (call, input) => {
        await changePassword(context, call, input);
        return {};
      },
    }),
  ];
}
