import { Tag } from 'antd';
import type { TimelineEntry } from '../api/types/index.ts';
import { when } from './time.ts';
import styles from './timeline.module.css';
import { useNow } from './use-now.ts';

type Props = {
  readonly entries: readonly TimelineEntry[];
  /** Enterprises see what was said to them; officials see all, with the internal marked. */
  readonly publicOnly?: boolean;
};

export function Timeline({ entries, publicOnly }: Props) {
  const now = useNow();
  const shown = entries.filter((entry) => !publicOnly || !entry.internal).sort((a, b) => b.seq - a.seq);
  return (
    <ol className={styles.list}>
      {shown.map((entry) => (
        <li key={entry.seq} className={styles.entry}>
          <div className={styles.head}>
            <strong>{entry.title}</strong>
            {entry.actor && <span>{[entry.actor.unit, entry.actor.name].filter(Boolean).join(' ')}</span>}
            {entry.internal && <Tag>内部</Tag>}
            <time className="meta" dateTime={new Date(entry.at).toISOString()}>
              {when(entry.at, now)}
            </time>
          </div>
          {entry.text && <p className={`keep-lines ${styles.text}`}>{entry.text}</p>}
        </li>
      ))}
    </ol>
  );
}
