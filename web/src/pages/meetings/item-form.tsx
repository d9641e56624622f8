import { Button, Form, Input, Radio } from 'antd';
import { addItem, type ItemKind } from '../../api/meetings.ts';
import { useSend } from '../../api/use-send.ts';
import { EnterprisePicker } from '../../parts/enterprise-picker.tsx';
import { Failure } from '../../parts/states.tsx';
import { itemWords } from './meeting-words.ts';

type Fields = { readonly kind: ItemKind; readonly text: string; readonly enterprise?: string };
const kinds: readonly ItemKind[] = ['problem', 'suggestion', 'resolution'];

/** Written down while it is said. */
export function ItemForm({ meeting }: { readonly meeting: string }) {
  const [form] = Form.useForm<Fields>();
  const send = useSend(addItem, ['meetings']);
  const run = ({ enterprise, ...fields }: Fields) =>
    send.mutate(
      { meeting, ...fields, ...(enterprise && { enterprise }) },
      { onSuccess: () => form.resetFields(['text', 'enterprise']) },
    );
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      onFinish={run}
      initialValues={{ kind: 'problem' }}
      className="no-print"
      style={{ maxWidth: 720, paddingTop: 16 }}
    >
      <Form.Item name="kind" label="记一条">
        <Radio.Group options={kinds.map((value) => ({ value, label: itemWords[value] }))} />
      </Form.Item>
      <Form.Item name="text" label="内容" rules={[{ required: true, min: 2, message: '请写明内容' }]}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={2000} />
      </Form.Item>
      <Form.Item name="enterprise" label="哪家企业提出（可不填）">
        <EnterprisePicker />
      </Form.Item>
      {send.error && <Failure error={send.error} />}
      <Button htmlType="submit" loading={send.isPending}>
        记下
      </Button>
    </Form>
  );
}
