import { useQuery } from '@tanstack/react-query';
import { Form, Select } from 'antd';
import { linkTopicMeeting } from '../../api/evaluation.ts';
import { meetingsQuery } from '../../api/meetings.ts';
import { useSend } from '../../api/use-send.ts';
import { FormFoot } from '../../parts/form-foot.tsx';
import { dayText } from '../../parts/time.ts';

type Props = { readonly indicator: string; readonly known: readonly string[]; readonly onClose: () => void };

/** Says of a meeting that is there already that it was about this indicator. */
export function TopicForm({ indicator, known, onClose }: Props) {
  const meetings = useQuery(meetingsQuery);
  const send = useSend(linkTopicMeeting, ['evaluation']);
  const options = (meetings.data?.items ?? [])
    .filter((each) => each.status !== 'cancelled' && !known.includes(each.id))
    .sort((a, b) => b.startsAt - a.startsAt)
    .map((each) => ({ value: each.id, label: `${dayText(each.startsAt)} ${each.title}` }));
  return (
    <Form<{ readonly meeting: string }>
      layout="vertical"
      requiredMark={false}
      onFinish={({ meeting }) => send.mutate({ indicator, meeting }, { onSuccess: onClose })}
      style={{ maxWidth: 560, padding: '8px 0' }}
    >
      <Form.Item name="meeting" label="哪次会议" rules={[{ required: true, message: '请选会议' }]}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          loading={meetings.isFetching}
          options={options}
          notFoundContent="没有可登记的会议，请先安排会议"
          placeholder="输入会议名称查找"
        />
      </Form.Item>
      <FormFoot submit="登记为专题分析会" sending={send} onCancel={onClose} />
    </Form>
  );
}
