import { Button, Form, Input, Space } from 'antd';
import { useSignIn, useSmsCode } from '../../api/session.ts';
import type { Account } from '../../api/types/index.ts';
import { Failure } from '../../parts/states.tsx';

type Values = { readonly phone: string; readonly code: string };

export function PhoneForm({ onEnter }: { readonly onEnter: (account: Account) => void }) {
  const [form] = Form.useForm<Values>();
  const signIn = useSignIn();
  const sms = useSmsCode();
  const askCode = async () => {
    const { phone } = await form.validateFields(['phone']);
    sms.mutate(phone, {
      // A demo tenant has no telephone: the code is shown where the person would type it.
      onSuccess: ({ demoCode }) => demoCode && form.setFieldValue('code', demoCode),
    });
  };
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      requiredMark={false}
      onFinish={(values) => signIn.mutate(values, { onSuccess: ({ account }) => onEnter(account) })}
    >
      <Form.Item
        name="phone"
        label="手机号"
        rules={[{ required: true, pattern: /^1\d{10}$/, message: '请填写 11 位手机号' }]}
      >
        <Input inputMode="tel" autoComplete="tel" size="large" />
      </Form.Item>
      <Form.Item label="短信验证码" htmlFor="code">
        <Space.Compact block>
          <Form.Item name="code" noStyle rules={[{ required: true, message: '请填写验证码' }]}>
            <Input id="code" inputMode="numeric" autoComplete="one-time-code" size="large" />
          </Form.Item>
          <Button size="large" loading={sms.isPending} onClick={() => void askCode()}>
            {sms.isSuccess ? '重新获取' : '获取验证码'}
          </Button>
        </Space.Compact>
      </Form.Item>
      {sms.isSuccess && (
        <p className="meta">
          {sms.data.demoCode ? '演示环境：验证码已代为填好。' : '验证码已发到手机，5 分钟内有效。'}
        </p>
      )}
      {(signIn.error ?? sms.error) && <Failure error={signIn.error ?? sms.error} />}
      <Button type="primary" htmlType="submit" size="large" block loading={signIn.isPending}>
        登录
      </Button>
    </Form>
  );
}
