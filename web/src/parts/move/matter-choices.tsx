import { Select } from 'antd';
import { moment } from '../time.ts';
import { useNow } from '../use-now.ts';
import { useMoveMatter } from './move-context.ts';

type Props = { readonly id?: string; readonly value?: string; readonly onChange?: (value: string) => void };

/** One of the matter's running limits. */
export function ClockPicker({ id, value, onChange }: Props) {
  const matter = useMoveMatter();
  const running = matter?.clocks.filter((clock) => clock.stoppedAt === undefined) ?? [];
  return (
    <Select
      {...(id && { id })}
      allowClear
      value={value ?? null}
      {...(onChange && { onChange })}
      placeholder="不选则为最近到期的一项"
      options={running.map((clock) => ({ value: clock.name, label: clock.title }))}
    />
  );
}

/** One of the answers that are still owed. */
export function ObligationPicker({ id, value, onChange }: Props) {
  const matter = useMoveMatter();
  const now = useNow();
  const open = matter?.obligations.filter((one) => !one.answer) ?? [];
  return (
    <Select
      {...(id && { id })}
      allowClear
      value={value ?? null}
      {...(onChange && { onChange })}
      placeholder="不选则为本单位的一项"
      options={open.map((one) => ({ value: one.id, label: `${one.unit.name}，${moment(one.dueAt, now)} 前` }))}
    />
  );
}
