import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { enterprisesQuery } from '../api/people.ts';

type Props = { readonly id?: string; readonly value?: string; readonly onChange?: (value: string | undefined) => void };

/** An enterprise by name or 统一社会信用代码. */
export function EnterprisePicker({ id, value, onChange }: Props) {
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed);
  const found = useQuery({ ...enterprisesQuery(q), enabled: q.length > 0 });
  return (
    <Select
      {...(id && { id })}
      allowClear
      showSearch={{ filterOption: false, onSearch: setTyped }}
      value={value ?? null}
      onChange={(next) => onChange?.(next ?? undefined)}
      options={(found.data ?? []).map((one) => ({ value: one.id, label: `${one.name} ${one.id}` }))}
      notFoundContent={q ? '没有找到' : '输入企业名称或信用代码'}
      placeholder="输入企业名称或统一社会信用代码"
      style={{ width: '100%' }}
    />
  );
}
