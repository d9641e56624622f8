import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { unitsQuery } from '../api/people.ts';
import type { UnitRef } from '../api/types/index.ts';

type Common = { readonly id?: string; readonly known?: readonly UnitRef[]; readonly placeholder?: string };
type One = Common & { readonly multiple?: false; readonly value?: string; readonly onChange?: (value: string) => void };
type Many = Common & {
  readonly multiple: true;
  readonly value?: readonly string[];
  readonly onChange?: (value: string[]) => void;
};

/** Finds a unit by name, short name or pinyin as the server knows them. */
export function UnitPicker(props: One | Many) {
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed);
  const units = useQuery(unitsQuery(q));
  const options = merge(props.known ?? [], units.data ?? []);
  return (
    <Select
      {...(props.id ? { id: props.id } : { 'aria-label': props.placeholder ?? '单位' })}
      {...(props.multiple && { mode: 'multiple' as const })}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      allowClear
      value={props.value as never}
      onChange={(value: never) => props.onChange?.(value)}
      options={options.map((unit) => ({ value: unit.id, label: unit.name }))}
      notFoundContent={units.isFetching ? '正在查找…' : '没有这个单位，请换个叫法'}
      placeholder={props.placeholder ?? '输入单位名称或简称'}
      style={{ width: '100%' }}
    />
  );
}

function merge(known: readonly UnitRef[], found: readonly UnitRef[]): readonly UnitRef[] {
  const all = new Map([...known, ...found].map((unit) => [unit.id, unit]));
  return [...all.values()];
}
