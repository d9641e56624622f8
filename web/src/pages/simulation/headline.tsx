import { Button } from 'antd';
import type { Figures, Which } from '../../api/simulation.ts';
import { figure } from '../../parts/figures.ts';
import styles from './simulation.module.css';
import { about, countWords, difference, moneyWords, UNMOVED } from './words.ts';

type Props = {
  readonly figures: Figures;
  readonly size: number;
  readonly busy: boolean;
  readonly onWho: (which: Which) => void;
};

const CHANGES: readonly (readonly [Which, string])[] = [
  ['gained', '新增'],
  ['lost', '退出'],
  ['more', '增加'],
  ['less', '减少'],
];

/** How many, how much, against how it is now; who wins and who loses, each a door to the names. */
export function Headline({ figures, size, busy, onWho }: Props) {
  const { now, base, possible, guarded, moved } = figures;
  return (
    <div className={styles.headline} aria-busy={busy} aria-live="polite">
      <div>
        <p className="meta">可享企业</p>
        <p className={styles.big}>
          {about(countWords(now), guarded)}
          <span> 户</span>
        </p>
        <p className="meta">
          {difference(now, base, 'count', figures)} · 至多 {countWords(possible)} 户 · 全部 {figure(size)} 户
        </p>
      </div>
      <div>
        <p className="meta">所需资金</p>
        <p className={styles.big}>{about(moneyWords(now, guarded), guarded)}</p>
        <p className="meta">
          {difference(now, base, 'amount', figures)} · 至多 {moneyWords(possible, guarded)}
        </p>
      </div>
      <div className={styles.changes}>
        {CHANGES.map(([which, title]) => {
          const cell = figures[which];
          const said = (
            <>
              <span>{title}</span>
              <strong>{moved ? about(`${countWords(cell)} 户`, guarded && cell.count !== null) : '—'}</strong>
              <span className="meta">{!moved ? UNMOVED : cell.count === 0 ? '—' : moneyWords(cell, guarded)}</span>
            </>
          );
          // Whoever may not see single facts is told the figures, and no door to the names.
          return guarded ? (
            <div key={which} className={styles.change} title="用到您无权逐户查看的数据，不列名单">
              {said}
            </div>
          ) : (
            <Button
              key={which}
              className={styles.change ?? ''}
              disabled={cell.count === 0}
              title={`看${title}的企业`}
              onClick={() => onWho(which)}
            >
              {said}
            </Button>
          );
        })}
      </div>
    </div>
  );
}

/** On a phone the slider fills the screen: what comes of it stays in sight below the thumb. */
export function Glance({ figures }: Pick<Props, 'figures'>) {
  const { now, base, guarded } = figures;
  return (
    <p className={styles.glance} aria-hidden="true">
      <span>
        <strong>{about(countWords(now), guarded)}</strong> 户 <small>{difference(now, base, 'count', figures)}</small>
      </span>
      <span>
        <strong>{about(moneyWords(now, guarded), guarded)}</strong>{' '}
        <small>{difference(now, base, 'amount', figures)}</small>
      </span>
    </p>
  );
}
