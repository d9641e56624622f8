import { Button, DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import type { ClaimFilters, Pace } from '../../api/claims.ts';

type Key = keyof ClaimFilters;
type Props = {
  readonly value: ClaimFilters;
  readonly onChange: (next: ClaimFilters) => void;
  /** What there is to choose from: units and policies that have claims. */
  readonly pace: Pace | undefined;
  readonly list?: boolean;
};

const STATUSES = [
  { value: 'publicity', label: '公示中' },
  { value: 'objected', label: '有异议' },
  { value: 'with-clerk', label: '人工办理中' },
  { value: 'approved', label: '已批准' },
  { value: 'refused', label: '未通过' },
  { value: 'withdrawn', label: '已撤回' },
];

/** What is asked for stands in the address, so that it can be sent on. */
export function ClaimFilterBar({ value, onChange, pace, list = false }: Props) {
  const set = (more: Partial<Record<Key, string | undefined>>) =>
    onChange(Object.fromEntries(Object.entries({ ...value, ...more }).filter(([, text]) => text)) as ClaimFilters);
  const units = (pace?.units ?? []).map(({ unit }) => ({ value: unit.id, label: unit.name }));
  const policies = [...new Map((pace?.clauses ?? []).map(({ policy }) => [policy.id, policy.name]))];
  const clauses = (pace?.clauses ?? []).map(({ clause }) => ({ value: clause.id, label: clause.name }));
  const choice = (key: Key, title: string, options: readonly { value: string; label: string }[]) => (
    <Select
      key={key}
      aria-label={title}
      placeholder={title}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      value={value[key] ?? null}
      onChange={(next: string | null) => set({ [key]: next ?? undefined })}
      options={[...options]}
      popupMatchSelectWidth={false}
      style={{ minWidth: 120, maxWidth: 240 }}
    />
  );
  return (
    <search className="row no-print">
      {list && (
        <Input.Search
          data-page-search=""
          aria-label="企业"
          placeholder="企业名称或信用代码"
          allowClear
          defaultValue={value.q ?? ''}
          onSearch={(q) => set({ q: q.trim() || undefined })}
          style={{ width: 200 }}
        />
      )}
      {choice('unit', '主管单位', units)}
      {choice(
        'policy',
        '政策',
        policies.map(([id, label]) => ({ value: id, label })),
      )}
      {choice('clause', '条款', clauses)}
      {list && choice('status', '状态', STATUSES)}
      <DatePicker.RangePicker
        aria-label="申领日期"
        placeholder={['申领从', '到']}
        value={[value.from ? dayjs(value.from) : null, value.to ? dayjs(value.to) : null]}
        allowEmpty={[true, true]}
        onChange={(days) => set({ from: days?.[0]?.format('YYYY-MM-DD'), to: days?.[1]?.format('YYYY-MM-DD') })}
        style={{ width: 240 }}
      />
      {Object.keys(value).length > 0 && (
        <Button type="text" onClick={() => onChange({})}>
          清除筛选
        </Button>
      )}
    </search>
  );
}
