import { useNavigate } from '@tanstack/react-router';
import { Form, Input, InputNumber } from 'antd';
import { addFundLine } from '../../api/funds.ts';
import { useSend } from '../../api/use-send.ts';
import { FormFoot } from '../../parts/form-foot.tsx';

type Fields = { readonly title: string; readonly policy: string; readonly year: number };

export function LineForm({ onClose }: { readonly onClose: () => void }) {
  const send = useSend(addFundLine, ['funds']);
  const navigate = useNavigate();
  return (
    <section className="panel panel-pad" aria-label="建立预算">
      <Form<Fields>
        layout="vertical"
        requiredMark={false}
        initialValues={{ year: new Date().getFullYear() }}
        style={{ maxWidth: 560 }}
        onFinish={(fields) =>
          send.mutate(fields, {
            onSuccess: ({ id }) => void navigate({ to: '/funds/lines/$id', params: { id } }),
          })
        }
      >
        <Form.Item name="title" label="资金名称" rules={[{ required: true, min: 2, message: '请写资金名称' }]}>
          <Input maxLength={80} placeholder="如：制造业高质量发展专项资金" />
        </Form.Item>
        <Form.Item name="policy" label="依据的政策（文号或条款）" rules={[{ required: true, message: '请写依据' }]}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="year" label="年度" rules={[{ required: true, message: '请写年度' }]}>
          <InputNumber min={2000} max={2100} />
        </Form.Item>
        <FormFoot submit="建立" sending={send} onCancel={onClose} />
      </Form>
    </section>
  );
}
