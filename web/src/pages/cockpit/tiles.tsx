import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type Cockpit, outlineQuery, type Tile } from '../../api/cockpit.ts';
import { figure } from '../../parts/figures.ts';
import styles from './cockpit.module.css';
import { recordsSearch } from './door.ts';
import { OutlineMap } from './outline-map.tsx';
import { tierWord } from './words.ts';

type Props = { readonly cockpit: Pick<Cockpit, 'tiles' | 'rest' | 'index'>; readonly on: string | undefined };

/** Counties as tiles, about where they lie, or on the city's own map. The tint is the tier; red is what is overdue. */
export function Tiles({ cockpit: { tiles, rest, index }, on }: Props) {
  const { data: outline } = useQuery(outlineQuery);
  const worst = tiles.reduce<Tile | undefined>(
    (most, tile) => (tile.overdue > (most?.overdue ?? 0) ? tile : most),
    undefined,
  );
  return (
    <section className={styles.box} aria-label="各县（市、区）">
      <h2 className={styles.title}>
        {worst ? `超期最多：${worst.region.title} ${figure(worst.overdue)} 件` : '各地没有超期'}
      </h2>
      {outline && <OutlineMap outline={outline} tiles={tiles} on={on} />}
      <ul className={outline ? styles.places : styles.map}>
        {tiles.map((tile) => (
          <li key={tile.region.code} style={outline ? {} : { gridColumn: tile.column, gridRow: tile.row }}>
            <div className={`${styles.tile} ${styles[`tier${Math.min(tile.tier ?? 0, 3)}`] ?? ''}`}>
              <span className={styles.place}>{tile.short}</span>
              <Counts overdue={tile.overdue} open={tile.open} region={tile.region.code} on={on} />
              {index && <Score tile={tile} scheme={index.scheme} on={on} />}
            </div>
          </li>
        ))}
      </ul>
      {rest.open > 0 && (
        <div className={styles.rest}>
          <span>市级及未定地方的</span>
          <Counts overdue={rest.overdue} open={rest.open} region="rest" on={on} />
        </div>
      )}
      <p className={styles.fine}>
        {outline ? `审图号：${outline.review}。` : '格子只示意方位。'}底色越深档次越高，■ 为超期件数。
      </p>
    </section>
  );
}

type CountsProps = {
  readonly overdue: number;
  readonly open: number;
  readonly region: string;
  readonly on: string | undefined;
};

/** Each count opens what it counts. */
function Counts({ overdue, open, region, on }: CountsProps) {
  return (
    <span className={styles.tileFigures}>
      {overdue > 0 && (
        <Link to="/cockpit/records" search={recordsSearch({ what: 'overdue', region, on })} className={styles.red}>
          <strong>
            ■ <span className="sr-only">超期</span>
            {figure(overdue)}
          </strong>
        </Link>
      )}
      <Link to="/cockpit/records" search={recordsSearch({ what: 'open', region, on })}>
        在办 {figure(open)}
      </Link>
    </span>
  );
}

type ScoreProps = { readonly tile: Tile; readonly scheme: string; readonly on: string | undefined };

function Score({ tile, scheme, on }: ScoreProps) {
  return (
    <Link
      to="/indicators/schemes/$id"
      params={{ id: scheme }}
      search={{ unit: tile.region.code, ...(on ? { on } : {}) }}
      className={styles.fine}
    >
      {tile.score !== null && <span>{figure(tile.score, 0)} 分</span>}
      <span>{tierWord(tile)}</span>
    </Link>
  );
}
