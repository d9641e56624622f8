import { useQuery } from '@tanstack/react-query';
import { Form, Input, InputNumber, Select } from 'antd';
import { type Announcing, announceSurvey, surveyFormsQuery } from '../../api/surveys.ts';
import { useSend } from '../../api/use-send.ts';
import { FormFoot } from '../../parts/form-foot.tsx';
import { DateInput } from '../../parts/move/small-inputs.tsx';
import { isoDay } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';

type Props = { readonly onClose: () => void; readonly onDone: (id: string) => void };
type Fields = {
  readonly form: string;
  readonly period: string;
  readonly who: 'registry' | 'appeal' | 'policy-claim' | 'panel';
  readonly strata: string;
  readonly total: number;
  readonly least: number;
  readonly closes: string;
};

const WHO = [
  { value: 'registry', label: '全部企业' },
  { value: 'appeal', label: '近三个月诉求办结的企业' },
  { value: 'policy-claim', label: '近三个月申领办结的企业' },
  { value: 'panel', label: '观察员、体验官、代表委员' },
];
const STRATA = [
  { value: 'region', label: '按县（市、区）' },
  { value: 'scale', label: '按企业规模' },
  { value: 'none', label: '不分层' },
];
const QUARTER = 92 * 86_400_000;

const populationOf = (who: Fields['who'], now: number): Announcing['population'] => {
  if (who === 'registry') return { kind: 'registry' };
  if (who === 'panel') return { kind: 'panel', kinds: [] };
  return { kind: 'matters', loop: who, from: isoDay(now - QUARTER), to: isoDay(now) };
};

/** First the frame is frozen; the seed comes after, so that nobody could have chosen whom to ask. */
export function AnnounceForm({ onClose, onDone }: Props) {
  const now = useNow();
  const forms = useQuery(surveyFormsQuery);
  const send = useSend(announceSurvey, ['surveys']);
  return (
    <section className="panel panel-pad" aria-label="开展调查">
      <Form<Fields>
        layout="vertical"
        requiredMark={false}
        initialValues={{ who: 'registry', strata: 'region', total: 200, least: 5 }}
        onFinish={({ who, ...rest }) =>
          send.mutate({ ...rest, population: populationOf(who, now) }, { onSuccess: ({ id }) => onDone(id) })
        }
        style={{ maxWidth: 560 }}
      >
        <Form.Item name="form" label="问卷" rules={[{ required: true, message: '请选问卷' }]}>
          <Select options={(forms.data ?? []).map(({ form }) => ({ value: form.id, label: form.title }))} />
        </Form.Item>
        <Form.Item
          name="period"
          label="期次"
          extra="例如：2026年第4季度"
          rules={[{ required: true, message: '请写期次' }]}
        >
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="who" label="问谁">
          <Select options={WHO} />
        </Form.Item>
        <Form.Item name="strata" label="怎样分层" extra="结果只按这一种分法公布：两种分法相减会露出个别企业">
          <Select options={STRATA} />
        </Form.Item>
        <div className="row" style={{ alignItems: 'flex-start' }}>
          <Form.Item name="total" label="抽多少户">
            <InputNumber min={10} max={5000} />
          </Form.Item>
          <Form.Item name="least" label="少于几份不公布">
            <InputNumber min={5} max={50} />
          </Form.Item>
          <Form.Item name="closes" label="截止日期（含）" rules={[{ required: true, message: '请选择日期' }]}>
            <DateInput />
          </Form.Item>
        </div>
        <FormFoot submit="冻结名册并公告" sending={send} onCancel={onClose} />
      </Form>
    </section>
  );
}
