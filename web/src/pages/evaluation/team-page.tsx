import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, DatePicker, Input, Modal, message } from 'antd';
import { useState } from 'react';
import { besideQuery } from '../../api/benchmarks.ts';
import { openGap, type Team, teamQuery } from '../../api/evaluation.ts';
import { useAccount } from '../../api/session.ts';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { PrintButton } from '../../parts/print-button.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { dayOf, dayText, moment } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import { can } from '../../shell/permissions.ts';
import { BesideTable } from '../benchmarks/beside-table.tsx';
import { AimList } from './aim-list.tsx';
import { TopicForm } from './topic-form.tsx';
import { WatchedLine } from './watched.tsx';

const route = getRouteApi('/official/evaluation/$indicator');

/** One indicator's team on one page: value, benchmarks, meetings, gaps, targets. */
export function EvaluationTeamPage() {
  const { indicator } = route.useParams();
  const account = useAccount();
  const [asking, setAsking] = useState(false);
  const query = useQuery(teamQuery(indicator));
  return (
    <QueryView query={query}>
      {(team) => (
        <Page
          title={`${team.title}专班`}
          meta={`牵头：${team.lead.name}；成员：${team.members.map((each) => each.name).join('、') || '未列'}${team.assumed ? '（自拟，待核定）' : ''}`}
          actions={
            <>
              <PrintButton />
              {can(account, 'evaluation.manage') && (
                <Button type="primary" onClick={() => setAsking(true)}>
                  列一条差距
                </Button>
              )}
            </>
          }
        >
          <Body team={team} />
          {asking && <GapForm indicator={indicator} onClose={() => setAsking(false)} />}
        </Page>
      )}
    </QueryView>
  );
}

function Topics({ team }: { readonly team: Team }) {
  const now = useNow();
  const account = useAccount();
  const [linking, setLinking] = useState(false);
  const mayLink = can(account, 'evaluation.manage') && can(account, 'meetings.read');
  return (
    <>
      {team.meetings.length === 0 && <p className="meta">▲ 没有开过。</p>}
      {team.meetings.map((each) => (
        <p key={each.id}>
          <Link to="/meetings/$id" params={{ id: each.id }}>
            {each.title}
          </Link>{' '}
          <span className="meta">{moment(each.startsAt, now)}</span>
        </p>
      ))}
      {mayLink && !linking && (
        <Button size="small" className="no-print" onClick={() => setLinking(true)}>
          登记一次专题会
        </Button>
      )}
      {linking && (
        <TopicForm
          indicator={team.indicator}
          known={team.meetings.map((each) => each.id)}
          onClose={() => setLinking(false)}
        />
      )}
    </>
  );
}

/** The same table as on the page of benchmarks, of this indicator alone. */
function Benchmarks({ indicator }: { readonly indicator: string }) {
  const query = useQuery(besideQuery({ node: indicator }));
  return (
    <QueryView query={query}>
      {(data) => {
        const lines = data.lines.filter((line) => line.cells.some((each) => each.value !== null));
        return (
          <>
            {lines.length === 0 ? (
              <p className="meta">还没有录入有出处的标杆值。</p>
            ) : (
              <BesideTable data={data} lines={lines} />
            )}
            <p>
              <Link to="/benchmarks" search={{ scheme: data.scheme }}>
                标杆城市对标
              </Link>
            </p>
          </>
        );
      }}
    </QueryView>
  );
}

function Body({ team }: { readonly team: Team }) {
  return (
    <section className="panel">
      <div className={page.block}>
        <h2>当前数值</h2>
        {team.watched.map((each) => (
          <WatchedLine key={`${each.indicator} ${each.category}`} watched={each} />
        ))}
        {team.watched.length === 0 && <p className="meta">还没有可由记录算出的数，由填报采集。</p>}
      </div>
      <div className={page.block}>
        <h2>标杆城市</h2>
        <Benchmarks indicator={team.indicator} />
      </div>
      <div className={page.block}>
        <h2>差距清单</h2>
        {team.gaps.length === 0 && team.hiddenGaps === 0 && <p className="meta">没有列出差距。</p>}
        {team.gaps.map((each) => (
          <p key={each.id}>
            <Link to="/matters/$id" params={{ id: each.id }}>
              {each.title}
            </Link>
            <span className="meta">
              {' '}
              {[each.number, each.status, each.holder, each.dueAt ? `${dayText(each.dueAt)}前` : '']
                .filter(Boolean)
                .join(' · ')}
            </span>
          </p>
        ))}
        {team.hiddenGaps > 0 && <p className="meta">另有 {team.hiddenGaps} 条您无权查看。</p>}
      </div>
      <div className={page.block}>
        <h2>目标和措施</h2>
        <AimList aims={team.aims} />
      </div>
      <div className={page.block}>
        <h2>专题分析会</h2>
        <Topics team={team} />
      </div>
      {team.dual.length > 0 && (
        <div className={page.block}>
          <h2>双牵头</h2>
          {team.dual.map((each) => (
            <p key={each.region}>
              {each.region}：{each.district.name}、{each.department.name}
              <span className="meta">{each.since ? ` ${dayOf(each.since)}起` : ' 示例，待核定，不计分'}</span>
            </p>
          ))}
        </div>
      )}
    </section>
  );
}

function GapForm({ indicator, onClose }: { readonly indicator: string; readonly onClose: () => void }) {
  const queries = useQueryClient();
  const [title, setTitle] = useState('');
  const [goal, setGoal] = useState('');
  const [due, setDue] = useState('');
  const send = useMutation({
    mutationFn: () => openGap({ indicator, title, goal, due }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['evaluation'] });
      onClose();
    },
    onError: (error: Error) => void message.error(error.message),
  });
  const isReady = title.trim().length > 1 && goal.trim().length > 1 && due !== '';
  return (
    <Modal
      open
      title="列一条差距"
      okText="立件交办"
      cancelText="取消"
      okButtonProps={{ disabled: !isReady, loading: send.isPending }}
      onOk={() => send.mutate()}
      onCancel={onClose}
    >
      <label htmlFor="gap-title">差距</label>
      <Input id="gap-title" maxLength={300} value={title} onChange={(event) => setTitle(event.target.value)} />
      <label htmlFor="gap-goal">目标（补到什么程度）</label>
      <Input id="gap-goal" maxLength={300} value={goal} onChange={(event) => setGoal(event.target.value)} />
      <label htmlFor="gap-due">期限</label>
      <DatePicker
        id="gap-due"
        style={{ width: '100%' }}
        onChange={(day) => setDue(day ? day.format('YYYY-MM-DD') : '')}
      />
      <p className="meta">交给牵头单位办理，到期前提醒，办结后由营商办核验。</p>
    </Modal>
  );
}
