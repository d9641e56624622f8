import type { ReactNode } from 'react';
import styles from './page.module.css';
import { useTitle } from './use-title.ts';

type Props = {
  readonly title: string;
  readonly meta?: ReactNode;
  readonly actions?: ReactNode;
  /** For pages that are read, not scanned. */
  readonly narrow?: boolean;
  readonly children: ReactNode;
};

/** Title, its one primary button, and what the page is about. */
export function Page({ title, meta, actions, narrow, children }: Props) {
  useTitle(title);
  return (
    <div className={`${styles.page} ${narrow ? styles.narrow : ''}`}>
      <header className="spread">
        <div>
          <h1 className="page-title">{title}</h1>
          {meta && <p className="meta">{meta}</p>}
        </div>
        {actions && <div className="row no-print">{actions}</div>}
      </header>
      {children}
    </div>
  );
}
