import { Button, Form, Input } from 'antd';
import { seedDraw } from '../../api/quality.ts';
import { useSend } from '../../api/use-send.ts';
import { Failure } from '../../parts/states.tsx';

/** A value that nobody could know when the frame was announced; once. */
export function SeedForm({ number }: { readonly number: number }) {
  const send = useSend(seedDraw, ['quality']);
  return (
    <section className="panel panel-pad" aria-label="抽取">
      <Form<{ source: string; value: string }>
        layout="vertical"
        requiredMark={false}
        onFinish={(fields) => send.mutate({ number, ...fields })}
        style={{ maxWidth: 560 }}
      >
        <Form.Item
          name="source"
          label="种子的出处"
          extra="名册公布之后才产生的公开数值，抽一次为准"
          rules={[{ required: true, min: 2, message: '请写明出处' }]}
        >
          <Input maxLength={100} placeholder="如：福彩双色球 2026135 期" />
        </Form.Item>
        <Form.Item name="value" label="种子" rules={[{ required: true, message: '请填写数值' }]}>
          <Input maxLength={200} />
        </Form.Item>
        {send.error && <Failure error={send.error} />}
        <Button type="primary" htmlType="submit" loading={send.isPending}>
          抽取
        </Button>
      </Form>
    </section>
  );
}
