import { useQuery } from '@tanstack/react-query';
import { Form, Select } from 'antd';
import { allUnitsQuery } from '../api/people.ts';
import { useAccount } from '../api/session.ts';

type Props = { readonly id?: string; readonly value?: string; readonly onChange?: (value: string) => void };

/** A section of the unit that the same form names, else of one's own. */
export function SectionPicker({ id, value, onChange }: Props) {
  const named: unknown = Form.useWatch('unit');
  const own = useAccount()?.unit?.id;
  const unit = typeof named === 'string' ? named : own;
  const sections = useQuery(allUnitsQuery).data?.find((one) => one.id === unit)?.sections ?? [];
  return (
    <Select
      {...(id && { id })}
      allowClear
      showSearch
      value={value ?? null}
      {...(onChange && { onChange })}
      placeholder={sections.length > 0 ? '选择科室' : '该单位没有登记科室'}
      options={sections.map((section) => ({ value: section, label: section }))}
    />
  );
}
