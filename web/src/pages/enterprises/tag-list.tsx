import { useState } from 'react';
import type { EnterpriseTag } from '../../api/enterprises.ts';
import { Empty } from '../../parts/states.tsx';
import { moment } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import styles from './enterprises.module.css';

type Props = {
  readonly tags: readonly EnterpriseTag[];
  /** Since when changed facts wait to reach the tags. */
  readonly stirredAt: number | undefined;
};

/** Tags that hold; a tap shows the rule and the facts behind it. Below, what was taken away and why. */
export function TagList({ tags, stirredAt }: Props) {
  const [open, setOpen] = useState<string>();
  const now = useNow();
  const held = tags.filter((each) => each.until === undefined);
  const gone = tags.filter((each) => each.until !== undefined);
  const chosen = held.find((each) => each.id === open);
  return (
    <section className="panel panel-pad" aria-label="标签">
      <p className="meta" role="status">
        {stirredAt === undefined
          ? '已按现有的全部数据算过；数据一有变动，一分钟内重算。'
          : `${moment(stirredAt, now)}有数据变动，标签和划型正在重算，一般一分钟内完成。`}
      </p>
      {held.length === 0 && <Empty title="还没有标签">数据达到规则就会自动打上标签，每个标签都写明依据。</Empty>}
      <div className={styles.tags}>
        {held.map(({ id, title }) => (
          <button
            key={id}
            type="button"
            className={styles.tag}
            aria-expanded={id === open}
            onClick={() => setOpen(id === open ? undefined : id)}
          >
            {title}
          </button>
        ))}
      </div>
      {chosen && (
        <div className={styles.why}>
          <p>
            规则：{chosen.when}
            {chosen.assumed && <span className="meta">（门槛由各地自定）</span>}
          </p>
          {chosen.because.length > 0 && <p>依据：{chosen.because.join('，')}</p>}
          {chosen.source && <p className="meta">{chosen.source}</p>}
          <p className="meta">{moment(chosen.since, now)} 起</p>
        </div>
      )}
      {gone.length > 0 && (
        <details style={{ marginTop: 12 }}>
          <summary className="meta">以前的标签 {gone.length} 个</summary>
          {gone.map((each) => (
            <div key={`${each.id}-${each.since}`} className={styles.past}>
              {each.title}
              <p className="meta">
                {moment(each.since, now)} 至 {each.until !== undefined && moment(each.until, now)}
                {each.endedBecause && each.endedBecause.length > 0 && `，因为 ${each.endedBecause.join('，')}`}
              </p>
            </div>
          ))}
        </details>
      )}
    </section>
  );
}
