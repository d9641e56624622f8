import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { loopQuery } from '../../api/loops.ts';
import type { Need } from '../../api/types/index.ts';
import { Loading } from '../states.tsx';
import { useMoveMatter } from './move-context.ts';
import styles from './move-form.module.css';

type Values = Readonly<Record<string, unknown>>;
type Props = {
  readonly value?: Values;
  readonly onChange?: (value: Values) => void;
  /** The control of one field; handed in, since it is what holds this one too. */
  readonly control: (need: Need, value: unknown, onChange: (next: unknown) => void) => ReactNode;
};

const ACCUSED: Need = {
  name: 'complainedOf',
  title: '被反映的单位（不承办，也看不到）',
  type: 'units',
  required: false,
};

/** Correcting what was filed: only what is changed here is sent. */
export function FieldsInput({ value = {}, onChange, control }: Props) {
  const matter = useMoveMatter();
  const loop = useQuery({ ...loopQuery(matter?.loop ?? ''), enabled: matter !== undefined });
  if (!loop.data) return <Loading rows={3} />;
  const now = new Map<string, unknown>(matter?.fields.map((field) => [field.name, field.value]));
  now.set(
    ACCUSED.name,
    matter?.complainedOf?.map((each) => each.id),
  );
  const fields: readonly Need[] = [...(loop.data.fields ?? []), ...(matter?.complainedOf ? [ACCUSED] : [])];
  return (
    <div className={styles.fields}>
      {fields.map((field) => (
        <div key={field.name}>
          <span className="meta">{field.title}</span>
          {control(field, value[field.name] ?? now.get(field.name), (next) =>
            onChange?.({ ...value, [field.name]: next }),
          )}
        </div>
      ))}
    </div>
  );
}
