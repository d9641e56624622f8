import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Form, Input, Segmented, Select } from 'antd';
import { useState } from 'react';
import { addPost, rolesQuery } from '../../api/administration.ts';
import { isProblem } from '../../api/problem.ts';
import { useSend } from '../../api/use-send.ts';
import { DateInput } from '../../parts/move/small-inputs.tsx';
import { PersonSearch } from '../../parts/person-search.tsx';
import { Failure } from '../../parts/states.tsx';

type Props = { readonly unit: string; readonly day: string; readonly onClose: () => void };
type Fields = {
  readonly person?: string;
  readonly name?: string;
  readonly role: string;
  readonly title?: string;
  readonly section?: string;
  readonly fromDay: string;
  readonly another?: boolean;
};

export function PostForm({ unit, day, onClose }: Props) {
  const [known, setKnown] = useState(true);
  const send = useSend(addPost, ['people']);
  const roles = useQuery(rolesQuery);
  const run = ({ person, name, title, section, ...fields }: Fields) =>
    send.mutate(
      {
        unit,
        ...fields,
        person: known ? (person ?? '') : { name: name ?? '' },
        ...(title && { title }),
        ...(section && { section }),
      },
      { onSuccess: onClose },
    );
  return (
    <Form<Fields>
      layout="vertical"
      requiredMark={false}
      initialValues={{ fromDay: day }}
      onFinish={run}
      style={{ maxWidth: 480, padding: '0 24px 24px' }}
    >
      <Segmented
        aria-label="是谁"
        value={known ? 'known' : 'new'}
        onChange={(value) => setKnown(value === 'known')}
        options={[
          { value: 'known', label: '已有人员' },
          { value: 'new', label: '新来的人' },
        ]}
        style={{ marginBottom: 12 }}
      />
      {known ? (
        <Form.Item name="person" label="人员" rules={[{ required: true, message: '请选择人员' }]}>
          <PersonSearch />
        </Form.Item>
      ) : (
        <Form.Item name="name" label="姓名" rules={[{ required: true, min: 2, message: '请填写姓名' }]}>
          <Input maxLength={20} />
        </Form.Item>
      )}
      <Form.Item name="role" label="岗位角色" rules={[{ required: true, message: '请选择岗位角色' }]}>
        <Select
          loading={roles.isPending}
          options={(roles.data ?? []).map((role) => ({ value: role.id, label: role.title }))}
        />
      </Form.Item>
      <Form.Item name="title" label="职务名称（可不填）">
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="section" label="科室（可不填）">
        <Input maxLength={30} />
      </Form.Item>
      <Form.Item name="fromDay" label="从哪天起">
        <DateInput />
      </Form.Item>
      {send.error && <Failure error={send.error} />}
      {!known && isProblem(send.error, 'registry.namesake') && (
        <Form.Item name="another" valuePropName="checked">
          <Checkbox>同名，是另一位</Checkbox>
        </Form.Item>
      )}
      <div className="row">
        <Button htmlType="submit" loading={send.isPending}>
          办理任职
        </Button>
        <Button onClick={onClose}>取消</Button>
      </div>
    </Form>
  );
}
