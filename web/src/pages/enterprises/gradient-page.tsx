import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Segmented, Select } from 'antd';
import { gradientQuery, nearQuery } from '../../api/enterprises.ts';
import { NextPage } from '../../parts/next-page.tsx';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty } from '../../parts/states.tsx';
import { Conditions } from './rung-list.tsx';

const route = getRouteApi('/official/enterprises/gradient');

/** 临近名单: who is one or two conditions short of a step, and of which. */
export function GradientPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(gradientQuery);
  const short = Number(search.short ?? '1');
  return (
    <Page title="梯度培育" meta="逐条对照认定条件，差一到三条的企业列在这里，写明缺什么、差多少。未知的条件不算符合。">
      <QueryView query={query}>
        {(rungs) => {
          const chosen = rungs.find((each) => each.id === search.rung) ?? rungs[0];
          if (!chosen)
            return <Empty title="没有设置梯度">在资源包 enterprises/tags.yaml 的 gradient 里写明各级条件。</Empty>;
          const nearBy = (short: number) => chosen.near.find((each) => each.short === short)?.count ?? 0;
          return (
            <>
              <div className="row">
                <Select
                  aria-label="梯度"
                  value={chosen.id}
                  onChange={(rung) => void navigate({ search: { ...search, rung }, replace: true })}
                  options={rungs.map((each) => ({ value: each.id, label: each.title }))}
                  style={{ minWidth: 200 }}
                />
                <Segmented
                  aria-label="差几条"
                  value={String(short)}
                  onChange={(next) => void navigate({ search: { ...search, short: next }, replace: true })}
                  options={[1, 2, 3, 0].map((short) => ({
                    value: String(short),
                    label: `${short === 0 ? '已齐' : `差 ${short} 条`} ${nearBy(short)}`,
                  }))}
                />
              </div>
              {chosen.source && (
                <p className="meta">
                  {chosen.source}
                  {chosen.assumed && '（口径未核实）'}
                </p>
              )}
              <Near rung={chosen.id} short={short} />
            </>
          );
        }}
      </QueryView>
    </Page>
  );
}

function Near({ rung, short }: { readonly rung: string; readonly short: number }) {
  const query = useInfiniteQuery(nearQuery(rung, short));
  return (
    <section className="panel" aria-label="临近名单">
      <QueryView query={query}>
        {({ pages }) =>
          pages[0]?.items.length === 0 ? (
            <Empty title="没有这样的企业">可以看差别的条数的。</Empty>
          ) : (
            <ul>
              {pages
                .flatMap(({ items }) => items)
                .map((each) => (
                  <li key={each.id} className={page.line}>
                    <div className="grow">
                      <Link
                        to="/enterprises/$id"
                        params={{ id: each.id }}
                        search={{ tab: 'gradient' }}
                        className={page.name}
                      >
                        {each.name}
                      </Link>
                      {each.lacks.length === 0 ? (
                        <p className="meta">条件已齐，可动员申报</p>
                      ) : (
                        <Conditions conditions={each.lacks} />
                      )}
                    </div>
                  </li>
                ))}
            </ul>
          )
        }
      </QueryView>
      <NextPage query={query} className={page.block} />
    </section>
  );
}
