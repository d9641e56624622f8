import { Button, Form } from 'antd';
import { endPost } from '../../api/administration.ts';
import { useSend } from '../../api/use-send.ts';
import { DateInput } from '../../parts/move/small-inputs.tsx';
import { PersonSearch } from '../../parts/person-search.tsx';
import { Failure } from '../../parts/states.tsx';

type Props = {
  readonly post: string;
  readonly name: string;
  readonly day: string;
  readonly onClose: () => void;
};

/** A post is handed over, never left empty: the server says so where nobody would follow. */
export function PostEndForm({ post, name, day, onClose }: Props) {
  const send = useSend(endPost, ['people']);
  return (
    <Form<{ lastDay: string; successor?: string }>
      layout="vertical"
      initialValues={{ lastDay: day }}
      onFinish={({ lastDay, successor }) =>
        send.mutate({ id: post, lastDay, ...(successor && { successor }) }, { onSuccess: onClose })
      }
      style={{ width: '100%', maxWidth: 480 }}
    >
      <Form.Item name="lastDay" label={`${name}任到哪天（含当天）`} rules={[{ required: true }]}>
        <DateInput />
      </Form.Item>
      <Form.Item name="successor" label="接任人" extra="次日起任同一岗位；手上的事项随岗位交接。">
        <PersonSearch />
      </Form.Item>
      {send.error && <Failure error={send.error} />}
      <div className="row">
        <Button htmlType="submit" loading={send.isPending}>
          办理离任
        </Button>
        <Button onClick={onClose}>取消</Button>
      </div>
    </Form>
  );
}
