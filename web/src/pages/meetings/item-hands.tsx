import { Button, Form, Input } from 'antd';
import { placeItem } from '../../api/meetings.ts';
import { useSend } from '../../api/use-send.ts';
import { Failure } from '../../parts/states.tsx';
import { UnitPicker } from '../../parts/unit-picker.tsx';

type Props = { readonly meeting: string; readonly item: string; readonly onClose: () => void };
type Fields = { readonly unit: string; readonly answer?: string };

/** Into somebody's hands: a matter with its clocks, or an answer that was given in the room. */
export function ItemHands({ meeting, item, onClose }: Props) {
  const send = useSend(placeItem, ['meetings', 'matters']);
  const run = ({ unit, answer }: Fields) =>
    send.mutate({ meeting, item, unit, ...(answer?.trim() && { answer: answer.trim() }) }, { onSuccess: onClose });
  return (
    <Form<Fields> layout="vertical" onFinish={run} style={{ maxWidth: 560, paddingTop: 12 }}>
      <Form.Item name="unit" label="由哪个单位办" rules={[{ required: true, message: '请选择单位' }]}>
        <UnitPicker />
      </Form.Item>
      <Form.Item name="answer" label="当场答复（没有就留空，转为限时办理的诉求件）">
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={2000} />
      </Form.Item>
      {send.error && <Failure error={send.error} />}
      <div className="row">
        <Button htmlType="submit" loading={send.isPending}>
          落实
        </Button>
        <Button onClick={onClose}>取消</Button>
      </div>
    </Form>
  );
}
