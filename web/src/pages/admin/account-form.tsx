import { Button, Form, Input } from 'antd';
import { addAccount, type Issued } from '../../api/administration.ts';
import { useSend } from '../../api/use-send.ts';
import { PersonSearch } from '../../parts/person-search.tsx';
import { Failure } from '../../parts/states.tsx';

type Props = { readonly onClose: () => void; readonly onIssued: (issued: Issued) => void };

export function AccountForm({ onClose, onIssued }: Props) {
  const send = useSend(addAccount, ['accounts']);
  return (
    <section className="panel panel-pad" aria-label="开通账号">
      <Form<{ login: string; personId: string }>
        layout="vertical"
        requiredMark={false}
        onFinish={(fields) => send.mutate(fields, { onSuccess: onIssued })}
        style={{ maxWidth: 480 }}
      >
        <Form.Item name="personId" label="给谁开通" rules={[{ required: true, message: '请选择人员' }]}>
          <PersonSearch />
        </Form.Item>
        <Form.Item
          name="login"
          label="账号"
          extra="小写字母、数字或 . _ @ -"
          rules={[{ required: true, message: '请填写账号' }]}
        >
          <Input maxLength={64} autoComplete="off" />
        </Form.Item>
        {send.error && <Failure error={send.error} />}
        <div className="row">
          <Button htmlType="submit" type="primary" loading={send.isPending}>
            开通
          </Button>
          <Button onClick={onClose}>取消</Button>
        </div>
      </Form>
    </section>
  );
}
