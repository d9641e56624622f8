import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, DatePicker, Form, Input, InputNumber, Radio } from 'antd';
import type { Dayjs } from 'dayjs';
import { type MeetingKind, planMeeting } from '../../api/meetings.ts';
import { allUnitsQuery } from '../../api/people.ts';
import { useSend } from '../../api/use-send.ts';
import { Page } from '../../parts/page.tsx';
import { Failure } from '../../parts/states.tsx';
import { UnitPicker } from '../../parts/unit-picker.tsx';
import { kindWords } from './meeting-words.ts';

type Fields = {
  readonly kind: MeetingKind;
  readonly title: string;
  readonly starts: Dayjs;
  readonly hours: number;
  readonly place: string;
  readonly agenda?: string;
  readonly units?: readonly string[];
  readonly enterprises?: string;
};

const lines = (text: string | undefined): readonly string[] =>
  (text ?? '')
    .split(/[\n；;]/)
    .map((line) => line.trim())
    .filter(Boolean);

/** The office's clock is China's, wherever the browser stands. */
const chinaTime = (picked: Dayjs): number => Date.parse(`${picked.format('YYYY-MM-DDTHH:mm')}:00+08:00`);

export function NewMeetingPage() {
  const navigate = useNavigate();
  const units = useQuery(allUnitsQuery).data ?? [];
  const send = useSend(planMeeting, ['meetings']);
  const run = (fields: Fields) => {
    const startsAt = chinaTime(fields.starts);
    const invited = (fields.units ?? []).map((id) => ({
      kind: 'unit' as const,
      id,
      name: units.find((unit) => unit.id === id)?.name ?? id,
    }));
    const firms = lines(fields.enterprises).map((name) => ({ kind: 'enterprise' as const, name }));
    send.mutate(
      {
        kind: fields.kind,
        title: fields.title,
        place: fields.place,
        startsAt,
        endsAt: startsAt + fields.hours * 3600_000,
        agenda: lines(fields.agenda),
        attendees: [...invited, ...firms],
      },
      { onSuccess: ({ id }) => void navigate({ to: '/meetings/$id', params: { id } }) },
    );
  };
  return (
    <Page title="安排会议" narrow>
      <div className="panel panel-pad">
        <Form<Fields>
          layout="vertical"
          onFinish={run}
          initialValues={{ kind: 'roundtable', hours: 2 }}
          requiredMark={false}
          style={{ maxWidth: 560 }}
        >
          <MeetingFields />
          {send.error && <Failure error={send.error} />}
          <Button type="primary" htmlType="submit" loading={send.isPending}>
            安排会议
          </Button>
        </Form>
      </div>
    </Page>
  );
}

function MeetingFields() {
  return (
    <>
      <Form.Item name="kind" label="什么会">
        <Radio.Group options={Object.entries(kindWords).map(([value, label]) => ({ value, label }))} />
      </Form.Item>
      <Form.Item name="title" label="会议名称" rules={[{ required: true, min: 2, message: '请写会议名称' }]}>
        <Input maxLength={80} placeholder="如：政企沟通圆桌例会（用电保障专题）" />
      </Form.Item>
      <Form.Item name="starts" label="什么时候开始" rules={[{ required: true, message: '请选择时间' }]}>
        <DatePicker showTime={{ format: 'HH:mm', minuteStep: 15 }} format="YYYY年M月D日 HH:mm" style={{ width: 240 }} />
      </Form.Item>
      <Form.Item name="hours" label="开几小时">
        <InputNumber min={0.5} max={12} step={0.5} />
      </Form.Item>
      <Form.Item name="place" label="在哪里" rules={[{ required: true, message: '请写地点' }]}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="agenda" label="议程（一行一项）">
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} />
      </Form.Item>
      <Form.Item name="units" label="请哪些单位">
        <UnitPicker multiple />
      </Form.Item>
      <Form.Item name="enterprises" label="请哪些企业（一行一家）">
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 10 }} />
      </Form.Item>
    </>
  );
}
