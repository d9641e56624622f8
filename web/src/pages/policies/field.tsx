import { type ReactNode, useId } from 'react';
import styles from './policies.module.css';

type Props = { readonly title: string; readonly hint?: string; readonly children: (id: string) => ReactNode };

/** A control under its name. */
export function Field({ title, hint, children }: Props) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{title}</label>
      {children(id)}
      {hint && <span className="meta">{hint}</span>}
    </div>
  );
}
