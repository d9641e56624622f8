import { Button, Form, Input, Radio } from 'antd';
import { joinGrid } from '../../api/outreach.ts';
import { useSend } from '../../api/use-send.ts';
import { DateInput } from '../../parts/move/small-inputs.tsx';
import { PersonSearch } from '../../parts/person-search.tsx';
import { Failure } from '../../parts/states.tsx';
import { gridRoles } from './grid-roles.ts';

type Props = {
  readonly grid: string;
  readonly roles: readonly string[];
  readonly day: string;
  readonly onClose: () => void;
};
type Fields = { readonly person: string; readonly role: string; readonly fromDay: string; readonly source?: string };

export function Join({ grid, roles, day, onClose }: Props) {
  const send = useSend(joinGrid, ['communities', 'visits']);
  const run = (fields: Fields) => send.mutate({ grid, ...fields }, { onSuccess: onClose });
  return (
    <Form<Fields>
      layout="vertical"
      onFinish={run}
      initialValues={{ role: roles.at(-1), fromDay: day }}
      style={{ maxWidth: 480, paddingTop: 12 }}
    >
      <Form.Item name="role" label="任什么">
        <Radio.Group options={roles.map((value) => ({ value, label: gridRoles[value] ?? value }))} />
      </Form.Item>
      <Form.Item name="person" label="谁" rules={[{ required: true, message: '请选择人员' }]}>
        <PersonSearch />
      </Form.Item>
      <Form.Item name="fromDay" label="从哪天起">
        <DateInput />
      </Form.Item>
      <Form.Item name="source" label="依据（可不填）">
        <Input maxLength={200} placeholder="文件名称或文号" />
      </Form.Item>
      {send.error && <Failure error={send.error} />}
      <div className="row">
        <Button htmlType="submit" loading={send.isPending}>
          安排
        </Button>
        <Button onClick={onClose}>取消</Button>
      </div>
    </Form>
  );
}
