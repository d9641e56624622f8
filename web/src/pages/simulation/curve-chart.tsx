import type { Curve } from '../../api/simulation.ts';
import { figure, money } from '../../parts/figures.ts';
import page from '../../parts/page.module.css';
import { Scroll } from '../../parts/scroll.tsx';
import { useNarrow } from '../../parts/use-narrow.ts';
import styles from './simulation.module.css';
import { countWords, moneyWords, UNSEEN } from './words.ts';

const HEIGHT = 220;
const [LEFT, RIGHT, TOP, FOOT] = [104, 16, 14, 28];

type Props = {
  readonly title: string;
  /** The clause that the number stands in: the curve is of it alone. */
  readonly clause: string;
  readonly curve: Curve;
  readonly at: number;
  readonly written: number;
};

/** Cost along one number: what is certain as a line, what may come on top as a band; live in grey, the trial in blue. */
export function CurveChart({ title, clause, curve: { points, unit, guarded }, at, written }: Props) {
  // On a phone the same picture is drawn narrower, so that its words stay readable.
  const width = useNarrow() ? 358 : 640;
  const known = points.flatMap(({ x, now, possible }) =>
    now.amount === null ? [] : [{ x, y: now.amount, top: Math.max(now.amount, possible.amount ?? 0) }],
  );
  const [first, last] = [points[0]?.x ?? 0, points.at(-1)?.x ?? 1];
  const most = Math.max(1, ...known.map((each) => each.top));
  const px = (x: number) => LEFT + ((width - LEFT - RIGHT) * (x - first)) / Math.max(1e-9, last - first);
  const py = (y: number) => TOP + (HEIGHT - TOP - FOOT) * (1 - y / most);
  const line = known.map((each) => `${px(each.x).toFixed(1)},${py(each.y).toFixed(1)}`);
  const band = [...known].reverse().map((each) => `${px(each.x).toFixed(1)},${py(each.top).toFixed(1)}`);
  const where = (x: number) => between(known, x);
  const seen = !guarded || at === written || where(at) !== where(written);
  const said = seen
    ? conclusion({ title, unit, written, at, guarded }, where(written), where(at))
    : `${title}由 ${written}${unit} 调为 ${at}${unit}，这一条资金的变化${UNSEEN}`;
  return (
    <figure>
      <figcaption className="section-title">{said}</figcaption>
      <svg viewBox={`0 0 ${width} ${HEIGHT}`} className={styles.curve} role="img" aria-label={said}>
        {[0, 0.5, 1].map((part) => (
          <g key={part}>
            <line x1={LEFT} x2={width - RIGHT} y1={py(most * part)} y2={py(most * part)} className={styles.grid} />
            <text x={LEFT - 8} y={py(most * part) + 4} textAnchor="end" className={styles.axis}>
              {money(Math.round(most * part))}
            </text>
          </g>
        ))}
        {[first, (first + last) / 2, last].map((x, i) => (
          <text
            key={x}
            x={px(x)}
            y={HEIGHT - 8}
            textAnchor={i === 0 ? 'start' : i === 1 ? 'middle' : 'end'}
            className={styles.axis}
          >
            {Number(x.toPrecision(6))}
            {unit}
          </text>
        ))}
        <polygon points={[...line, ...band].join(' ')} className={styles.band} />
        <polyline points={line.join(' ')} className={styles.line} />
        <Point x={px(written)} y={py(where(written) ?? 0)} kind={styles.live} />
        {at !== written && <Point x={px(Math.min(at, last))} y={py(where(at) ?? 0)} kind={styles.trial} />}
      </svg>
      <p className="meta">
        只算“{clause}
        ”这一条。实线为确定所需资金，浅色为缺数据的企业也都符合时；空心点为现行，蓝点为本方案。按现有企业数据推算，不含企业因政策而改变的做法。
      </p>
      <details>
        <summary>看数字</summary>
        <Scroll title="曲线的数字">
          <table className={page.table}>
            <thead>
              <tr>
                <th scope="col">{title}</th>
                <th scope="col">户数</th>
                <th scope="col">资金</th>
                <th scope="col">至多</th>
              </tr>
            </thead>
            <tbody>
              {points.map((each) => (
                <tr key={each.x}>
                  <td>
                    {figure(each.x, Number.isInteger(each.x) ? 0 : 2)}
                    {unit}
                  </td>
                  <td>{countWords(each.now)}</td>
                  <td>{moneyWords(each.now, guarded)}</td>
                  <td>{moneyWords(each.possible, guarded)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      </details>
    </figure>
  );
}

const Point = ({ x, y, kind }: { readonly x: number; readonly y: number; readonly kind: string | undefined }) => (
  <circle cx={x} cy={y} r="6" className={kind} />
);

/** On the straight line between the two points beside it. */
function between(points: readonly { readonly x: number; readonly y: number }[], x: number): number | undefined {
  const after = points.findIndex((each) => each.x >= x);
  const [a, b] = [points[Math.max(0, after - 1)], points[after]];
  if (!b) return points.at(-1)?.y;
  if (!a || a.x === b.x) return b.y;
  return a.y + ((b.y - a.y) * (x - a.x)) / (b.x - a.x);
}

type Told = Pick<Props, 'title' | 'written' | 'at'> & Pick<Curve, 'unit' | 'guarded'>;

function conclusion(
  { title, unit, written, at, guarded }: Told,
  was: number | undefined,
  now: number | undefined,
): string {
  const words = (fen: number) => (guarded ? '约 ' : '') + moneyWords({ count: null, amount: Math.round(fen) }, guarded);
  if (was === undefined || now === undefined) return `${title}从低到高，所需资金的变化`;
  if (at === written) return `${title} ${written}${unit}，需 ${words(was)}`;
  const change = now > was ? '多' : '少';
  const by = now === was ? '资金不变' : `${change}用 ${words(Math.abs(now - was))}`;
  return `${title}由 ${written}${unit} 调为 ${at}${unit}，${by}`;
}
