import type { ReactNode } from 'react';
import styles from './matter-body.module.css';

type Props = { readonly title: string; readonly action?: ReactNode; readonly children: ReactNode };

export function Section({ title, action, children }: Props) {
  return (
    <section className={styles.section}>
      <div className="spread">
        <h2 className="section-title">{title}</h2>
        {action}
      </div>
      {children}
    </section>
  );
}
