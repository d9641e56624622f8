import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type Asked, type Indicator, indicatorQuery, type Value } from '../../api/indicators.ts';
import { figure } from '../../parts/figures.ts';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { dayOf } from '../../parts/time.ts';
import { intervalWords, movementOf, rangeWords, shown, unitWord } from '../cockpit/words.ts';
import { AskedBar } from './asked-bar.tsx';
import { Course } from './course.tsx';

const route = getRouteApi('/official/indicators/$id');

/** One number: what it says, how it is counted, how it went, and whose it is. */
export function IndicatorPage() {
  const { id } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(indicatorQuery(id, search));
  const title = query.data?.head.title ?? '指标';
  return (
    <Page
      title={title}
      meta={search.on ? `${dayOf(search.on)}的数` : '现在的数'}
      actions={<AskedBar value={search} onChange={(next) => void navigate({ search: next })} />}
    >
      <QueryView query={query}>
        {(indicator) => (
          <>
            <Now indicator={indicator} search={search} />
            <section className={`panel ${page.block}`}>
              <Course indicator={indicator} />
            </section>
            <Split
              title="各单位"
              rows={indicator.units.map(({ unit, ...each }) => ({ ...each, id: unit.id, name: unit.name }))}
              by="unit"
              indicator={indicator}
            />
            <Split
              title="各地"
              rows={indicator.regions.map(({ region, ...each }) => ({ ...each, id: region.id, name: region.name }))}
              by="region"
              indicator={indicator}
            />
          </>
        )}
      </QueryView>
    </Page>
  );
}

function Now({ indicator, search }: { readonly indicator: Indicator; readonly search: Asked }) {
  const { head, now, before, query } = indicator;
  const movement = movementOf({ ...head, value: now.value, before: before.value, interval: now.interval });
  return (
    <section className="panel">
      <div className={page.line}>
        <p style={{ fontSize: 28, fontWeight: 600 }}>
          {shown(now.value, head.unit)}{' '}
          <span className="meta">{now.value === null ? '没有可计入的记录' : unitWord(head.unit)}</span>
        </p>
        <p>
          {movement.word}
          <span className="meta">&ensp;{intervalWords(now.interval, head.unit)}</span>
        </p>
        <p>
          <Link to="/indicators/$id/records" params={{ id: head.id }} search={search}>
            看这 {figure(now.counted)} 条记录
          </Link>
        </p>
      </div>
      <div className={page.block}>
        <h2 className="section-title">怎么算的</h2>
        <p>{query.words}。</p>
        <p className="meta">
          来自{query.over}的办理记录，{query.by}。计入：{query.counted}
          {query.meets ? `；算数：${query.meets}` : ''}
          {query.value ? `；取数：${query.value}` : ''}
        </p>
        {head.good !== undefined && (
          <p className="meta">
            参考值 {head.good}
            {head.unit === '%' ? '%' : head.unit}
            {head.assumed ? '（本系统自定，未见于文件）' : ''}
          </p>
        )}
      </div>
    </section>
  );
}

type Row = Value & { readonly id: string; readonly name: string };
type SplitProps = {
  readonly title: string;
  readonly rows: readonly Row[];
  readonly by: 'unit' | 'region';
  readonly indicator: Indicator;
};

function Split({ title, rows, by, indicator }: SplitProps) {
  const search = route.useSearch();
  if (rows.length === 0) return null;
  const { head } = indicator;
  return (
    <Scroll panel title={title}>
      <table className={page.table}>
        <thead>
          <tr>
            <th scope="col">{title}</th>
            <th scope="col" className={page.number ?? ''}>
              {head.unit}
            </th>
            <th scope="col">90% 区间</th>
            <th scope="col">记录</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row" style={{ fontWeight: 400 }}>
                {row.name}
              </th>
              <td className={page.number ?? ''}>{shown(row.value, head.unit)}</td>
              <td className="meta">{rangeWords(row.interval, head.unit)}</td>
              <td>
                <Link to="/indicators/$id/records" params={{ id: head.id }} search={{ ...search, [by]: row.id }}>
                  {head.kind === 'rate' ? `${row.meets} / ${row.counted}` : row.counted}
                </Link>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
