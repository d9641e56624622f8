import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Select } from 'antd';
import { type AppraisalPeriod, periodQuery } from '../../api/appraisal.ts';
import { figure } from '../../parts/figures.ts';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { PrintButton } from '../../parts/print-button.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { isoDay, moment, quarterWord } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import { PeriodStep } from './period-step.tsx';

const route = getRouteApi('/official/appraisal/period');
const titleOf = (period: string): string => (period.includes('Q') ? `${quarterWord(period)}评选` : `${period}年考核`);

const STATUS = {
  running: '还没有过完，试汇总',
  open: '未公布，试汇总',
  proposed: '已提交，待公布',
  published: '已公布',
} as const;

/** 季评选、年考核: the published sum of frozen months. */
export function AppraisalPeriodPage() {
  const now = useNow();
  const year = isoDay(now).slice(0, 4);
  const { period = year } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(periodQuery(period));
  const own = period.slice(0, 4);
  const options = [own, ...[1, 2, 3, 4].map((each) => `${own}-Q${each}`)].map((value) => ({
    value,
    label: titleOf(value),
  }));
  return (
    <Page
      title={titleOf(period)}
      meta="由各月冻结的得分汇总，异议成立的按更正后的得分"
      actions={
        <>
          <Select
            aria-label="哪一期"
            value={period}
            options={options}
            onChange={(next) => void navigate({ search: { period: next } })}
            style={{ minWidth: 180 }}
          />
          <PrintButton />
          {query.data && <PeriodStep data={query.data} />}
        </>
      }
    >
      <QueryView query={query}>
        {(data) => (
          <>
            <section className="panel">
              <div className={page.line}>
                <strong>{STATUS[data.status]}</strong>
                {data.proposedBy && <span className="meta">{data.proposedBy}提交，须由另一人公布</span>}
                {data.publishedAt !== undefined && <span className="meta">公布于 {moment(data.publishedAt, now)}</span>}
                <span className="meta">{data.weights}</span>
                <span className="meta">结果标识 {data.hash.slice(0, 12)}</span>
                {data.same !== undefined && (
                  <span className="meta">{data.same ? '✓ 重新汇总逐字节相同' : '✗ 公布后又有更正，重新汇总不同'}</span>
                )}
              </div>
              {data.withdrawn && (
                <p className={`meta ${page.line}`}>
                  {data.withdrawn.by} {moment(data.withdrawn.at, now)}撤回：{data.withdrawn.reason}
                </p>
              )}
              {data.missing.length > 0 && (
                <p className={`meta ${page.line}`}>
                  还没有冻结：{data.missing.map((each) => `${Number(each.slice(5))}月`).join('、')}
                </p>
              )}
            </section>
            <Lines data={data} />
          </>
        )}
      </QueryView>
    </Page>
  );
}

function Lines({ data }: { readonly data: AppraisalPeriod }) {
  const months = data.lines[0]?.months.map((each) => each.month) ?? [];
  if (data.lines.length === 0)
    return (
      <section className="panel">
        <p className={page.line}>这一期还没有冻结的月份。先在“月打分”里提交、签发。</p>
      </section>
    );
  return (
    <Scroll panel title="各单位汇总得分">
      <table className={page.table}>
        <thead>
          <tr>
            <th scope="col">单位</th>
            <th scope="col" className={page.number ?? ''}>
              得分
            </th>
            {months.map((each) => (
              <th key={each} scope="col" className={page.number ?? ''}>
                {Number(each.slice(5))}月
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.lines.map((line) => (
            <tr key={line.unit.id}>
              <th scope="row" style={{ fontWeight: 400 }}>
                {line.unit.name}
                {line.review && <div className="meta">民主评议 {figure(line.review.score, 1)}</div>}
                {line.selected && <div className="meta">★ 入选（前两成）</div>}
              </th>
              <td className={page.number ?? ''}>
                {line.score === null ? (
                  <span className="meta">月份不足</span>
                ) : (
                  <strong>{figure(line.score, 1)}</strong>
                )}
              </td>
              {line.months.map(({ month, score }) => (
                <td key={month} className={page.number ?? ''}>
                  {score === null ? (
                    <span className="meta">—</span>
                  ) : (
                    <Link to="/appraisal/unit" search={{ month, unit: line.unit.id }}>
                      {figure(score, 1)}
                    </Link>
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
