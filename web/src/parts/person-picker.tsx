import { useQuery } from '@tanstack/react-query';
import { Form, Select } from 'antd';
import { peopleQuery } from '../api/people.ts';
import { useAccount } from '../api/session.ts';
import { dotted } from './dotted.ts';

type Props = { readonly id?: string; readonly value?: string; readonly onChange?: (value: string) => void };

/** Somebody of the unit that the same form names, else of one's own. */
export function PersonPicker({ id, value, onChange }: Props) {
  const named: unknown = Form.useWatch('unit');
  const own = useAccount()?.unit?.id ?? '';
  const unit = typeof named === 'string' ? named : own;
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
        label: dotted(one.name, one.section, one.post?.title ?? one.post?.roleTitle),
      }))}
      style={{ width: '100%' }}
    />
  );
}
