import { Checkbox, Form, Input } from 'antd';
import { promiseFunds } from '../../api/funds.ts';
import { useSend } from '../../api/use-send.ts';
import { EnterprisePicker } from '../../parts/enterprise-picker.tsx';
import { FormFoot } from '../../parts/form-foot.tsx';
import { YuanInput } from './yuan-input.tsx';

type Props = { readonly line: string; readonly year: number; readonly onClose: () => void };
type Fields = {
  readonly enterprise: string;
  readonly policyVersion: string;
  readonly period: string;
  readonly purpose: string;
  readonly amount: number;
  readonly advance?: boolean;
};

/** Money that was decided on outside a claim; claims come in by themselves. */
export function PromiseForm({ line, year, onClose }: Props) {
  const send = useSend(promiseFunds, ['funds']);
  const required = (message: string) => [{ required: true, message }];
  return (
    <section className="panel panel-pad" aria-label="审定款项">
      <Form<Fields>
        layout="vertical"
        requiredMark={false}
        initialValues={{ period: String(year) }}
        style={{ maxWidth: 560 }}
        onFinish={(fields) =>
          send.mutate({ ...fields, line, advance: fields.advance ?? false }, { onSuccess: onClose })
        }
      >
        <Form.Item name="enterprise" label="企业" rules={required('请选择企业')}>
          <EnterprisePicker />
        </Form.Item>
        <Form.Item name="policyVersion" label="政策条款" rules={required('请写依据的条款')}>
          <Input maxLength={80} placeholder="如：衢政发〔2026〕1号 第五条" />
        </Form.Item>
        <Form.Item name="period" label="享受期间" rules={required('请写享受期间')}>
          <Input maxLength={20} style={{ width: 220 }} />
        </Form.Item>
        <Form.Item name="purpose" label="用途" rules={required('请写用途')}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item
          name="amount"
          label="金额"
          rules={[{ required: true, type: 'number', min: 1, message: '请写大于零的金额' }]}
        >
          <YuanInput />
        </Form.Item>
        <Form.Item name="advance" valuePropName="checked">
          <Checkbox>预拨，以后清算</Checkbox>
        </Form.Item>
        <FormFoot submit="审定" sending={send} onCancel={onClose} />
      </Form>
    </section>
  );
}
