import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { cockpitQuery } from '../../api/cockpit.ts';
import { QueryView } from '../../parts/query-view.tsx';
import { moment } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import { useTitle } from '../../parts/use-title.ts';
import { useFresh } from '../../shell/use-fresh.ts';
import { Breaking } from './breaking.tsx';
import styles from './cockpit.module.css';
import { Gaps } from './gaps.tsx';
import { HeadlineStrip } from './headline.tsx';
import { League } from './league.tsx';
import { Money } from './money.tsx';
import { Ones } from './ones.tsx';
import { Causes, LateUnits, PlanLamps } from './side.tsx';
import { StandingTiles } from './standings.tsx';
import { Tiles } from './tiles.tsx';

/** The same numbers on a wall: dark, without scrolling at 1920 × 1080, legible from five metres. */
export function WallPage() {
  useTitle('驾驶舱');
  useFresh();
  const now = useNow();
  const query = useQuery(cockpitQuery(undefined));
  return (
    <main className={`${styles.page} ${styles.wall}`}>
      <header className={styles.wallHead}>
        <h1>营商环境驾驶舱</h1>
        {query.data && <Ones ones={query.data.ones} />}
        <span>{moment(now, now)}</span>
        <Link to="/cockpit">返回</Link>
      </header>
      <QueryView query={query}>
        {(cockpit) => (
          <>
            <HeadlineStrip items={cockpit.headline.filter((each) => each.id !== 'appeal-at-once')} on={undefined} />
            <StandingTiles teams={cockpit.teams} />
            <div className={styles.columns}>
              <div className={styles.column}>
                <Breaking cockpit={cockpit} on={undefined} rows={0} />
                <LateUnits cockpit={{ ...cockpit, units: cockpit.units.slice(0, 2) }} on={undefined} />
                <PlanLamps cockpit={{ ...cockpit, plans: cockpit.plans.slice(0, 1) }} on={undefined} />
              </div>
              <div className={styles.column}>
                <Tiles cockpit={cockpit} on={undefined} />
                <Causes cockpit={cockpit} on={undefined} />
              </div>
              <div className={styles.column}>
                {cockpit.index && <League index={cockpit.index} on={undefined} />}
                <Gaps on={undefined} />
              </div>
            </div>
            <Money cockpit={cockpit} on={undefined} />
          </>
        )}
      </QueryView>
    </main>
  );
}
