import { Popover } from 'antd';
import type { Held } from '../api/types/index.ts';
import styles from './held-bar.module.css';
import { heldParts } from './held-parts.ts';
import { exactWorkingTime, moment, workingTime } from './time.ts';
import { useNow, useWorkday } from './use-now.ts';

type Props = { readonly held: readonly Held[] };

/** Who held it and for how long: widths are working time, so a night or a holiday takes no room. */
export function HeldBar({ held: all }: Props) {
  const workday = useWorkday();
  const now = useNow();
  const held = heldParts(all);
  const total = held.reduce((sum, one) => sum + one.workingMinutes, 0);
  if (held.length === 0) return <p className="meta">还没有走过工作时间。</p>;
  if (total === 0) return <p className="meta">{held.at(-1)?.unit.name}刚接手，还没有走过工作时间。</p>;
  return (
    <div>
      <ol className={styles.bar}>
        {held.map((one, index) => (
          <li
            key={`${one.from}-${one.unit.id}-${one.section ?? ''}`}
            className={`${styles.segment} ${one.to === undefined ? styles.now : styles[`shade${index % 3}`]}`}
            style={{ flexGrow: Math.max(one.workingMinutes, total * 0.02, 1) }}
          >
            <Popover content={<Facts one={one} now={now} workday={workday} />} trigger={['hover', 'click']}>
              <button
                type="button"
                className={`${styles.name} ${one.workingMinutes < total * 0.1 ? styles.slim : ''}`}
                aria-label={`${deskOf(one)} ${workingTime(one.workingMinutes, workday)}`}
              >
                <span className={styles.unit}>{deskOf(one)}</span>
                <span className={styles.time}>{workingTime(one.workingMinutes, workday)}</span>
              </button>
            </Popover>
          </li>
        ))}
      </ol>
      <p className="meta">
        {held.map((one) => `${deskOf(one)}\u2002${exactWorkingTime(one.workingMinutes, workday)}`).join('，')}
        ；共&thinsp;
        {exactWorkingTime(total, workday)}，按工作时间计
        {held.at(-1)?.to === undefined ? '，最后一段为现在持有。' : '。'}
      </p>
    </div>
  );
}

const deskOf = ({ unit, section }: Held): string => section ?? unit.name;

function Facts({ one, now, workday }: { readonly one: Held; readonly now: number; readonly workday: number }) {
  return (
    <div>
      <div>{[one.unit.name, one.section, one.person?.name].filter(Boolean).join(' ')}</div>
      <div className="meta">
        {moment(one.from, now)} 至 {one.to === undefined ? '现在' : moment(one.to, now)}
      </div>
      <div className="meta">持有&thinsp;{workingTime(one.workingMinutes, workday)}</div>
    </div>
  );
}
