import { DatePicker, Select } from 'antd';
import dayjs from 'dayjs';
import type { Asked } from '../../api/indicators.ts';
import { useSite } from '../../api/session.ts';
import { isoDay } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';

type Props = { readonly value: Asked; readonly onChange: (asked: Asked) => void; readonly place?: boolean };

const periods = [
  { value: 'month', label: '本月' },
  { value: 'quarter', label: '本季度' },
  { value: 'year', label: '本年' },
  { value: '30d', label: '近 30 天' },
  { value: '90d', label: '近 90 天' },
];

/** Of what period, as of which day, and where; all of it stands in the address. */
export function AskedBar({ value, onChange, place = true }: Props) {
  const today = isoDay(useNow());
  const regions = useSite()?.lists.region ?? [];
  // GB/T 2260: six figures, of which those of a province and a city end in 00.
  const counties = regions.filter(({ code }) => code.length === 6 && !code.endsWith('00'));
  const set = (key: keyof Asked, next: string | undefined) => {
    const { [key]: _gone, ...rest } = value;
    onChange(next ? { ...rest, [key]: next } : rest);
  };
  return (
    <>
      {place && (
        <Select
          aria-label="哪个地方"
          allowClear
          placeholder="全市"
          style={{ width: 130 }}
          value={value.region ?? null}
          options={counties.map((each) => ({ value: each.code, label: each.title }))}
          onChange={(next) => set('region', next ?? undefined)}
        />
      )}
      <Select
        aria-label="期间"
        style={{ width: 110 }}
        value={value.period ?? 'month'}
        options={periods}
        onChange={(next) => set('period', next === 'month' ? undefined : next)}
      />
      <DatePicker
        aria-label="看哪一天"
        allowClear={false}
        inputReadOnly
        value={dayjs(value.on ?? today)}
        maxDate={dayjs(today)}
        onChange={(day) => set('on', day && day.format('YYYY-MM-DD') !== today ? day.format('YYYY-MM-DD') : undefined)}
        format="YYYY年M月D日"
        style={{ width: 160 }}
      />
    </>
  );
}
