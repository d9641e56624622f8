import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, message } from 'antd';
import {
  type Appraisal,
  appraisalBook,
  appraisalCheckQuery,
  appraisalQuery,
  freezeAppraisal,
  proposeAppraisal,
} from '../../api/appraisal.ts';
import { useAccount } from '../../api/session.ts';
import { figure } from '../../parts/figures.ts';
import { MonthPicker } from '../../parts/month-picker.tsx';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { PrintButton } from '../../parts/print-button.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { isoDay, moment } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import { can } from '../../shell/permissions.ts';
import { tierWord } from '../cockpit/words.ts';
import { LateMoves } from './late-moves.tsx';
import { statusWords } from './words.ts';

const route = getRouteApi('/official/appraisal');

/** 月打分: each point opens the records that it comes from. */
export function AppraisalPage() {
  const now = useNow();
  const { month = isoDay(now).slice(0, 7) } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(appraisalQuery(month));
  return (
    <Page
      title={`部门月打分 ${Number(month.slice(0, 4))}年${Number(month.slice(5))}月`}
      meta={query.data?.caution}
      actions={
        <>
          <MonthPicker value={month} onChange={(next) => void navigate({ search: { month: next } })} />
          <Button href={appraisalBook(month)}>导出 Excel</Button>
          <Link to="/appraisal/period" search={{ period: month.slice(0, 4) }}>
            <Button>季评选、年考核</Button>
          </Link>
          <PrintButton />
          {query.data && <NextStep month={query.data} />}
        </>
      }
    >
      <QueryView query={query}>
        {(data) => (
          <>
            <State data={data} now={now} />
            <Scores data={data} />
          </>
        )}
      </QueryView>
    </Page>
  );
}

/** One primary button: hand in, then somebody else signs. */
function NextStep({ month }: { readonly month: Appraisal }) {
  const account = useAccount();
  const queries = useQueryClient();
  const step = useMutation({
    mutationFn: () =>
      month.status === 'open' ? proposeAppraisal(month.month) : freezeAppraisal(month.month, month.run),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['appraisal'] }),
    onError: (error: Error) => void message.error(error.message),
  });
  if (!can(account, 'appraisal.manage')) return null;
  if (month.status === 'open')
    return (
      <Button type="primary" loading={step.isPending} onClick={() => step.mutate()}>
        提交签发
      </Button>
    );
  if (month.status === 'proposed' && month.mayFreeze)
    return (
      <Button type="primary" loading={step.isPending} onClick={() => step.mutate()}>
        签发并冻结
      </Button>
    );
  return null;
}

function State({ data, now }: { readonly data: Appraisal; readonly now: number }) {
  const isKept = data.status === 'proposed' || data.status === 'frozen';
  const check = useQuery({ ...appraisalCheckQuery(data.month), enabled: isKept });
  return (
    <section className="panel">
      <div className={page.line}>
        <strong>{statusWords[data.status]}</strong>
        {data.frozenAt !== undefined && <span className="meta">冻结于 {moment(data.frozenAt, now)}</span>}
        <span className="meta">结果标识 {data.run.slice(0, 12)}</span>
        {check.data && (
          <span className="meta">{check.data.same ? '✓ 重算结果逐字节相同' : '✗ 重算结果不同，请报告系统管理员'}</span>
        )}
      </div>
      {check.data && check.data.moved.length > 0 && <LateMoves month={data.month} moved={check.data.moved} />}
    </section>
  );
}

function Scores({ data }: { readonly data: Appraisal }) {
  return (
    <Scroll panel title="各部门得分">
      <table className={page.table}>
        <thead>
          <tr>
            <th scope="col">部门</th>
            <th scope="col">档次</th>
            <th scope="col" className={page.number ?? ''}>
              得分
            </th>
            {data.items.map((each) => (
              <th key={each.id} scope="col" className={page.number ?? ''}>
                {each.title}
                <div className="meta">{each.weight} 分</div>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.lines.map((line) => (
            <tr key={line.unit.id}>
              <th scope="row" style={{ fontWeight: 400 }}>
                <Link
                  to="/appraisal/unit"
                  search={{ month: data.month, unit: line.unit.id }}
                  title="看每一分扣在哪件事上"
                >
                  {line.unit.name}
                </Link>
              </th>
              <td className="meta" style={{ whiteSpace: 'nowrap' }}>
                {tierWord(line)}
              </td>
              <td className={page.number ?? ''}>
                <strong>{line.score === null ? '—' : figure(line.score, 1)}</strong>
                {line.frozenScore !== undefined && (
                  <div className="meta">更正前 {line.frozenScore === null ? '—' : figure(line.frozenScore, 1)}</div>
                )}
                {line.scoreInterval && (
                  <div className="meta">
                    {figure(line.scoreInterval[0], 0)}–{figure(line.scoreInterval[1], 0)}
                  </div>
                )}
              </td>
              {line.parts.map((part) => (
                <td key={part.indicator} className={page.number ?? ''}>
                  {part.points === null ? (
                    <span className="meta">不计</span>
                  ) : (
                    <>
                      <Link
                        to="/appraisal/unit"
                        search={{ month: data.month, unit: line.unit.id }}
                        hash={part.indicator}
                        title="看扣分的记录"
                      >
                        {figure(part.points, 1)}
                      </Link>
                      <div className="meta">满分 {figure(part.of, 1)}</div>
                    </>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
