import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { recuseFrom } from '../../api/reforms.ts';
import { useSend } from '../../api/use-send.ts';
import { FormFoot } from '../../parts/form-foot.tsx';

/** A judge with a stake that no register knows steps aside, and says why. */
export function Recuse({ id }: { readonly id: string }) {
  const [asking, setAsking] = useState(false);
  const send = useSend(recuseFrom, ['reforms']);
  if (!asking)
    return (
      <Button className="no-print" onClick={() => setAsking(true)}>
        我要回避
      </Button>
    );
  return (
    <Form<{ readonly reason: string }>
      layout="vertical"
      requiredMark={false}
      onFinish={({ reason }) => send.mutate({ id, reason })}
      style={{ maxWidth: 560, flexBasis: '100%' }}
    >
      <Form.Item name="reason" label="回避的理由" rules={[{ required: true, min: 2, message: '请写理由' }]}>
        <Input maxLength={300} />
      </Form.Item>
      <FormFoot submit="申请回避" sending={send} onCancel={() => setAsking(false)} />
    </Form>
  );
}
