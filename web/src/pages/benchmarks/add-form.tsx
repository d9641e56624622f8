import { AutoComplete, Form, Input, InputNumber, Select } from 'antd';
import { addBenchmark, type Beside, type NewBenchmark } from '../../api/benchmarks.ts';
import { useSend } from '../../api/use-send.ts';
import { FormFoot } from '../../parts/form-foot.tsx';
import { DateInput } from '../../parts/move/small-inputs.tsx';

type Props = { readonly data: Beside; readonly onClose: () => void };

/** One value of another city, with the document that says so. */
export function AddForm({ data, onClose }: Props) {
  const send = useSend(addBenchmark, ['benchmarks']);
  const [form] = Form.useForm<NewBenchmark>();
  const indicator = Form.useWatch('indicator', form);
  const line = data.lines.find((each) => each.indicator === indicator);
  return (
    <section className="panel panel-pad" aria-label="录一个标杆城市的数">
      <Form<NewBenchmark>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ city: data.cities[0] }}
        onFinish={(given) => send.mutate(given, { onSuccess: onClose })}
        style={{ maxWidth: 560 }}
      >
        <Form.Item name="city" label="城市" rules={[{ required: true, min: 2, message: '请写城市' }]}>
          <AutoComplete options={data.known.map((each) => ({ value: each.city }))} placeholder="例如 上海" />
        </Form.Item>
        <Form.Item name="indicator" label="指标" rules={[{ required: true, message: '请选指标' }]}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={data.lines.map((each) => ({ value: each.indicator, label: each.title }))}
            onChange={(code: string) => {
              const found = data.lines.find((each) => each.indicator === code);
              if (found) form.setFieldValue('period', found.period);
            }}
          />
        </Form.Item>
        <Form.Item
          name="period"
          label="期间"
          extra="年写 2025，半年写 2025-H1，季度写 2025-Q3，月写 2025-09"
          rules={[
            { required: true, pattern: /^\d{4}(?:-(?:0[1-9]|1[0-2]|Q[1-4]|H[12]))?$/, message: '照说明的写法填' },
          ]}
        >
          <Input style={{ width: 176 }} maxLength={10} />
        </Form.Item>
        <Form.Item
          name="value"
          label={`数值${line?.unit ? `（${line.unit}）` : ''}`}
          rules={[{ required: true, message: '请填数值' }]}
        >
          <InputNumber style={{ width: 176 }} inputMode="decimal" />
        </Form.Item>
        <Form.Item
          name="source"
          label="来源文件"
          extra="文件、年报或网页的全称，别人能找到它"
          rules={[{ required: true, min: 4, message: '请写明来源文件' }]}
        >
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="sourceDay" label="来源日期" rules={[{ required: true, message: '请选文件发布那一天' }]}>
          <DateInput />
        </Form.Item>
        <Form.Item name="link" label="网址（有就填）" rules={[{ type: 'url', message: '网址以 http 开头' }]}>
          <Input maxLength={500} inputMode="url" />
        </Form.Item>
        <Form.Item name="why" label="更正理由（改已有的数时必写）">
          <Input maxLength={300} />
        </Form.Item>
        <FormFoot submit="录入" sending={send} onCancel={onClose} />
      </Form>
    </section>
  );
}
