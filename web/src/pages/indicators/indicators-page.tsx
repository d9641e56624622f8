import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { indicatorsQuery, type Listed } from '../../api/indicators.ts';
import { schemesQuery } from '../../api/schemes.ts';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { saveCsv } from '../../parts/save-csv.ts';
import { Scroll } from '../../parts/scroll.tsx';
import { dayOf } from '../../parts/time.ts';
import { WhyPopover } from '../../parts/why-popover.tsx';
import { intervalWords, movementOf, shown, unitWord } from '../cockpit/words.ts';
import { AskedBar } from './asked-bar.tsx';

const route = getRouteApi('/official/indicators');

/** All indicators from the system's own events: nobody filled in a form. */
export function IndicatorsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(indicatorsQuery(search));
  const schemes = useQuery(schemesQuery);
  const items = query.data?.items ?? [];
  return (
    <Page
      title="指标"
      meta={`${items.length} 项，全部由办理记录算出，不用填表${search.on ? `；${dayOf(search.on)}的数` : ''}`}
      actions={
        <>
          <Link to="/code-lists">代码表</Link>
          <AskedBar value={search} onChange={(next) => void navigate({ search: next })} />
          <Button disabled={!query.data} onClick={() => save(items)}>
            导出
          </Button>
        </>
      }
    >
      <section className="panel" aria-label="指标方案">
        <div className={page.line}>
          <span className="meta">指标方案</span>
          {(schemes.data ?? []).map((each) => (
            <Link key={each.id} to="/indicators/schemes/$id" params={{ id: each.id }}>
              {each.title}
            </Link>
          ))}
        </div>
      </section>
      <QueryView query={query}>
        {() =>
          [...new Set(items.map((each) => each.group))].map((group) => (
            <Group key={group} title={group} items={items.filter((each) => each.group === group)} />
          ))
        }
      </QueryView>
    </Page>
  );
}

function Group({ title, items }: { readonly title: string; readonly items: readonly Listed[] }) {
  const search = route.useSearch();
  return (
    <Scroll panel title={title}>
      <table className={page.table}>
        <thead>
          <tr>
            <th scope="col">{title}</th>
            <th scope="col" className={page.number ?? ''}>
              本期
            </th>
            <th scope="col">与上期比</th>
            <th scope="col">记录</th>
          </tr>
        </thead>
        <tbody>
          {items.map((each) => {
            const headline = {
              ...each,
              value: each.now.value,
              before: each.before.value,
              interval: each.now.interval,
              counted: each.now.counted,
            };
            return (
              <tr key={each.id}>
                <th scope="row" style={{ fontWeight: 400 }}>
                  <Link to="/indicators/$id" params={{ id: each.id }} search={search}>
                    {each.title}
                  </Link>
                  &ensp;
                  <WhyPopover label="口径" title={`${each.title}的口径`}>
                    {each.words}
                  </WhyPopover>
                </th>
                <td className={page.number ?? ''}>
                  <strong>{shown(each.now.value, each.unit)}</strong>{' '}
                  <span className="meta">{each.now.value === null ? '' : unitWord(each.unit)}</span>
                </td>
                <td>
                  {movementOf(headline).word}
                  <span className="meta">&ensp;{intervalWords(each.now.interval, each.unit)}</span>
                </td>
                <td>
                  {each.now.counted > 0 ? (
                    <Link to="/indicators/$id/records" params={{ id: each.id }} search={search}>
                      {each.kind === 'rate' ? `${each.now.meets} / ${each.now.counted}` : each.now.counted}
                    </Link>
                  ) : (
                    <span className="meta">没有可计入的记录</span>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scroll>
  );
}

function save(items: readonly Listed[]): void {
  const head = ['类别', '指标', '本期', '单位', '计入', '算数', '上期', '口径'];
  saveCsv('指标.csv', [
    head,
    ...items.map((each) => [
      each.group,
      each.title,
      each.now.value ?? '',
      each.unit,
      each.now.counted,
      each.now.meets,
      each.before.value ?? '',
      each.words,
    ]),
  ]);
}
