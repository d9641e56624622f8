import { Form, Input, Radio } from 'antd';
import { changeBudget } from '../../api/funds.ts';
import { useSend } from '../../api/use-send.ts';
import { FormFoot } from '../../parts/form-foot.tsx';
import { YuanInput } from './yuan-input.tsx';

type Fields = { readonly way: 1 | -1; readonly amount: number; readonly note: string };

export function BudgetForm({ line, onClose }: { readonly line: string; readonly onClose: () => void }) {
  const send = useSend(changeBudget, ['funds']);
  return (
    <section className="panel panel-pad" aria-label="下达、调减预算">
      <Form<Fields>
        layout="vertical"
        requiredMark={false}
        initialValues={{ way: 1 }}
        style={{ maxWidth: 560 }}
        onFinish={({ way, amount, note }) =>
          send.mutate({ id: line, amount: way * amount, note }, { onSuccess: onClose })
        }
      >
        <Form.Item name="way">
          <Radio.Group
            aria-label="下达还是调减"
            options={[
              { value: 1, label: '下达或追加' },
              { value: -1, label: '调减' },
            ]}
          />
        </Form.Item>
        <Form.Item
          name="amount"
          label="金额"
          rules={[{ required: true, type: 'number', min: 1, message: '请写大于零的金额' }]}
        >
          <YuanInput />
        </Form.Item>
        <Form.Item name="note" label="依据文件" rules={[{ required: true, min: 2, message: '请写明依据文件' }]}>
          <Input maxLength={200} />
        </Form.Item>
        <FormFoot submit="确定" sending={send} onCancel={onClose} />
      </Form>
    </section>
  );
}
