import { useNavigate } from '@tanstack/react-router';
import { Button, Form, Input } from 'antd';
import { addEntry, type ListEntry, type ListName } from '../../api/actions.ts';
import { useSend } from '../../api/use-send.ts';
import { DateInput } from '../../parts/move/small-inputs.tsx';
import { PersonSearch } from '../../parts/person-search.tsx';
import { Failure } from '../../parts/states.tsx';
import { UnitPicker } from '../../parts/unit-picker.tsx';

type Props = { readonly list: ListName; readonly title: string; readonly onClose: () => void };
type Fields = Omit<ListEntry, 'list' | 'responsible'> & { readonly responsible?: readonly string[] };

export function EntryForm({ list, title, onClose }: Props) {
  const navigate = useNavigate();
  const send = useSend(addEntry, ['matters', 'board']);
  const run = ({ firstPerson, responsible, target, ...fields }: Fields) =>
    send.mutate(
      // 15 个工作日 is read as 15个工作日.
      {
        list,
        ...fields,
        target: target.replace(/\s+/g, ''),
        responsible: responsible ?? [],
        ...(firstPerson && { firstPerson }),
      },
      { onSuccess: ({ id }) => void navigate({ to: '/matters/$id', params: { id } }) },
    );
  return (
    <section className="panel panel-pad" aria-label={`列入${title}`}>
      <Form<Fields> layout="vertical" onFinish={run} requiredMark={false} style={{ maxWidth: 640 }}>
        <Form.Item name="title" label="名称" rules={[{ required: true, message: '请填写名称' }]}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="text" label="细化举措" rules={[{ required: true, message: '请填写细化的举措' }]}>
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} maxLength={8000} />
        </Form.Item>
        <Form.Item
          name="target"
          label="量化目标"
          extra="要有数字和单位，如：办理时间压缩至 15 个工作日以内"
          rules={[{ required: true, message: '没有量化目标不能列入' }]}
        >
          <Input maxLength={1000} />
        </Form.Item>
        <Form.Item name="due" label="完成日期" rules={[{ required: true, message: '没有完成日期不能列入' }]}>
          <DateInput />
        </Form.Item>
        <Form.Item name="lead" label="牵头单位" rules={[{ required: true, message: '请指定牵头单位' }]}>
          <UnitPicker />
        </Form.Item>
        <Form.Item
          name="firstPerson"
          label="第一责任人"
          rules={[{ required: true, message: '每一条都要写明第一责任人' }]}
        >
          <PersonSearch />
        </Form.Item>
        <Form.Item name="responsible" label="责任单位（可不填）">
          <UnitPicker multiple />
        </Form.Item>
        {send.error && <Failure error={send.error} />}
        <div className="row">
          <Button type="primary" htmlType="submit" loading={send.isPending}>
            列入并交办
          </Button>
          <Button onClick={onClose}>取消</Button>
        </div>
      </Form>
    </section>
  );
}
