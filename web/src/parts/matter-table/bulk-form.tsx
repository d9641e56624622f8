import { Button, Form } from 'antd';
import type { Move } from '../../api/types/index.ts';
import { NeedInput } from '../move/need-input.tsx';
import styles from './bulk-bar.module.css';

type Props = {
  readonly move: Move;
  readonly sending: boolean;
  readonly onSend: (input: Record<string, unknown>) => void;
  readonly onCancel: () => void;
};

export function BulkForm({ move, sending, onSend, onCancel }: Props) {
  return (
    <Form layout="vertical" requiredMark="optional" onFinish={onSend} className={styles.form ?? ''}>
      {move.needs.map((need) => (
        <Form.Item
          key={need.name}
          name={need.name}
          label={need.title}
          rules={need.required ? [{ required: true, message: `请填写${need.title}` }] : []}
        >
          <NeedInput need={need} />
        </Form.Item>
      ))}
      <div className="row">
        <Button type="primary" htmlType="submit" loading={sending}>
          {`全部${move.title}`}
        </Button>
        <Button onClick={onCancel}>取消</Button>
      </div>
    </Form>
  );
}
