import { Button, Checkbox, Popover } from 'antd';
import { matterColumns } from './columns.tsx';

type Props = { readonly value: readonly string[]; readonly onChange: (keys: readonly string[]) => void };

export function ColumnChoice({ value, onChange }: Props) {
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      title="显示哪些列"
      content={
        <Checkbox.Group
          style={{ display: 'flex', flexDirection: 'column' }}
          value={[...value]}
          onChange={(keys) => onChange(matterColumns.map((column) => column.key).filter((key) => keys.includes(key)))}
          options={matterColumns.map((column) => ({
            value: column.key,
            label: column.title,
            disabled: column.key === 'title',
          }))}
        />
      }
    >
      <Button>列</Button>
    </Popover>
  );
}
