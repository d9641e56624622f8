import { useQuery } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { loopsQuery } from '../api/loops.ts';
import type { MatterFilters } from '../api/matters.ts';
import { useSite } from '../api/session.ts';
import { choicesOf } from './code-choices.ts';

type Key = keyof MatterFilters;
type Props = {
  readonly value: MatterFilters;
  readonly onChange: (filters: MatterFilters) => void;
  readonly lists?: readonly Key[];
  readonly search?: boolean;
};

const titles: Partial<Record<Key, string>> = {
  category: '类别',
  region: '地区',
  grade: '等级',
  channel: '来源',
  loop: '类型',
  status: '环节',
  flag: '标记',
};

/** Where a filter's values stand under another name. */
const listOf: Partial<Record<Key, string>> = { category: 'appeal-category' };

/** Filters live in the address, so that a view can be sent to a colleague. */
export function FilterBar({ value, onChange, lists = ['category', 'region', 'channel'], search = true }: Props) {
  const site = useSite();
  const loops = (useQuery(loopsQuery).data ?? []).map(({ id, title }) => ({ code: id, title }));
  const set = (key: Key, next: string | undefined) => onChange(withFilter(value, key, next));
  const active = Object.keys(value).filter((key) => key !== 'sort').length > 0;
  return (
    <search className="row no-print">
      {search && <SearchBox value={value.q} onSearch={(q) => set('q', q)} />}
      {!search && value.q && <span>搜索“{value.q}”</span>}
      {lists.map((key) => (
        <Select
          key={key}
          aria-label={titles[key] ?? key}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={titles[key] ?? key}
          value={value[key] ?? null}
          onChange={(next) => set(key, next ?? undefined)}
          options={choicesOf(key === 'loop' ? loops : (site?.lists[listOf[key] ?? key] ?? []))}
          popupMatchSelectWidth={false}
          style={{ minWidth: 96 }}
        />
      ))}
      {active && (
        <Button type="text" onClick={() => onChange(value.sort ? { sort: value.sort } : {})}>
          清除筛选
        </Button>
      )}
    </search>
  );
}

function SearchBox({
  value,
  onSearch,
}: {
  readonly value: string | undefined;
  readonly onSearch: (q: string | undefined) => void;
}) {
  const [text, setText] = useState(value ?? '');
  return (
    <Input.Search
      data-page-search=""
      aria-label="搜索编号、标题、企业"
      placeholder="编号、标题、企业"
      allowClear
      value={text}
      onChange={(event) => setText(event.target.value)}
      onSearch={(q) => onSearch(q.trim() || undefined)}
      style={{ width: 240 }}
      enterButton={false}
    />
  );
}

export function withFilter(filters: MatterFilters, key: Key, next: string | undefined): MatterFilters {
  const { [key]: _gone, ...rest } = filters;
  return next === undefined ? rest : { ...rest, [key]: next };
}
