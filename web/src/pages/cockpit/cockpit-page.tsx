import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, DatePicker } from 'antd';
import dayjs from 'dayjs';
import { cockpitQuery } from '../../api/cockpit.ts';
import { PrintButton } from '../../parts/print-button.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { dayOf, isoDay, moment } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import { useTitle } from '../../parts/use-title.ts';
import { Alerts } from './alerts.tsx';
import { Breaking } from './breaking.tsx';
import styles from './cockpit.module.css';
import { Gaps } from './gaps.tsx';
import { HeadlineStrip } from './headline.tsx';
import { League } from './league.tsx';
import { Money } from './money.tsx';
import { Ones } from './ones.tsx';
import { Causes, LateUnits, PlanLamps } from './side.tsx';
import { Standings } from './standings.tsx';
import { Tiles } from './tiles.tsx';

const route = getRouteApi('/official/cockpit');

/** One picture, then the record behind any number; on any day. */
export function CockpitPage() {
  useTitle('驾驶舱');
  const { on } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(cockpitQuery(on));
  const today = isoDay(useNow());
  const go = (day: string | undefined) => void navigate({ search: day && day !== today ? { on: day } : {} });
  return (
    <div className={styles.page}>
      <header className="spread">
        <div>
          <h1 className="page-title">驾驶舱</h1>
          <p className="print-only">{query.data && `截至 ${moment(query.data.asOf)}`}</p>
          <p className="meta no-print">
            {on
              ? `${dayOf(on)}当天结束时的样子，按当天为止的记录重算；口径和权限用现在的，不能倒回`
              : '现在的样子，有变动自动更新；上排为近 30 天，与前 30 天比；每个数都能点开看记录'}
          </p>
        </div>
        <div className="row no-print">
          {on && <Button onClick={() => go(undefined)}>回到今天</Button>}
          <DatePicker
            aria-label="看哪一天"
            allowClear={false}
            inputReadOnly
            value={dayjs(on ?? today)}
            maxDate={dayjs(today)}
            onChange={(day) => day && go(day.format('YYYY-MM-DD'))}
            format="YYYY年M月D日"
            style={{ width: 160 }}
          />
          <Link to="/cockpit/brief" search={on ? { on } : {}}>
            专报
          </Link>
          <PrintButton />
          <Link to="/wall" className="no-phone">
            大屏
          </Link>
        </div>
      </header>
      <QueryView query={query}>
        {(cockpit) => (
          <>
            <Ones ones={cockpit.ones} />
            <HeadlineStrip items={cockpit.headline} on={on} />
            <Standings teams={cockpit.teams} on={on} />
            <div className={styles.columns}>
              <div className={styles.column}>
                <Breaking cockpit={cockpit} on={on} rows={8} />
                <Alerts cockpit={cockpit} />
                <PlanLamps cockpit={cockpit} on={on} />
              </div>
              <div className={styles.column}>
                <Tiles cockpit={cockpit} on={on} />
                <LateUnits cockpit={cockpit} on={on} />
              </div>
              <div className={styles.column}>
                {cockpit.index && <League index={cockpit.index} on={on} />}
                <Gaps on={on} />
                <Causes cockpit={cockpit} on={on} />
              </div>
            </div>
            <Money cockpit={cockpit} on={on} />
          </>
        )}
      </QueryView>
    </div>
  );
}
