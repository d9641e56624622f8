import { Form, Input, Select } from 'antd';
import { type Nomination, nominateReform } from '../../api/reforms.ts';
import { useSend } from '../../api/use-send.ts';
import { FormFoot } from '../../parts/form-foot.tsx';
import { quarterWord } from '../../parts/time.ts';
import { CallWords } from './quarter-call.tsx';

type Props = {
  readonly quarter: string;
  readonly onClose: () => void;
  readonly onDone: (id: string) => void;
};

const told = (what: string) => [{ required: true, min: 10, message: `${what}，至少十个字` }];

const before = (quarter: string): string => {
  const [year, nth] = [Number(quarter.slice(0, 4)), Number(quarter.slice(-1))];
  return nth === 1 ? `${year - 1}-Q4` : `${year}-Q${nth - 1}`;
};

/** A unit puts forward a case of its own; it may be mended until it is handed in. */
export function NominateForm({ quarter, onClose, onDone }: Props) {
  const send = useSend(nominateReform, ['reforms', 'matters']);
  const [form] = Form.useForm<Nomination>();
  const chosen = Form.useWatch('quarter', form);
  const quarters = [quarter, before(quarter)].map((value) => ({
    value,
    label: quarterWord(value),
  }));
  return (
    <section className="panel panel-pad" aria-label="推荐案例">
      <Form<Nomination>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ quarter }}
        onFinish={(given) => send.mutate(given, { onSuccess: ({ id }) => onDone(id) })}
        style={{ maxWidth: 640 }}
      >
        <Form.Item
          name="title"
          label="案例名称"
          rules={[{ required: true, min: 4, message: '请写案例名称，至少四个字' }]}
        >
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="quarter" label="哪个季度" extra={chosen && <CallWords quarter={chosen} />}>
          <Select options={quarters} />
        </Form.Item>
        <Form.Item name="problem" label="解决什么问题" rules={told('请写明解决什么问题')}>
          <Input.TextArea maxLength={3000} autoSize={{ minRows: 2 }} />
        </Form.Item>
        <Form.Item name="practice" label="主要做法" rules={told('请写明主要做法')}>
          <Input.TextArea maxLength={3000} autoSize={{ minRows: 3 }} />
        </Form.Item>
        <Form.Item name="effect" label="取得成效" extra="写能核的数：用时、材料、跑动、费用" rules={told('请写明成效')}>
          <Input.TextArea maxLength={3000} autoSize={{ minRows: 2 }} />
        </Form.Item>
        <FormFoot submit="推荐" sending={send} onCancel={onClose} />
      </Form>
    </section>
  );
}
