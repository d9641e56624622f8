import { Select } from 'antd';
import { useSite } from '../api/session.ts';
import type { Coded, CodeItem } from '../api/types/index.ts';
import { choicesOf } from './code-choices.ts';

type Props = {
  readonly id?: string;
  readonly list?: string;
  readonly options?: readonly Coded[];
  readonly value?: string;
  readonly onChange?: (value: string | undefined) => void;
  readonly placeholder?: string;
};

/** A value of a code list; the children of a code stand under it. */
export function CodePicker({ id, list, options, value, onChange, placeholder }: Props) {
  const lists = useSite()?.lists ?? {};
  const items: readonly CodeItem[] = options ?? (list ? (lists[list] ?? []) : []);
  return (
    <Select
      {...(id ? { id } : { 'aria-label': placeholder ?? '请选择' })}
      showSearch={{ optionFilterProp: 'label' }}
      allowClear
      value={value ?? null}
      onChange={(next) => onChange?.(next ?? undefined)}
      placeholder={placeholder ?? '请选择'}
      options={choicesOf(items)}
      popupMatchSelectWidth={false}
      style={{ width: '100%' }}
    />
  );
}
