import { Link } from '@tanstack/react-router';
import type { Gap, Scheme } from '../../api/schemes.ts';
import { figure } from '../../parts/figures.ts';
import page from '../../parts/page.module.css';
import styles from './scheme.module.css';

type Props = {
  readonly gap: Gap;
  readonly scheme: Scheme;
  /** Where the steps begin: the score of whoever is looked at. */
  readonly start: number;
  readonly startName: string;
  readonly endName: string;
  readonly search: { readonly period?: string; readonly on?: string; readonly region?: string };
};

const signed = (points: number): string => `${points > 0 ? '+' : ''}${figure(points, 2)}`;

/** From one score to another, a step for each indicator; the steps sum to the whole, so nothing is left over. */
export function Waterfall({ gap, scheme, start, startName, endName, search }: Props) {
  const steps = [...gap.parts].filter((each) => each.points !== 0).sort((a, b) => b.points - a.points);
  let at = start;
  const bars = steps.map((step) => {
    const from = at;
    at += step.points;
    return { ...step, from, to: at };
  });
  const high = Math.max(1, start, ...bars.map((each) => each.to));
  const x = (value: number): number => Math.max(0, (100 * value) / high);
  return (
    <table className={`${page.table} ${styles.fall}`}>
      <caption className="sr-only">
        从{startName}到{endName}，逐项相加
      </caption>
      <tbody>
        <tr>
          <th scope="row">{startName}</th>
          <td className={page.number ?? ''}>{figure(start, 1)}</td>
          <td>
            <i className={styles.whole} style={{ left: 0, width: `${x(start)}%` }} />
          </td>
        </tr>
        {bars.map((bar) => (
          <tr key={bar.node}>
            <th scope="row">
              <Door scheme={scheme} node={bar.node} title={bar.title} search={search} />
            </th>
            <td className={page.number ?? ''}>{signed(bar.points)}</td>
            <td>
              <i
                className={bar.points < 0 ? styles.down : styles.up}
                style={{ left: `${x(Math.min(bar.from, bar.to))}%`, width: `${Math.abs(x(bar.to) - x(bar.from))}%` }}
              />
            </td>
          </tr>
        ))}
        <tr>
          <th scope="row">{endName}</th>
          <td className={page.number ?? ''}>
            <strong>{figure(start + gap.total, 1)}</strong>
          </td>
          <td>
            <i className={styles.whole} style={{ left: 0, width: `${x(start + gap.total)}%` }} />
          </td>
        </tr>
      </tbody>
    </table>
  );
}

type DoorProps = Pick<Props, 'scheme' | 'search'> & { readonly node: string; readonly title: string };

/** What is counted from events opens its records; what is stated opens what the scheme says of it. */
function Door({ scheme, node, title, search }: DoorProps) {
  const found = scheme.nodes.find((each) => each.id === node);
  if (found?.from === 'events')
    return (
      <Link to="/indicators/$id" params={{ id: found.code ?? node }} search={search}>
        {title}
      </Link>
    );
  return (
    <Link to="/indicators/schemes/$id" params={{ id: scheme.id }} search={(was) => ({ ...was, leaf: node })}>
      {title}
    </Link>
  );
}
