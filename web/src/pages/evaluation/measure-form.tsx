import { Form, Input } from 'antd';
import { addMeasure, type NewMeasure } from '../../api/evaluation.ts';
import { useSend } from '../../api/use-send.ts';
import { FormFoot } from '../../parts/form-foot.tsx';
import { DateInput } from '../../parts/move/small-inputs.tsx';
import { PersonPicker } from '../../parts/person-picker.tsx';
import { UnitPicker } from '../../parts/unit-picker.tsx';

type Props = { readonly aim: string; readonly onClose: () => void };

/** What is done for a target rank, by whom, until when. */
export function MeasureForm({ aim, onClose }: Props) {
  const send = useSend(addMeasure, ['evaluation']);
  return (
    <Form<Omit<NewMeasure, 'aim'>>
      layout="vertical"
      requiredMark={false}
      onFinish={(fields) => send.mutate({ ...fields, aim }, { onSuccess: onClose })}
      style={{ maxWidth: 560, padding: '8px 0' }}
    >
      <Form.Item name="text" label="措施" rules={[{ required: true, min: 2, message: '请写明做什么' }]}>
        <Input.TextArea maxLength={300} autoSize={{ minRows: 2 }} />
      </Form.Item>
      <Form.Item name="unit" label="责任单位" rules={[{ required: true, message: '请选责任单位' }]}>
        <UnitPicker />
      </Form.Item>
      <Form.Item name="person" label="责任人" extra="没有责任人的目标会被标出来">
        <PersonPicker />
      </Form.Item>
      <Form.Item name="due" label="完成期限">
        <DateInput />
      </Form.Item>
      <FormFoot submit="加这条措施" sending={send} onCancel={onClose} />
    </Form>
  );
}
