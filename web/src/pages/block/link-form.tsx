import { Button, Form, Input } from 'antd';
import { linkLeader } from '../../api/outreach.ts';
import { useSend } from '../../api/use-send.ts';
import { CodePicker } from '../../parts/code-picker.tsx';
import { DateInput } from '../../parts/move/small-inputs.tsx';
import { PersonSearch } from '../../parts/person-search.tsx';
import { Failure } from '../../parts/states.tsx';

type Props = { readonly day: string; readonly onClose: () => void };
type Fields = {
  readonly person: string;
  readonly region: string;
  readonly fromDay?: string;
  readonly source: string;
};

/** 安排挂联: which leader, which block, from when, by what paper. */
export function LinkForm({ day, onClose }: Props) {
  const send = useSend(linkLeader, ['leaders']);
  return (
    <section className="panel panel-pad" aria-label="安排挂联">
      <Form<Fields>
        layout="vertical"
        requiredMark={false}
        initialValues={{ fromDay: day }}
        onFinish={(fields) => send.mutate(fields, { onSuccess: onClose })}
        style={{ maxWidth: 480 }}
      >
        <Form.Item name="person" label="哪位领导" rules={[{ required: true, message: '请选择领导' }]}>
          <PersonSearch />
        </Form.Item>
        <Form.Item name="region" label="挂联区块" rules={[{ required: true, message: '请选择区块' }]}>
          <CodePicker list="region" placeholder="选择区块" />
        </Form.Item>
        <Form.Item name="fromDay" label="从哪天起">
          <DateInput />
        </Form.Item>
        <Form.Item name="source" label="依据" rules={[{ required: true, message: '请写明依据' }]}>
          <Input maxLength={200} placeholder="文件名称或文号" />
        </Form.Item>
        {send.error && <Failure error={send.error} />}
        <div className="row">
          <Button type="primary" htmlType="submit" loading={send.isPending}>
            安排挂联
          </Button>
          <Button onClick={onClose}>取消</Button>
        </div>
      </Form>
    </section>
  );
}
