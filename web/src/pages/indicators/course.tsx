import type { Indicator } from '../../api/indicators.ts';
import { shown, unitWord } from '../cockpit/words.ts';

const WIDTH = 720;
const HEIGHT = 160;
const FOOT = 24;

/** Twelve months as a line, the last one in colour, intervals as bars; the same numbers as a table behind. */
export function Course({ indicator }: { readonly indicator: Indicator }) {
  const { head, series } = indicator;
  const known = series.flatMap((each, at) => (each.value === null ? [] : [{ ...each, at, value: each.value }]));
  const highest = Math.max(
    ...known.flatMap((each) => [each.value, each.interval?.[1] ?? 0]),
    head.unit === '%' ? 100 : 1,
  );
  const x = (at: number) => 30 + (at * (WIDTH - 60)) / Math.max(1, series.length - 1);
  const y = (value: number) => 10 + (HEIGHT - FOOT - 10) * (1 - value / highest);
  const last = known.at(-1);
  return (
    <figure>
      <figcaption className="section-title">{conclusion(indicator)}</figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        style={{ width: '100%', maxWidth: WIDTH }}
        role="img"
        aria-label={conclusion(indicator)}
      >
        <line x1="0" x2={WIDTH} y1={y(0)} y2={y(0)} stroke="#dce2e8" />
        {known.map((each) =>
          each.interval ? (
            <line
              key={each.month}
              x1={x(each.at)}
              x2={x(each.at)}
              y1={y(each.interval[0])}
              y2={y(each.interval[1])}
              stroke="#b9c4cf"
              strokeWidth="6"
            />
          ) : null,
        )}
        <polyline
          points={known.map((each) => `${x(each.at)},${y(each.value)}`).join(' ')}
          fill="none"
          stroke="#515e6c"
          strokeWidth="1.5"
        />
        {known.map((each) => (
          <circle
            key={each.month}
            cx={x(each.at)}
            cy={y(each.value)}
            r={each === last ? 5 : 3}
            fill={each === last ? '#1d5bbf' : '#515e6c'}
          />
        ))}
        {series.map((each, at) => (
          <text key={each.month} x={x(at)} y={HEIGHT - 6} textAnchor="middle" fontSize="11" fill="#515e6c">
            {Number(each.month.slice(5))}月
          </text>
        ))}
        {last && (
          <text x={x(last.at)} y={Math.max(10, y(last.value) - 10)} textAnchor="end" fontSize="13" fill="#1d5bbf">
            {shown(last.value, head.unit)}
          </text>
        )}
      </svg>
      <details>
        <summary className="meta">看表格</summary>
        <table>
          <tbody>
            {series.map((each) => (
              <tr key={each.month}>
                <th scope="row" style={{ fontWeight: 400, paddingRight: 16 }}>
                  {each.month}
                </th>
                <td>
                  {shown(each.value, head.unit)} {each.value === null ? '' : unitWord(head.unit)}
                </td>
                <td className="meta" style={{ paddingLeft: 16 }}>
                  {each.counted} 条记录
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
      <p className="meta">每月取当月末的数；竖条为 90% 区间。来源：本系统办理记录。</p>
    </figure>
  );
}

function conclusion({ head, series }: Indicator): string {
  const known = series.flatMap((each) => (each.value === null ? [] : [each.value]));
  const [last, before] = [known.at(-1), known.at(-2)];
  if (last === undefined) return `近一年没有可计入${head.title}的记录`;
  if (before === undefined) return `${head.title}目前 ${shown(last, head.unit)}${unitWord(head.unit)}，还没有走势`;
  const way = last > before ? '升到' : last < before ? '降到' : '仍为';
  return `${head.title}从 ${shown(before, head.unit)} ${way} ${shown(last, head.unit)}${unitWord(head.unit)}`;
}
