import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { moneyQuery } from '../../api/cockpit.ts';
import { money } from '../../parts/figures.ts';
import { NextPage } from '../../parts/next-page.tsx';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty } from '../../parts/states.tsx';
import { dayOf } from '../../parts/time.ts';
import { MONEY_MEANS, MONEY_WORDS, moneyStageOf } from './money-words.ts';

const route = getRouteApi('/official/cockpit/money');

/** The payments that one figure of the money counts, on the day that it was about. */
export function MoneyPage() {
  const { on, ...search } = route.useSearch();
  const stage = moneyStageOf(search.stage);
  const query = useInfiniteQuery(moneyQuery({ stage, ...(on ? { on } : {}) }));
  const year = query.data?.pages[0]?.year;
  return (
    <Page
      title={`${year ? `${year} 年` : ''}${MONEY_WORDS[stage]}的款项`}
      meta={`${on ? `${dayOf(on)}的情况，` : ''}${MONEY_MEANS[stage]}；金额大的在前`}
      actions={
        <Link to="/cockpit" search={on ? { on } : {}}>
          回到驾驶舱
        </Link>
      }
    >
      <QueryView query={query}>
        {({ pages }) => {
          const items = pages.flatMap((each) => each.items);
          if (items.length === 0)
            return (
              <section className="panel">
                <Empty title="没有这样的款项">这个数在这一天是零。</Empty>
              </section>
            );
          return (
            <section className="panel">
              <ul>
                {items.map((each) => (
                  <li key={each.id} className={page.line}>
                    <Link to="/funds/items/$id" params={{ id: each.id }} className={page.name ?? ''}>
                      {each.payee}
                    </Link>
                    <span className="meta grow">
                      {each.purpose} · {dayOf(each.since)}变动
                    </span>
                    <strong>{money(each.amount)}</strong>
                  </li>
                ))}
              </ul>
              <NextPage query={query} className={page.line} />
            </section>
          );
        }}
      </QueryView>
    </Page>
  );
}
