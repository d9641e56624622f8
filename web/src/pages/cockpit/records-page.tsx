import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { standingQuery } from '../../api/cockpit.ts';
import { Lamp } from '../../parts/lamp.tsx';
import { NextPage } from '../../parts/next-page.tsx';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty } from '../../parts/states.tsx';
import { dayOf, moment } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';

const route = getRouteApi('/official/cockpit/records');
const words: Readonly<Record<string, string>> = {
  open: '在办',
  overdue: '已超期',
  near: '临期',
  normal: '正常',
  suspended: '暂停',
  done: '办结',
  due: '当天到期',
};

/** The matters that a number of the cockpit counted, on the day that it was about. */
export function StandingRecordsPage() {
  const search = route.useSearch();
  const asked = { ...search, what: search.what ?? 'open' };
  const query = useInfiniteQuery(standingQuery(asked));
  const [first] = query.data?.pages ?? [];
  const hidden = (query.data?.pages ?? []).reduce((sum, each) => sum + each.hidden, 0);
  const now = useNow();
  const word = words[asked.what] ?? asked.what;
  return (
    <Page
      title={`${word}的事项`}
      meta={
        <>
          {search.on ? `${dayOf(search.on)}的情况，` : ''}
          {first ? `共 ${first.total} 件` : ''}
          {hidden > 0 ? `，其中 ${hidden} 件您无权查看内容` : ''}
        </>
      }
      actions={
        <Link to="/cockpit" search={search.on ? { on: search.on } : {}}>
          回到驾驶舱
        </Link>
      }
    >
      <QueryView query={query}>
        {({ pages }) =>
          pages.every((each) => each.items.length === 0) ? (
            <section className="panel">
              <Empty title={`没有${word}的事项`}>这个数现在是零，或者您无权查看这些事项的内容。</Empty>
            </section>
          ) : (
            <section className="panel">
              <ul>
                {pages
                  .flatMap((one) => one.items)
                  .map((each) => (
                    <li key={each.id} className={page.line}>
                      <Lamp lamp={each.lamp} />
                      <Link to="/matters/$id" params={{ id: each.id }} className={page.name ?? ''}>
                        {each.title}
                      </Link>
                      <span className="meta">
                        {each.number} · {each.unit}
                        {each.dueAt === undefined ? '' : ` · 时限 ${moment(each.dueAt, now)}`}
                      </span>
                    </li>
                  ))}
              </ul>
              <NextPage query={query} className={page.line} />
            </section>
          )
        }
      </QueryView>
    </Page>
  );
}
