import { Button, Form, Input } from 'antd';
import { useSignIn } from '../../api/session.ts';
import type { Account } from '../../api/types/index.ts';
import { Failure } from '../../parts/states.tsx';

type Values = { readonly login: string; readonly password: string };

export function PasswordForm({ onEnter }: { readonly onEnter: (account: Account) => void }) {
  const signIn = useSignIn();
  return (
    <Form<Values>
      layout="vertical"
      requiredMark={false}
      onFinish={(values) => signIn.mutate(values, { onSuccess: ({ account }) => onEnter(account) })}
    >
      <Form.Item name="login" label="账号" rules={[{ required: true, message: '请填写账号' }]}>
        <Input autoComplete="username" size="large" />
      </Form.Item>
      <Form.Item name="password" label="密码" rules={[{ required: true, message: '请填写密码' }]}>
        <Input.Password autoComplete="current-password" size="large" />
      </Form.Item>
      {signIn.error && <Failure error={signIn.error} />}
      <Button type="primary" htmlType="submit" size="large" block loading={signIn.isPending}>
        登录
      </Button>
    </Form>
  );
}
