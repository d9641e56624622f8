import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import type { PolicyFilters } from '../../api/policies.ts';
import { useSite } from '../../api/session.ts';

type Key = keyof PolicyFilters;
type Props = { readonly value: PolicyFilters; readonly onChange: (next: PolicyFilters) => void };

const SELECTS: readonly (readonly [Key, string, string])[] = [
  ['kind', '类别', 'policy-kind'],
  ['mode', '兑现方式', 'policy-mode'],
  ['level', '层级', 'policy-level'],
];
const STANDINGS = [
  { value: 'open', label: '现在可用' },
  { value: 'closed', label: '不在有效期' },
  { value: 'all', label: '全部' },
];

/** What is asked for stands in the address, so that it can be sent on. */
export function PolicyFilterBar({ value, onChange }: Props) {
  const site = useSite();
  const [text, setText] = useState(value.q ?? '');
  const set = (key: Key, next: string | undefined) => {
    const { [key]: _gone, ...rest } = value;
    onChange(next === undefined ? rest : { ...rest, [key]: next });
  };
  return (
    <search className="row no-print">
      <Input.Search
        data-page-search=""
        aria-label="查政策"
        placeholder="稳岗、研发、残保金……"
        allowClear
        value={text}
        onChange={(event) => setText(event.target.value)}
        onSearch={(q) => set('q', q.trim() || undefined)}
        style={{ width: 260 }}
        enterButton={false}
      />
      {SELECTS.map(([key, title, list]) => (
        <Select
          key={key}
          aria-label={title}
          placeholder={title}
          allowClear
          value={value[key] ?? null}
          onChange={(next) => set(key, next ?? undefined)}
          options={(site?.lists[list] ?? []).map(({ code, title: label }) => ({ value: code, label }))}
          popupMatchSelectWidth={false}
          style={{ minWidth: 104 }}
        />
      ))}
      <Select
        aria-label="有效期"
        value={value.standing ?? 'open'}
        onChange={(next) => set('standing', next === 'open' ? undefined : next)}
        options={STANDINGS}
        popupMatchSelectWidth={false}
        style={{ minWidth: 112 }}
      />
      {Object.keys(value).length > 0 && (
        <Button
          type="text"
          onClick={() => {
            setText('');
            onChange({});
          }}
        >
          清除筛选
        </Button>
      )}
    </search>
  );
}
