import { useNavigate } from '@tanstack/react-router';
import { Button, Form, Input } from 'antd';
import { useSignIn } from '../../api/session.ts';
import { Failure } from '../../parts/states.tsx';

type Values = { readonly number: string; readonly code: string };

/** Whoever filed a problem without an account follows that one matter. */
export function FollowForm() {
  const signIn = useSignIn();
  const navigate = useNavigate();
  return (
    <Form<Values>
      layout="vertical"
      requiredMark={false}
      onFinish={(values) =>
        signIn.mutate(values, {
          onSuccess: ({ account }) =>
            void navigate({ to: '/e/m/$id', params: { id: account.matterId ?? values.number } }),
        })
      }
    >
      <Form.Item name="number" label="受理编号" rules={[{ required: true, message: '请填写受理编号' }]}>
        <Input size="large" placeholder="如 SQ-2026-001873" />
      </Form.Item>
      <Form.Item
        name="code"
        label="查询码"
        extra="提交时给您的八位码，如 N2RB-XYRJ"
        rules={[{ required: true, message: '请填写查询码' }]}
      >
        <Input size="large" autoComplete="off" />
      </Form.Item>
      {signIn.error && <Failure error={signIn.error} />}
      <Button type="primary" htmlType="submit" size="large" block loading={signIn.isPending}>
        查看进展
      </Button>
    </Form>
  );
}
