import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { leagueBook, leagueQuery, type RatingLine } from '../../api/ratings.ts';
import { figure } from '../../parts/figures.ts';
import { MonthPicker } from '../../parts/month-picker.tsx';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { PrintButton } from '../../parts/print-button.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { isoDay } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import { tierWord } from '../cockpit/words.ts';

const route = getRouteApi('/official/ratings');
const percent = (value: number | null): string => (value === null ? '—' : `${figure(value, 1)}%`);

/** 好差评: units in tiers, and every figure opens its ratings. */
export function RatingLeaguePage() {
  const now = useNow();
  const { month = isoDay(now).slice(0, 7) } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(leagueQuery(month));
  return (
    <Page
      title={`好差评 ${Number(month.slice(0, 4))}年${Number(month.slice(5))}月`}
      meta="评价不可更改、不可删除；差评由评价人再次评价后销号，三次联系不上的单列"
      actions={
        <>
          <MonthPicker value={month} onChange={(next) => void navigate({ search: { month: next } })} />
          <Button href={leagueBook(month)}>导出 Excel</Button>
          <Link to="/ratings/windows">
            <Button>窗口和二维码</Button>
          </Link>
          <PrintButton />
        </>
      }
    >
      <QueryView query={query}>
        {({ lines, words }) => (
          <>
            {lines.length === 0 ? (
              <section className="panel">
                <p className={page.line}>
                  这个月还没有评价。先在<Link to="/ratings/windows">窗口和二维码</Link>里登记窗口，把二维码贴到窗口上。
                </p>
              </section>
            ) : (
              <Scroll panel title="各单位好差评">
                <Table lines={lines} month={month} />
              </Scroll>
            )}
            <section className="panel">
              {words.map((each) => (
                <p key={each.title} className={`meta ${page.line}`}>
                  {each.title}：{each.words}
                </p>
              ))}
              <p className={`meta ${page.line}`}>
                GB/T 39734-2020 附录 B 列有公开评价指标值，算法按各地公开口径整理，待核定。
              </p>
            </section>
          </>
        )}
      </QueryView>
    </Page>
  );
}

function Table({ lines, month }: { readonly lines: readonly RatingLine[]; readonly month: string }) {
  const number = page.number ?? '';
  return (
    <table className={page.table}>
      <thead>
        <tr>
          <th scope="col">单位</th>
          <th scope="col">档次</th>
          {['评价', '好评率', '主动好评率', '差评', '整改中', '已整改', '未回应', '仍不满意', '回访整改率'].map(
            (each) => (
              <th key={each} scope="col" className={number}>
                {each}
              </th>
            ),
          )}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.unit.id}>
            <th scope="row" style={{ fontWeight: 400 }}>
              {line.unit.name}
            </th>
            <td className="meta">{line.tier === null ? '评价太少' : tierWord(line)}</td>
            <td className={number}>
              <Link to="/ratings/records" search={{ month, unit: line.unit.id }}>
                {line.counted}
              </Link>
            </td>
            <td className={number}>
              <strong>{percent(line.goodRate)}</strong>
              {line.interval && (
                <div className="meta">
                  {figure(line.interval[0], 0)}–{figure(line.interval[1], 0)}
                </div>
              )}
            </td>
            <td className={number}>{percent(line.activeGoodRate)}</td>
            <td className={number}>
              <Link to="/ratings/records" search={{ month, unit: line.unit.id, grade: 'bad' }}>
                {line.bad}
              </Link>
            </td>
            <td className={number}>{line.open}</td>
            <td className={number}>{line.rectified}</td>
            <td className={number}>{line.unanswered}</td>
            <td className={number}>{line.dissatisfied}</td>
            <td className={number}>{percent(line.rectifiedRate)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
