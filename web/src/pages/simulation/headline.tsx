import { Button } from 'antd';
import type { Figures, Which } from '../../api/simulation.ts';
import { figure } from '../../parts/figures.ts';
import styles from './simulation.module.css';
import { about, coarseness, countWords, difference, moneyWords, UNMOVED } from './words.ts';

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
        <p className={styles.big}>{about(moneyWords(now), guarded)}</p>
        <p className="meta">
          {difference(now, base, 'amount', figures)} · 至多 {moneyWords(possible)}
        </p>
        {guarded && <p className="meta">{coarseness(now)}</p>}
      </div>
      <div className={styles.changes}>
        {CHANGES.map(([which, title]) => (
          <Button
            key={which}
            className={styles.change ?? ''}
            disabled={guarded || figures[which].count === 0}
            title={guarded ? '用到您无权逐户查看的数据，不列名单' : `看${title}的企业`}
            onClick={() => onWho(which)}
          >
            <span>{title}</span>
            <strong>{moved ? `${countWords(figures[which])} 户` : '—'}</strong>
            <span className="meta">
              {!moved ? UNMOVED : figures[which].count === 0 ? '—' : moneyWords(figures[which])}
            </span>
          </Button>
        ))}
      </div>
    </div>
  );
}
