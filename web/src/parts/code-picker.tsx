import { Select } from 'antd';
import { useSite } from '../api/session.ts';
import type { Coded, CodeItem } from '../api/types/index.ts';

type Props = {
  readonly id?: string;
  readonly list?: string;
  readonly options?: readonly Coded[];
  readonly value?: string;
  readonly onChange?: (value: string) => void;
  readonly placeholder?: string;
};

/** A value of a code list; children of a code are shown under it. */
export function CodePicker({ id, list, options, value, onChange, placeholder }: Props) {
  const lists = useSite()?.lists ?? {};
  const items: readonly CodeItem[] = options ?? (list ? (lists[list] ?? []) : []);
  return (
    <Select
      {...(id ? { id } : { 'aria-label': placeholder ?? '请选择' })}
      showSearch={{ optionFilterProp: 'label' }}
      allowClear
      value={value ?? null}
      {...(onChange && { onChange })}
      placeholder={placeholder ?? '请选择'}
      options={items.map((item) => ({ value: item.code, label: parentTitle(items, item) + item.title }))}
      style={{ width: '100%' }}
    />
  );
}

function parentTitle(items: readonly CodeItem[], item: CodeItem): string {
  const parent = item.parent === undefined ? undefined : items.find((one) => one.code === item.parent);
  return parent ? `${parent.title} / ` : '';
}
