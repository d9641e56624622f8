import { Form, Input } from 'antd';
import { addWindow, type NewWindow } from '../../api/ratings.ts';
import { useSend } from '../../api/use-send.ts';
import { FormFoot } from '../../parts/form-foot.tsx';
import { UnitPicker } from '../../parts/unit-picker.tsx';

const needed = (message: string) => [{ required: true, message }];

/** A counter, or a service without one, that can be rated from now on. */
export function WindowForm({ onClose }: { readonly onClose: () => void }) {
  const send = useSend(addWindow, ['ratings']);
  return (
    <section className="panel panel-pad no-print" aria-label="登记窗口">
      <Form<NewWindow>
        layout="vertical"
        requiredMark={false}
        onFinish={(given) => send.mutate(given, { onSuccess: onClose })}
        style={{ maxWidth: 560 }}
      >
        <Form.Item
          name="id"
          label="编号"
          extra="印在二维码里，以后不能改，例如 hall-a-12"
          rules={[{ required: true, pattern: /^[a-z0-9][a-z0-9-]{1,30}$/, message: '只用小写字母、数字和连字符' }]}
        >
          <Input maxLength={31} />
        </Form.Item>
        <Form.Item name="unit" label="单位" rules={needed('请选单位')}>
          <UnitPicker />
        </Form.Item>
        <Form.Item name="hall" label="大厅或渠道" rules={needed('请写大厅或渠道')}>
          <Input maxLength={60} placeholder="市行政服务中心" />
        </Form.Item>
        <Form.Item name="title" label="窗口" rules={needed('请写窗口')}>
          <Input maxLength={40} placeholder="A12 号窗口" />
        </Form.Item>
        <Form.Item name="item" label="服务事项" rules={needed('请写服务事项')}>
          <Input maxLength={60} />
        </Form.Item>
        <FormFoot submit="登记" sending={send} onCancel={onClose} />
      </Form>
    </section>
  );
}
