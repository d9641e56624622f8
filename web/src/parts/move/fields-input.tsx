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

/** Correcting what was filed: only what is changed here is sent. */
export function FieldsInput({ value = {}, onChange, control }: Props) {
  const matter = useMoveMatter();
  const loop = useQuery({ ...loopQuery(matter?.loop ?? ''), enabled: matter !== undefined });
  if (!loop.data) return <Loading rows={3} />;
  const now = new Map(matter?.fields.map((field) => [field.name, field.value]));
  return (
    <div className={styles.fields}>
      {(loop.data.fields ?? []).map((field: Need) => (
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
