import { useQuery } from '@tanstack/react-query';
import { Button, Form, InputNumber, Switch } from 'antd';
import { useState } from 'react';
import { type FillSchedule, fillScheduleQuery, type NewSchedule, setFillSchedule } from '../../api/collect.ts';
import { useSend } from '../../api/use-send.ts';
import { FormFoot } from '../../parts/form-foot.tsx';
import { dayOf, moment } from '../../parts/time.ts';
import { UnitPicker } from '../../parts/unit-picker.tsx';
import { useNow } from '../../parts/use-now.ts';

type Props = { readonly scheme: string; readonly may: boolean };

/** Whether the next round opens by itself, when, and who said so. */
export function ScheduleLine({ scheme, may }: Props) {
  const now = useNow();
  const { data } = useQuery(fillScheduleQuery(scheme));
  const [editing, setEditing] = useState(false);
  if (!data || (data.next.length === 0 && !data.active)) return null;
  const [last] = data.history;
  return (
    <section className="panel panel-pad" aria-label="按期自动布置">
      <div className="spread">
        <p>
          {data.active ? '● 到期自动布置：' : '▲ 没有定自动布置，要靠人记着：'}
          {data.next
            .map((each) => `${each.title}的 ${each.cells} 个数${data.active ? `于 ${dayOf(each.opens)}布置` : ''}`)
            .join('；')}
          {data.active && `，给 ${data.workingDays} 个工作日`}。
          {last && (
            <span className="meta">
              {' '}
              {last.by} {moment(last.at, now)}定
            </span>
          )}
        </p>
        {may && !editing && <Button onClick={() => setEditing(true)}>{data.active ? '修改' : '定下来'}</Button>}
      </div>
      {editing && <ScheduleForm scheme={scheme} data={data} onClose={() => setEditing(false)} />}
    </section>
  );
}

type FormProps = { readonly scheme: string; readonly data: FillSchedule; readonly onClose: () => void };

function ScheduleForm({ scheme, data, onClose }: FormProps) {
  const send = useSend(setFillSchedule, ['collect']);
  return (
    <Form<Omit<NewSchedule, 'scheme'>>
      layout="vertical"
      requiredMark={false}
      initialValues={{
        active: true,
        opensAfter: data.opensAfter,
        workingDays: data.workingDays,
        unit: data.unit?.id,
      }}
      onFinish={(given) => send.mutate({ scheme, ...given }, { onSuccess: onClose })}
      style={{ maxWidth: 560, paddingTop: 12 }}
    >
      <Form.Item name="active" label="期间结束后由系统布置" valuePropName="checked">
        <Switch />
      </Form.Item>
      <Form.Item
        name="opensAfter"
        label="期间结束几天后布置"
        extra="0 为次日；留几天给来源单位出数"
        rules={[{ required: true, message: '请填天数' }]}
      >
        <InputNumber min={0} max={180} precision={0} />
      </Form.Item>
      <Form.Item name="workingDays" label="给来源单位几个工作日" rules={[{ required: true, message: '请填天数' }]}>
        <InputNumber min={1} max={120} precision={0} />
      </Form.Item>
      <Form.Item name="unit" label="方案没写来源单位的，交给谁" extra="不选则留在本单位，逐件交办">
        <UnitPicker />
      </Form.Item>
      <FormFoot submit="定下来" sending={send} onCancel={onClose} />
    </Form>
  );
}
