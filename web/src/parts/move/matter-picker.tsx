import { useInfiniteQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { mattersQuery } from '../../api/matters.ts';

type Props = { readonly id?: string; readonly value?: string; readonly onChange?: (value: string) => void };

/** Finds another matter by number or words, for merging and linking. */
export function MatterPicker({ id, value, onChange }: Props) {
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed);
  const found = useInfiniteQuery({ ...mattersQuery({ q }, 20), enabled: q.length > 0 });
  const rows = found.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Select
      {...(id && { id })}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      value={value ?? null}
      {...(onChange && { onChange })}
      options={rows.map((row) => ({ value: row.id, label: `${row.number} ${row.title}` }))}
      notFoundContent={q ? '没有找到' : '输入编号或关键词'}
      placeholder="输入编号或关键词"
      style={{ width: '100%' }}
    />
  );
}
