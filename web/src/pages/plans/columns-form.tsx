import { Button, Form, Input } from 'antd';
import type { ColumnChoice } from '../../api/plans.ts';

type Props = { readonly busy: boolean; readonly onColumns: (columns: ColumnChoice) => void };

const roles = [
  { name: 'measure', label: '工作内容写在哪一列', hint: '如：工作内容' },
  { name: 'lead', label: '牵头单位', hint: '如：牵头部门' },
  { name: 'responsible', label: '责任单位', hint: '如：配合单位' },
  { name: 'due', label: '完成时限', hint: '如：完成时间' },
  { name: 'title', label: '任务名称', hint: '如：重点任务' },
  { name: 'number', label: '序号', hint: '如：序号' },
] as const;

/** A ledger with headings of its own: said once, remembered for the next one. */
export function ColumnsForm({ busy, onColumns }: Props) {
  const run = (fields: Readonly<Record<string, string | undefined>>) =>
    onColumns(
      Object.fromEntries(
        Object.entries(fields).flatMap(([name, heading]) => (heading?.trim() ? [[name, heading.trim()]] : [])),
      ),
    );
  return (
    <Form layout="vertical" onFinish={run} requiredMark={false} style={{ maxWidth: 480 }}>
      <h2 className="section-title">指明各列是什么</h2>
      <p className="meta">按表头原样填写列名。指明一次，以后同样表头的台账自动认得。</p>
      {roles.map(({ name, label, hint }) => (
        <Form.Item
          key={name}
          name={name}
          label={name === 'measure' ? label : `${label}（没有就不填）`}
          rules={name === 'measure' ? [{ required: true, message: '至少要指明工作内容写在哪一列' }] : []}
        >
          <Input placeholder={hint} maxLength={100} />
        </Form.Item>
      ))}
      <Button type="primary" htmlType="submit" loading={busy}>
        按这些列拆解
      </Button>
    </Form>
  );
}
