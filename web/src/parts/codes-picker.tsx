import { Select } from 'antd';
import { useSite } from '../api/session.ts';
import type { Coded } from '../api/types/index.ts';
import { choicesOf } from './code-choices.ts';

type Props = {
  readonly id?: string;
  readonly list?: string;
  readonly options?: readonly Coded[];
  readonly value?: readonly string[];
  readonly onChange?: (value: string[]) => void;
};

/** Several values of a code list. */
export function CodesPicker({ id, list, options, value, onChange }: Props) {
  const lists = useSite()?.lists ?? {};
  return (
    <Select
      {...(id ? { id } : { 'aria-label': '可选多项' })}
      mode="multiple"
      showSearch={{ optionFilterProp: 'label' }}
      allowClear
      value={[...(value ?? [])]}
      onChange={(next: string[]) => onChange?.(next)}
      placeholder="可选多项"
      options={choicesOf(options ?? (list ? (lists[list] ?? []) : []))}
      popupMatchSelectWidth={false}
      style={{ width: '100%' }}
    />
  );
}
