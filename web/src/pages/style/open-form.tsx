import { Button, Form, Input } from 'antd';
import { openStyleReview } from '../../api/style.ts';
import { useSend } from '../../api/use-send.ts';
import { Failure } from '../../parts/states.tsx';
import { UnitPicker } from '../../parts/unit-picker.tsx';

type Given = { readonly title: string; readonly units: string[]; readonly panel: string[]; readonly closes: string };
const must = [{ required: true, message: '请填写' }];

/** Who is rated, whose people rate, until when. */
export function OpenForm({ year, onDone }: { readonly year: string; readonly onDone: () => void }) {
  const send = useSend(openStyleReview, ['style-reviews']);
  return (
    <Form<Given>
      layout="vertical"
      onFinish={(given) => send.mutate({ ...given, year }, { onSuccess: onDone })}
      style={{ maxWidth: 560 }}
    >
      <Form.Item name="title" label="名称" rules={must}>
        <Input maxLength={60} placeholder={`${year}年上半年作风评议`} />
      </Form.Item>
      <Form.Item name="units" label="被评议的单位" rules={must}>
        <UnitPicker multiple placeholder="选择单位" />
      </Form.Item>
      <Form.Item name="panel" label="派人评议的单位（负责人和联络员）" rules={must}>
        <UnitPicker multiple placeholder="选择单位" />
      </Form.Item>
      <Form.Item name="closes" label="截止日期" rules={must}>
        <Input type="date" />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={send.isPending}>
        发出评议
      </Button>
      {send.error && <Failure error={send.error} />}
    </Form>
  );
}
