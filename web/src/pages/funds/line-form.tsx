import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { AutoComplete, Form, Input, InputNumber } from 'antd';
import { addFundLine } from '../../api/funds.ts';
import { policiesQuery } from '../../api/policies.ts';
import { useSend } from '../../api/use-send.ts';
import { FormFoot } from '../../parts/form-foot.tsx';

type Fields = { readonly title: string; readonly policy: string; readonly year: number };

export function LineForm({ onClose }: { readonly onClose: () => void }) {
  const send = useSend(addFundLine, ['funds']);
  const navigate = useNavigate();
  const clauses = useQuery(policiesQuery({})).data?.items ?? [];
  const policies = new Map(clauses.map(({ policy }) => [policy.id, policy]));
  const options = [...policies.values()].map(({ title, number }) => ({
    value: number && title.length > 80 ? number : title,
    label: `${title}${number ? ` ${number}` : ''}`,
  }));
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
        <Form.Item
          name="policy"
          label="依据的政策"
          extra="选政策库里的，批准的申领自动从这里安排资金；也可以写别的文号"
          rules={[{ required: true, max: 80, message: '请写依据，不超过 80 字' }]}
        >
          <AutoComplete
            options={options}
            placeholder="输入名称或文号"
            showSearch={{ filterOption: (typed, option) => String(option?.label).includes(typed) }}
          />
        </Form.Item>
        <Form.Item name="year" label="年度" rules={[{ required: true, message: '请写年度' }]}>
          <InputNumber min={2000} max={2100} />
        </Form.Item>
        <FormFoot submit="建立" sending={send} onCancel={onClose} />
      </Form>
    </section>
  );
}
