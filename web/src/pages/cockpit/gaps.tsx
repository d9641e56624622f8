import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { briefQuery } from '../../api/briefs.ts';
import { figure } from '../../parts/figures.ts';
import styles from './cockpit.module.css';

const FRESH_MS = 300_000;

/** Which three gaps cost most, who holds them and what is being done; read by itself, the picture does not wait for it. */
export function Gaps({ on }: { readonly on: string | undefined }) {
  const { data } = useQuery({ ...briefQuery(on), staleTime: FRESH_MS });
  if (!data || data.gaps.length === 0) return null;
  const at = on === undefined ? {} : { on };
  return (
    <section className={styles.box} aria-label="最费分的三个差距">
      <h2 className={styles.title}>最费分的三个差距</h2>
      <ol>
        {data.gaps.map((gap) => (
          <li key={`${gap.region.id} ${gap.indicator}`} className={styles.plan}>
            <Link
              to="/indicators/$id"
              params={{ id: gap.indicator }}
              search={{ period: '90d', region: gap.region.id, ...at }}
              className={styles.planTitle}
            >
              {gap.region.name}：{gap.title}，差 {figure(gap.points, 1)} 分
            </Link>
            <span className={styles.fine}>
              {gap.holders.length > 0 &&
                `在${gap.holders.map(({ unit, missed }) => `${unit.name} ${figure(missed)} 件`).join('、')}；`}
              {gap.doing > 0 ? `督办、整改在办 ${figure(gap.doing)} 件` : '还没有督办、整改'}
            </span>
          </li>
        ))}
      </ol>
      <p className={styles.fine}>按近 90 天的记录，每几分钟算一次。</p>
    </section>
  );
}
