import { useNavigate } from '@tanstack/react-router';
import { App, Button, Form, Input } from 'antd';
import { useAccount, useChangePassword } from '../../api/session.ts';
import { Failure } from '../../parts/states.tsx';
import { useTitle } from '../../parts/use-title.ts';

type Values = { readonly old: string; readonly next: string; readonly again: string };

export function PasswordPage() {
  useTitle('修改密码');
  const account = useAccount();
  const change = useChangePassword();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const finish = async () => {
    message.success('密码已修改');
    await navigate({ to: '/' });
  };
  return (
    <section className="panel panel-pad" style={{ maxWidth: 480, margin: '0 auto' }}>
      <h1 className="page-title">修改密码</h1>
      {account?.mustChangePassword && <p>密码已到期或是初始密码，改好后才能继续。</p>}
      <Form<Values>
        layout="vertical"
        requiredMark={false}
        onFinish={({ old, next }) => change.mutate({ old, new: next }, { onSuccess: () => void finish() })}
        style={{ paddingTop: 16 }}
      >
        <Form.Item name="old" label="现在的密码" rules={[{ required: true, message: '请填写现在的密码' }]}>
          <Input.Password autoComplete="current-password" size="large" />
        </Form.Item>
        <Form.Item name="next" label="新密码" rules={[{ required: true, message: '请填写新密码' }]}>
          <Input.Password autoComplete="new-password" size="large" />
        </Form.Item>
        <Form.Item
          name="again"
          label="再填一次新密码"
          dependencies={['next']}
          rules={[
            ({ getFieldValue }) => ({
              validator: (_, value) =>
                value === getFieldValue('next') ? Promise.resolve() : Promise.reject(new Error('两次填写的不一样')),
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" size="large" />
        </Form.Item>
        {change.error && <Failure error={change.error} />}
        <Button type="primary" htmlType="submit" size="large" block loading={change.isPending}>
          修改
        </Button>
      </Form>
    </section>
  );
}
