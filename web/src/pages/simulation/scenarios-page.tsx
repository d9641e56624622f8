import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Checkbox, Input, Select } from 'antd';
import { useState } from 'react';
import { type ScenarioFilters, scenariosQuery, setsQuery } from '../../api/simulation.ts';
import { NextPage } from '../../parts/next-page.tsx';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty } from '../../parts/states.tsx';
import { moment } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';

const route = getRouteApi('/official/simulation/scenarios');

/** 已存方案, found by name, by policy, by who kept them. */
export function ScenariosPage() {
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const query = useInfiniteQuery(scenariosQuery(filters));
  const sets = useQuery(setsQuery);
  const now = useNow();
  const [text, setText] = useState(filters.q ?? '');
  const put = (next: ScenarioFilters) => void navigate({ search: next });
  const { q: _q, set: _set, mine: _mine } = filters;
  return (
    <Page title="已存推演方案" actions={<Link to="/simulation">去推演</Link>}>
      <search className="row no-print">
        <Input.Search
          data-page-search=""
          aria-label="搜索方案名称"
          placeholder="方案名称"
          allowClear
          value={text}
          onChange={(event) => setText(event.target.value)}
          onSearch={(q) =>
            put({ ...(_set ? { set: _set } : {}), ...(_mine ? { mine: _mine } : {}), ...(q ? { q } : {}) })
          }
          style={{ width: 240 }}
        />
        <Select
          aria-label="哪一件政策"
          allowClear
          placeholder="政策"
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={false}
          style={{ minWidth: 160 }}
          value={_set ?? null}
          options={(sets.data ?? []).map((each) => ({ value: each.id, label: each.title }))}
          onChange={(set) =>
            put({ ...(_q ? { q: _q } : {}), ...(_mine ? { mine: _mine } : {}), ...(set ? { set } : {}) })
          }
        />
        <Checkbox
          checked={_mine === 'true'}
          onChange={(event) =>
            put({
              ...(_q ? { q: _q } : {}),
              ...(_set ? { set: _set } : {}),
              ...(event.target.checked ? { mine: 'true' } : {}),
            })
          }
        >
          我存的
        </Checkbox>
      </search>
      <section className="panel" aria-label="方案">
        <QueryView query={query}>
          {({ pages }) => {
            const items = pages.flatMap((each) => each.items);
            if (items.length === 0)
              return <Empty title="还没有方案">在沙盘里调好数以后“另存方案”，这里就能找到，也能用链接发给同事。</Empty>;
            return (
              <ul>
                {items.map((each) => (
                  <li key={each.id} className={page.line}>
                    <div className="grow">
                      <Link to="/simulation" search={{ scenario: each.id }} className={page.name ?? ''}>
                        {each.title}
                      </Link>
                      <p className="meta">
                        {each.set.title} · {each.variants.join('、')}
                      </p>
                    </div>
                    <span className="meta">
                      第 {each.version} 版 · {[each.unit, each.by].filter(Boolean).join(' ')} · {moment(each.at, now)}
                    </span>
                  </li>
                ))}
              </ul>
            );
          }}
        </QueryView>
        <NextPage query={query} className={page.block} />
      </section>
    </Page>
  );
}
