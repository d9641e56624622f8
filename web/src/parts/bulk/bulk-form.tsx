import { Button, Form } from 'antd';
import type { BulkMove, MatterRow } from '../../api/types/index.ts';
import { NeedInput } from '../move/need-input.tsx';
import styles from './bulk-bar.module.css';

type Props = {
  readonly move: BulkMove;
  readonly rows: readonly MatterRow[];
  /** Other rows have been chosen meanwhile, and what they are ready for is not known yet. */
  readonly stale: boolean;
  readonly onSend: (input: Record<string, unknown>) => void;
  readonly onCancel: () => void;
};

/** One form for all, with the number it will act on in words and on its button. */
export function BulkForm({ move, rows, stale, onSend, onCancel }: Props) {
  const count = move.ids.length;
  const units = new Set(rows.filter((row) => move.ids.includes(row.id)).map((row) => row.holder?.unit.id)).size;
  const others = rows.length - count;
  return (
    <Form layout="vertical" requiredMark="optional" onFinish={onSend} className={styles.form ?? ''}>
      <p>
        将对&thinsp;<strong>{count}</strong>&thinsp;件事项（{units}&thinsp;家单位）办理“{move.title}
        ”，逐件生效，不能撤回。
        {others > 0 && <span className="meta">另有&thinsp;{others}&thinsp;件现在不能这样办，不受影响。</span>}
      </p>
      {move.needs.map((need) => (
        <Form.Item
          key={need.name}
          name={need.name}
          label={need.title}
          {...(need.hint && { extra: need.hint })}
          rules={need.required ? [{ required: true, message: `请填写${need.title}` }] : []}
        >
          <NeedInput need={need} />
        </Form.Item>
      ))}
      <div className="row">
        <Button type="primary" htmlType="submit" disabled={stale} autoFocus={!move.needs.some((need) => need.required)}>
          {`确认${move.title} ${count} 件`}
        </Button>
        <Button onClick={onCancel}>取消</Button>
      </div>
    </Form>
  );
}
