import { Button, Form } from 'antd';
import { type GridStaff, joinGrid, leaveGrid } from '../../api/outreach.ts';
import { useSend } from '../../api/use-send.ts';
import { DateInput } from '../../parts/move/small-inputs.tsx';
import { PersonSearch } from '../../parts/person-search.tsx';
import { Failure } from '../../parts/states.tsx';
import { plusDays } from '../../parts/time.ts';

type Props = {
  readonly grid: string;
  readonly staff: GridStaff;
  readonly day: string;
  readonly onClose: () => void;
};
type Fields = { readonly lastDay: string; readonly successor?: string };
type HandingOver = Fields & { readonly grid: string; readonly staff: GridStaff };

/** The successor begins the day after; without one the server refuses where a gap would open. */
async function handOver({ grid, staff, lastDay, successor }: HandingOver, key: string): Promise<unknown> {
  if (successor) {
    await joinGrid({ grid, person: successor, role: staff.role, fromDay: plusDays(lastDay, 1) }, `${key}-join`);
  }
  return leaveGrid({ staff: staff.id, lastDay }, `${key}-leave`);
}

export function HandOver({ grid, staff, day, onClose }: Props) {
  const send = useSend(handOver, ['communities', 'visits']);
  const run = (fields: Fields) => send.mutate({ grid, staff, ...fields }, { onSuccess: onClose });
  return (
    <Form<Fields>
      layout="vertical"
      onFinish={run}
      initialValues={{ lastDay: day }}
      style={{ maxWidth: 480, paddingTop: 12 }}
    >
      <Form.Item name="lastDay" label={`${staff.person.name}任到哪天（含当天）`} rules={[{ required: true }]}>
        <DateInput />
      </Form.Item>
      <Form.Item name="successor" label="接任人" extra="次日起接任同一岗位。没有其他人在岗时必须有接任人。">
        <PersonSearch />
      </Form.Item>
      {send.error && <Failure error={send.error} />}
      <div className="row">
        <Button htmlType="submit" loading={send.isPending}>
          办理交接
        </Button>
        <Button onClick={onClose}>取消</Button>
      </div>
    </Form>
  );
}
