import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import { briefQuery } from '../../api/briefs.ts';
import { figure } from '../../parts/figures.ts';
import styles from './cockpit.module.css';
import { recordsSearch } from './door.ts';

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
          <li key={`${gap.region.id} ${gap.indicator}`} className={styles.gap}>
            <Link
              to="/indicators/$id"
              params={{ id: gap.indicator }}
              search={{ period: '90d', region: gap.region.id, ...at }}
              className={styles.gapTitle}
            >
              {gap.region.name}：{gap.title}，差 {figure(gap.points, 1)} 分
            </Link>
            <span className={styles.fine}>
              {gap.holders.map(({ unit, missed, person }, nth) => (
                <Fragment key={unit.id}>
                  {nth === 0 ? '在' : '、'}
                  <Link
                    to="/indicators/$id/records"
                    params={{ id: gap.indicator }}
                    search={{ period: '90d', unit: unit.id, part: 'rest', ...at }}
                  >
                    {unit.name} {figure(missed)} 件
                  </Link>
                  {person && `（${person.name}）`}
                </Fragment>
              ))}
              {gap.holders.length > 0 && '；'}
              {gap.doing > 0 ? (
                <>
                  督办、整改在办 {figure(gap.doing)} 件，
                  {gap.holders.map(({ unit }, nth) => (
                    <Fragment key={unit.id}>
                      {nth > 0 && '、'}
                      <Link to="/cockpit/records" search={recordsSearch({ what: 'open', unit: unit.id, on })}>
                        {unit.name}在办的
                      </Link>
                    </Fragment>
                  ))}
                </>
              ) : (
                '还没有督办、整改'
              )}
            </span>
          </li>
        ))}
      </ol>
      <p className={styles.fine}>按近 90 天的记录，每几分钟算一次。</p>
    </section>
  );
}
