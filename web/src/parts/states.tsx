import { Button, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { toProblem } from '../api/problem.ts';
import styles from './states.module.css';

type EmptyProps = { readonly title: string; readonly children?: ReactNode; readonly action?: ReactNode };

/** An empty page teaches: what would stand here, and how it comes here. */
export function Empty({ title, children, action }: EmptyProps) {
  return (
    <div className={styles.state}>
      <p className={styles.title}>{title}</p>
      {children && <div className={styles.text}>{children}</div>}
      {action}
    </div>
  );
}

export function Loading({ rows = 6, label = '正在取数' }: { readonly rows?: number; readonly label?: string }) {
  return (
    <div role="status" aria-live="polite" className={styles.loading}>
      <span className="sr-only">{label}</span>
      <Skeleton active title={false} paragraph={{ rows }} />
    </div>
  );
}

type FailureProps = { readonly error: unknown; readonly onRetry?: () => void; readonly children?: ReactNode };

/** What happened, why, what to do now. */
export function Failure({ error, onRetry, children }: FailureProps) {
  const { body } = toProblem(error);
  return (
    <div role="alert" className={styles.failure}>
      <p className={styles.title}>{body.title}</p>
      {children}
      {body.why && <p>原因：{body.why}</p>}
      {body.todo && <p>怎么办：{body.todo}</p>}
      <Places at={body.at?.filter((place) => place.row || place.line || place.message !== body.title)} />
      <div className="row">
        {onRetry && ![403, 404].includes(body.status) && (
          <Button size="small" onClick={onRetry}>
            重试
          </Button>
        )}
        {body.requestId && <span className="meta">请求编号 {body.requestId}</span>}
      </div>
    </div>
  );
}

function Places({ at }: { readonly at: ReturnType<typeof toProblem>['body']['at'] }) {
  if (!at || at.length === 0) return null;
  return (
    <ul className={styles.places}>
      {at.slice(0, 8).map((place) => (
        <li key={JSON.stringify(place)}>
          {[place.row && `第 ${place.row} 行`, place.line && `第 ${place.line} 行`, place.column, place.message]
            .filter(Boolean)
            .join('：')}
        </li>
      ))}
    </ul>
  );
}
