import { Form, Input, InputNumber, Radio } from 'antd';
import { type FillTask, fillValue, MISSING, STATABLE } from '../../api/collect.ts';
import { useSend } from '../../api/use-send.ts';
import { FileUpload } from '../../parts/file-upload.tsx';
import { FormFoot } from '../../parts/form-foot.tsx';

type Fields = {
  readonly has: 'value' | keyof typeof MISSING;
  readonly value?: number;
  readonly reply: string;
  readonly files?: readonly string[];
};

/** A value or why there is none; where it comes from; what shows it. */
export function FillForm({ task, onDone }: { readonly task: FillTask; readonly onDone: () => void }) {
  const send = useSend(fillValue, ['collect', 'matters', 'todo']);
  const submit = ({ has, value, reply, files = [] }: Fields) =>
    send.mutate(
      {
        id: task.id,
        reply,
        files,
        ...(has === 'value' ? (value === undefined ? {} : { value }) : { missing: has }),
      },
      { onSuccess: onDone },
    );
  return (
    <Form<Fields>
      layout="vertical"
      requiredMark={false}
      initialValues={{ has: 'value' }}
      onFinish={submit}
      style={{ width: '100%', maxWidth: 560, paddingTop: 8 }}
    >
      <Form.Item name="has" label="有没有数">
        <Radio.Group>
          <Radio value="value">有数</Radio>
          {STATABLE.map((code) => (
            <Radio key={code} value={code}>
              {MISSING[code]}
            </Radio>
          ))}
        </Radio.Group>
      </Form.Item>
      <Form.Item noStyle dependencies={['has']}>
        {({ getFieldValue }) =>
          getFieldValue('has') === 'value' ? (
            <Form.Item
              name="value"
              label={`数值${task.unit ? `（${task.unit}）` : ''}`}
              rules={[{ required: true, message: '请填数值' }]}
            >
              <InputNumber style={{ width: 220 }} inputMode="decimal" />
            </Form.Item>
          ) : null
        }
      </Form.Item>
      <Form.Item
        name="reply"
        label="来源和口径说明"
        extra="数出自哪个系统或哪份报表，哪天取的"
        rules={[{ required: true, min: 2, message: '请写明来源' }]}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />
      </Form.Item>
      <Form.Item name="files" label="佐证材料">
        <FileUpload />
      </Form.Item>
      <FormFoot submit="报送" sending={send} />
    </Form>
  );
}
