import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { findPeopleQuery } from '../api/people.ts';
import { dotted } from './dotted.ts';

type Props = {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (value: string | undefined) => void;
  readonly placeholder?: string;
};

/** Anybody in office, found by name. */
export function PersonSearch({ id, value, onChange, placeholder = '输入姓名查找' }: Props) {
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim());
  const found = useQuery({ ...findPeopleQuery(q), enabled: q.length > 0 });
  const people = [...new Map((found.data ?? []).map((one) => [one.id, one])).values()];
  return (
    <Select
      {...(id ? { id } : { 'aria-label': placeholder })}
      allowClear
      showSearch={{ filterOption: false, onSearch: setTyped }}
      value={value ?? null}
      onChange={(next) => onChange?.(next ?? undefined)}
      options={people.map((one) => ({
        value: one.id,
        label: dotted(one.name, one.unit?.name, one.post?.title ?? one.post?.roleTitle),
      }))}
      notFoundContent={q ? (found.isFetching ? '正在查找…' : '没有找到这个人') : '输入姓名'}
      placeholder={placeholder}
      popupMatchSelectWidth={false}
      style={{ width: '100%' }}
    />
  );
}
