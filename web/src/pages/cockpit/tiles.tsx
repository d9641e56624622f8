import { Link } from '@tanstack/react-router';
import type { Cockpit, Tile } from '../../api/cockpit.ts';
import { figure } from '../../parts/figures.ts';
import styles from './cockpit.module.css';
import { recordsSearch } from './door.ts';
import { tierWord } from './words.ts';

type Props = { readonly cockpit: Pick<Cockpit, 'tiles' | 'rest'>; readonly on: string | undefined };

/** Counties as tiles, about where they lie. The tint is the tier; red is what is overdue. */
export function Tiles({ cockpit: { tiles, rest }, on }: Props) {
  const worst = tiles.reduce<Tile | undefined>(
    (most, tile) => (tile.overdue > (most?.overdue ?? 0) ? tile : most),
    undefined,
  );
  return (
    <section className={styles.box} aria-label="各县（市、区）">
      <h2 className={styles.title}>
        {worst ? `超期最多：${worst.region.title} ${figure(worst.overdue)} 件` : '各地没有超期'}
      </h2>
      <ul className={styles.map}>
        {tiles.map((tile) => (
          <li key={tile.region.code} style={{ gridColumn: tile.column, gridRow: tile.row }}>
            <Link
              to="/cockpit/records"
              search={recordsSearch({ what: tile.overdue > 0 ? 'overdue' : 'open', region: tile.region.code, on })}
              className={`${styles.tile} ${styles[`tier${Math.min(tile.tier ?? 0, 3)}`] ?? ''}`}
            >
              <span className={styles.place}>{tile.short}</span>
              <span className={styles.tileFigures}>
                {tile.overdue > 0 && (
                  <strong className={styles.red}>
                    ■ <span className="sr-only">超期</span>
                    {figure(tile.overdue)}
                  </strong>
                )}
                <span>在办 {figure(tile.open)}</span>
              </span>
              <span className={styles.fine}>
                {tile.score !== null && <span>{figure(tile.score, 0)} 分</span>}
                <span>{tierWord(tile.tier)}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {rest.open > 0 && (
        <p className={styles.rest}>
          <Link
            to="/cockpit/records"
            search={recordsSearch({ what: rest.overdue > 0 ? 'overdue' : 'open', region: 'rest', on })}
          >
            市级及未定地方的
          </Link>
          {rest.overdue > 0 && <strong className={styles.red}>■ 超期 {figure(rest.overdue)}</strong>}
          <span>在办 {figure(rest.open)}</span>
        </p>
      )}
      <p className={styles.fine}>格子只示意方位。底色越深档次越高，■ 为超期件数。</p>
    </section>
  );
}
