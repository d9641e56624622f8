import { Form, Input } from 'antd';
import { fixAmount, settleClaim } from '../../api/claims.ts';
import { useSend } from '../../api/use-send.ts';
import { FormFoot } from '../../parts/form-foot.tsx';
import { YuanInput } from '../funds/yuan-input.tsx';

const KINDS = {
  settle: { title: '预拨清算', amount: '最终应得总额', why: '依据，如验收结论', submit: '清算', send: settleClaim },
  amount: { title: '核定金额', amount: '核定的金额', why: '怎么算的', submit: '核定', send: fixAmount },
} as const;

type Props = {
  readonly id: string;
  readonly kind: keyof typeof KINDS;
  readonly hint: string;
  readonly initial: number | undefined;
};

/** An amount and why: what is due in the end, or what the data could not say. */
export function SumForm({ id, kind, hint, initial }: Props) {
  const { title, amount, why, submit, send } = KINDS[kind];
  const sending = useSend(send, ['claims', 'funds']);
  return (
    <section className="panel panel-pad stack no-print" aria-label={title}>
      <h2 className="section-title">{title}</h2>
      <p>{hint}</p>
      <Form<{ fen: number; why: string }>
        layout="vertical"
        requiredMark={false}
        style={{ maxWidth: 560 }}
        initialValues={initial === undefined ? {} : { fen: initial }}
        onFinish={(fields) => sending.mutate({ id, ...fields })}
      >
        <Form.Item name="fen" label={amount} rules={[{ required: true, message: '请写金额' }]}>
          <YuanInput />
        </Form.Item>
        <Form.Item name="why" label={why} rules={[{ required: true, min: 4, message: '请写清楚' }]}>
          <Input maxLength={500} />
        </Form.Item>
        <FormFoot submit={submit} sending={sending} />
      </Form>
    </section>
  );
}
