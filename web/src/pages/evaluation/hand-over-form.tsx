import { Form, Input } from 'antd';
import { handOverMeasure } from '../../api/evaluation.ts';
import { useSend } from '../../api/use-send.ts';
import { FormFoot } from '../../parts/form-foot.tsx';
import { PersonSearch } from '../../parts/person-search.tsx';

type Props = { readonly id: string; readonly onClose: () => void };

/** A measure goes to somebody else; who had it before stays readable. */
export function HandOverForm({ id, onClose }: Props) {
  const send = useSend(handOverMeasure, ['evaluation']);
  return (
    <Form<{ person: string; why: string }>
      layout="vertical"
      requiredMark={false}
      onFinish={(fields) => send.mutate({ ...fields, id }, { onSuccess: onClose })}
      style={{ maxWidth: 560, padding: '8px 0' }}
    >
      <Form.Item
        name="person"
        label="由谁负责"
        extra="从今天起；本人会收到消息。移交错了，再移交一次即可，先前的都留着。"
        rules={[{ required: true, message: '请选一个人' }]}
      >
        <PersonSearch />
      </Form.Item>
      <Form.Item name="why" label="原因" rules={[{ required: true, min: 2, message: '请写明原因' }]}>
        <Input maxLength={300} placeholder="如：原责任人调离" />
      </Form.Item>
      <FormFoot submit="移交" sending={send} onCancel={onClose} />
    </Form>
  );
}
