import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { type Teams, teamsQuery } from '../../api/evaluation.ts';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { PrintButton } from '../../parts/print-button.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { moment } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import { AimList } from './aim-list.tsx';
import { DualPanel } from './dual-panel.tsx';
import { WatchedLine } from './watched.tsx';

/** 1+18+N: who answers for each indicator, where it stands, and which targets nobody works for. */
export function EvaluationTeamsPage() {
  const query = useQuery(teamsQuery);
  return (
    <Page
      title="指标专班"
      meta="每项指标的牵头单位、系统看得到的数、最近的专题会、还没补齐的差距"
      actions={
        <>
          <Link to="/boards">
            <Button>比学赶超</Button>
          </Link>
          <PrintButton />
        </>
      }
    >
      <QueryView query={query}>
        {(data) => (
          <>
            <section className="panel">
              <div className={page.block}>
                <h2>目标名次</h2>
                <AimList aims={data.aims} />
              </div>
            </section>
            <Table data={data} />
            {data.regions.length > 0 && <DualPanel data={data} />}
            <p className="meta">{data.source}</p>
          </>
        )}
      </QueryView>
    </Page>
  );
}

function Table({ data }: { readonly data: Teams }) {
  const now = useNow();
  return (
    <Scroll panel title="各项指标">
      <table className={page.table}>
        <thead>
          <tr>
            <th scope="col">指标</th>
            <th scope="col">牵头单位</th>
            <th scope="col">本季度（系统看得到的）</th>
            <th scope="col">最近专题会</th>
            <th scope="col">未补齐的差距</th>
          </tr>
        </thead>
        <tbody>
          {data.teams.map((each) => (
            <tr key={each.indicator}>
              <th scope="row">
                <Link to="/evaluation/$indicator" params={{ indicator: each.indicator }}>
                  {each.title}
                </Link>
              </th>
              <td>
                {each.lead.name}
                {each.assumed && <div className="meta">自拟，待核定</div>}
              </td>
              <td>
                {each.watched.length === 0 && <span className="meta">还没有可由记录算出的数</span>}
                {each.watched.map((one) => (
                  <WatchedLine key={`${one.indicator} ${one.category}`} watched={one} />
                ))}
              </td>
              <td className="meta">
                {each.lastMeeting ? (
                  <Link to="/meetings/$id" params={{ id: each.lastMeeting.id }}>
                    {moment(each.lastMeeting.startsAt, now)}
                  </Link>
                ) : (
                  '▲ 没有开过'
                )}
              </td>
              <td>
                {each.openGaps === 0 ? <span className="meta">无</span> : `${each.openGaps} 条`}
                {each.lateGaps > 0 && <div>■ 超期 {each.lateGaps} 条</div>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
