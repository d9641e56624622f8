import { Link } from '@tanstack/react-router';
import type { Tile } from '../../api/cockpit.ts';
import { figure } from '../../parts/figures.ts';
import styles from './cockpit.module.css';
import { recordsSearch } from './door.ts';
import { tierWord } from './words.ts';

type Props = { readonly tiles: readonly Tile[]; readonly on: string | undefined };

/** Counties as tiles, about where they lie. The tint is the tier; red is what is overdue. */
export function Tiles({ tiles, on }: Props) {
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
      <p className={styles.fine}>格子只示意方位。底色深浅为档次，■ 为超期件数。</p>
    </section>
  );
}
