import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { peopleQuery } from '../api/people.ts';
import { useAccount } from '../api/session.ts';
import { dotted } from './dotted.ts';

type Props = { readonly id?: string; readonly value?: string; readonly onChange?: (value: string) => void };

/** A colleague of one's own unit. */
export function PersonPicker({ id, value, onChange }: Props) {
  const unit = useAccount()?.unit?.id ?? '';
  const people = useQuery({ ...peopleQuery(unit), enabled: unit !== '' });
  return (
    <Select
      {...(id && { id })}
      showSearch={{ optionFilterProp: 'label' }}
      value={value ?? null}
      {...(onChange && { onChange })}
      loading={people.isFetching}
      placeholder="选择经办人"
      options={(people.data ?? []).map((one) => ({
        value: one.id,
        label: dotted(one.name, one.section, one.title),
      }))}
      style={{ width: '100%' }}
    />
  );
}
