import { Button, Form } from 'antd';
import { takeEnterprise } from '../../api/outreach.ts';
import { useSend } from '../../api/use-send.ts';
import { EnterprisePicker } from '../../parts/enterprise-picker.tsx';
import { DateInput } from '../../parts/move/small-inputs.tsx';
import { Failure } from '../../parts/states.tsx';

type Props = { readonly grid: string; readonly day: string; readonly onClose: () => void };
type Fields = { readonly enterprise: string; readonly fromDay?: string };

/** 划入: an enterprise has one grid on any day, so that it leaves its old one the day before. */
export function TakeEnterprise({ grid, day, onClose }: Props) {
  const send = useSend(takeEnterprise, ['communities', 'visits', 'enterprise']);
  return (
    <Form<Fields>
      layout="vertical"
      requiredMark={false}
      initialValues={{ fromDay: day }}
      onFinish={(fields) => send.mutate({ grid, ...fields }, { onSuccess: onClose })}
      style={{ maxWidth: 480, paddingTop: 12 }}
    >
      <Form.Item
        name="enterprise"
        label="划入哪家企业"
        extra="原来在别的网格的，前一天从那里划出。"
        rules={[{ required: true, message: '请选择企业' }]}
      >
        <EnterprisePicker />
      </Form.Item>
      <Form.Item name="fromDay" label="从哪天起">
        <DateInput />
      </Form.Item>
      {send.error && <Failure error={send.error} />}
      <div className="row">
        <Button htmlType="submit" loading={send.isPending}>
          划入
        </Button>
        <Button onClick={onClose}>取消</Button>
      </div>
    </Form>
  );
}
