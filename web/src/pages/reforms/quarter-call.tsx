import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { quarterCallQuery, setQuarterCall } from '../../api/reforms.ts';
import { useAccount } from '../../api/session.ts';
import { useSend } from '../../api/use-send.ts';
import { FormFoot } from '../../parts/form-foot.tsx';
import { DateInput } from '../../parts/move/small-inputs.tsx';
import page from '../../parts/page.module.css';
import { dayOf, quarterWord } from '../../parts/time.ts';
import { can } from '../../shell/permissions.ts';

/** 征集自…至…, by which notice. */
export function CallWords({ quarter }: { readonly quarter: string }) {
  const { data } = useQuery(quarterCallQuery(quarter));
  if (!data) return null;
  return (
    <>
      {quarterWord(quarter)}征集自{dayOf(data.opens)}至{dayOf(data.closes)}，
      {data.notice ? `按${data.notice}` : '没有另发通知，按默认'}
    </>
  );
}

/** The call of the running quarter; the office opens and closes it by a notice. */
export function QuarterCallLine({ quarter }: { readonly quarter: string }) {
  const [changing, setChanging] = useState(false);
  const account = useAccount();
  return (
    <section className="panel" aria-label="征集">
      <div className={`spread ${page.line}`}>
        <span>
          <CallWords quarter={quarter} />
        </span>
        {can(account, 'reforms.manage') && !changing && <Button onClick={() => setChanging(true)}>发征集通知</Button>}
      </div>
      {changing && <CallForm key={quarter} quarter={quarter} onClose={() => setChanging(false)} />}
    </section>
  );
}

type Given = { readonly opens: string; readonly closes: string; readonly notice: string };

function CallForm({ quarter, onClose }: { readonly quarter: string; readonly onClose: () => void }) {
  const send = useSend(setQuarterCall, ['reforms']);
  const { data } = useQuery(quarterCallQuery(quarter));
  if (!data) return null;
  return (
    <Form<Given>
      layout="vertical"
      requiredMark={false}
      initialValues={data}
      onFinish={(given) => send.mutate({ quarter, ...given }, { onSuccess: onClose })}
      style={{ maxWidth: 480, padding: '0 24px 24px' }}
    >
      <Form.Item name="opens" label="从哪天起" rules={[{ required: true, message: '请选开始日' }]}>
        <DateInput />
      </Form.Item>
      <Form.Item name="closes" label="到哪天止（当天也算）" rules={[{ required: true, message: '请选截止日' }]}>
        <DateInput />
      </Form.Item>
      <Form.Item
        name="notice"
        label="通知名称或文号"
        rules={[{ required: true, min: 2, message: '请写通知名称或文号' }]}
      >
        <Input maxLength={100} />
      </Form.Item>
      <FormFoot submit="发布" sending={send} onCancel={onClose} />
    </Form>
  );
}
