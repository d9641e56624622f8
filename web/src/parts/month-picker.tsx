import { DatePicker } from 'antd';
import dayjs from 'dayjs';

type Props = { readonly value: string; readonly onChange: (month: string) => void };

export function MonthPicker({ value, onChange }: Props) {
  return (
    <DatePicker
      picker="month"
      aria-label="哪个月"
      allowClear={false}
      inputReadOnly
      value={dayjs(`${value}-01`)}
      onChange={(day) => day && onChange(day.format('YYYY-MM'))}
      format="YYYY年M月"
      className="no-print"
    />
  );
}
