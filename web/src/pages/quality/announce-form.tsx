import { Button, Form, Input, InputNumber, Radio } from 'antd';
import { announceDraw, type NewDraw } from '../../api/quality.ts';
import { useSend } from '../../api/use-send.ts';
import { DateInput } from '../../parts/move/small-inputs.tsx';
import { Failure } from '../../parts/states.tsx';

type Props = { readonly onClose: () => void; readonly onDone: (number: number) => void };
type Fields = Omit<NewDraw, 'size'> & { readonly total: number };

const strata = [
  { value: 'none', label: '不分层' },
  { value: 'unit', label: '按单位' },
  { value: 'region', label: '按地区' },
  { value: 'category', label: '按类别' },
];

/** Freezes who can be drawn and by what rule, before any seed exists. */
export function AnnounceForm({ onClose, onDone }: Props) {
  const send = useSend(announceDraw, ['quality']);
  const run = ({ total, ...fields }: Fields) =>
    send.mutate({ ...fields, size: { total } }, { onSuccess: ({ number }) => onDone(number) });
  return (
    <section className="panel panel-pad" aria-label="发布抽取名册">
      <Form<Fields>
        layout="vertical"
        requiredMark={false}
        onFinish={run}
        initialValues={{ kind: 'look-back', strata: 'none', total: 10 }}
        style={{ maxWidth: 560 }}
      >
        <Form.Item name="kind" label="做什么">
          <Radio.Group
            options={[
              { value: 'look-back', label: '回头看' },
              { value: 'call-back', label: '回访' },
            ]}
          />
        </Form.Item>
        <Form.Item name="purpose" label="用途" rules={[{ required: true, min: 4, message: '请写明用途' }]}>
          <Input maxLength={100} placeholder="如：2026年10月办结诉求回头看" />
        </Form.Item>
        <Form.Item name="from" label="办结日期自" rules={[{ required: true, message: '请选择日期' }]}>
          <DateInput />
        </Form.Item>
        <Form.Item
          name="to"
          label="办结日期至（含）"
          extra="期间须已结束，名册冻结后不能再变"
          rules={[{ required: true, message: '请选择日期' }]}
        >
          <DateInput />
        </Form.Item>
        <Form.Item name="strata" label="分层">
          <Radio.Group options={strata} />
        </Form.Item>
        <Form.Item name="total" label="一共抽多少件" rules={[{ required: true, message: '请填写件数' }]}>
          <InputNumber min={1} max={10_000} />
        </Form.Item>
        {send.error && <Failure error={send.error} />}
        <div className="row">
          <Button type="primary" htmlType="submit" loading={send.isPending}>
            冻结并公布名册
          </Button>
          <Button onClick={onClose}>取消</Button>
        </div>
      </Form>
    </section>
  );
}
