import { Form } from 'antd';
import { askForValues, type FillBoard } from '../../api/collect.ts';
import { useSend } from '../../api/use-send.ts';
import { FormFoot } from '../../parts/form-foot.tsx';
import { DateInput } from '../../parts/move/small-inputs.tsx';
import { UnitPicker } from '../../parts/unit-picker.tsx';

type Props = { readonly board: FillBoard; readonly onClose: () => void };
type Fields = { readonly due: string; readonly unit?: string };

/** One press asks for all that has not been asked; what was asked before stays as it is. */
export function AskForm({ board, onClose }: Props) {
  const send = useSend(askForValues, ['collect', 'matters']);
  const open = board.cells.filter((each) => each.status === 'unasked').length;
  if (send.data)
    return (
      <section className="panel panel-pad" role="status">
        <p>
          已布置&thinsp;{send.data.opened}&thinsp;项{send.data.kept > 0 && `，${send.data.kept} 项先前已布置`}。
        </p>
        {send.data.unassigned.length > 0 && (
          <p className="meta">方案没有写来源单位、等您交办的：{send.data.unassigned.join('、')}</p>
        )}
      </section>
    );
  return (
    <section className="panel panel-pad" aria-label="布置填报">
      <Form<Fields>
        layout="vertical"
        requiredMark={false}
        onFinish={(fields) => send.mutate({ scheme: board.scheme.id, period: board.period.code, ...fields })}
        style={{ maxWidth: 560 }}
      >
        <p style={{ marginBottom: 16 }}>
          {board.scheme.title}，{board.period.title}：{open}&thinsp;项还没有布置，每个数一件事，交给方案写明的来源单位。
        </p>
        <Form.Item name="due" label="填报期限" rules={[{ required: true, message: '请选择日期' }]}>
          <DateInput />
        </Form.Item>
        <Form.Item name="unit" label="方案没写来源单位的，交给谁" extra="不选则留在本单位，逐件交办">
          <UnitPicker />
        </Form.Item>
        <FormFoot submit="布置" sending={send} onCancel={onClose} />
      </Form>
    </section>
  );
}
