import { Tag } from 'antd';
import { useState } from 'react';
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
  const [all, setAll] = useState(false);
  const told = entries.filter((entry) => !publicOnly || !entry.internal).sort((a, b) => b.seq - a.seq);
  const ticking = told.filter(isTicking).length;
  const shown = all ? told : told.filter((entry) => !isTicking(entry));
  return (
    <div>
      <ol className={styles.list}>
        {shown.map((entry) => (
          <Entry key={entry.seq} entry={entry} now={now} />
        ))}
      </ol>
      {ticking > 0 && (
        <button type="button" className={`plain-button meta no-print ${styles.more}`} onClick={() => setAll(!all)}>
          {all ? '收起计时记录' : `另有\u2009${ticking}\u2009条计时记录`}
        </button>
      )}
    </div>
  );
}

/** Clocks starting and stopping are what the system does beside what people do; their outcome stands under 时限. */
const isTicking = ({ type }: TimelineEntry): boolean => type.startsWith('clock-') && type !== 'clock-extended';

function Entry({ entry, now }: { readonly entry: TimelineEntry; readonly now: number }) {
  return (
    <li className={`${styles.entry} ${isTicking(entry) ? styles.quiet : ''}`}>
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
  );
}
