import { Link } from '@tanstack/react-router';
import type { Outline, Tile } from '../../api/cockpit.ts';
import { figure } from '../../parts/figures.ts';
import styles from './cockpit.module.css';
import { recordsSearch } from './door.ts';
import { tierWord } from './words.ts';

type Props = { readonly outline: Outline; readonly tiles: readonly Tile[]; readonly on: string | undefined };

/** The city's own map: a county opens its matters. The list below says the same in words. */
export function OutlineMap({ outline: { title, width, height, shapes }, tiles, on }: Props) {
  const known = new Map(tiles.map((each) => [each.region.code, each]));
  return (
    <svg viewBox={`0 0 ${width} ${height}`} className={styles.outline} aria-label={title}>
      <title>{title}</title>
      {shapes.map(({ region, path, x, y }) => {
        const tile = known.get(region);
        if (!tile) return <path key={region} d={path} className={styles.shape} />;
        const { overdue } = tile;
        return (
          <Link
            key={region}
            to="/cockpit/records"
            search={recordsSearch({ what: overdue > 0 ? 'overdue' : 'open', region, on })}
          >
            <title>{`超期 ${figure(overdue)} 件，在办 ${figure(tile.open)} 件，${tierWord(tile)}`}</title>
            <path d={path} className={`${styles.shape} ${styles[`tier${Math.min(tile.tier ?? 0, 3)}`] ?? ''}`} />
            <text x={x} y={y} className={styles.shapeName}>
              {tile.short}
            </text>
            {overdue > 0 && (
              <text x={x} y={y + 44} className={styles.shapeCount}>
                ■ {figure(overdue)}
              </text>
            )}
          </Link>
        );
      })}
    </svg>
  );
}
