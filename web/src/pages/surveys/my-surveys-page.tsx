import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { mySurveysQuery } from '../../api/surveys.ts';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty } from '../../parts/states.tsx';
import { dayText } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import { AnswerSheet } from './answer-page.tsx';

const route = getRouteApi('/e/surveys');

/** The questionnaires that this firm was drawn to answer; which one is open stands in the address as a number only. */
export function MySurveysPage() {
  const { open } = route.useSearch();
  const query = useQuery(mySurveysQuery);
  const now = useNow();
  const chosen = open === undefined ? undefined : query.data?.[Number(open)];
  if (chosen) return <AnswerSheet token={chosen.token} />;
  return (
    <Page title="问卷调查" narrow>
      <section className="panel">
        <QueryView query={query}>
          {(items) =>
            items.length === 0 ? (
              <Empty title="没有要填的问卷">抽中时会收到通知。答卷匿名，和您的单位分开存放。</Empty>
            ) : (
              <ul>
                {items.map((each, at) => (
                  <li key={each.token} className={page.line}>
                    <div className="grow">
                      <Link to="/e/surveys" search={{ open: String(at) }} className={page.name ?? ''}>
                        {each.title}
                      </Link>
                      <p className="meta">{dayText(each.closesAt, now)}截止，匿名</p>
                    </div>
                  </li>
                ))}
              </ul>
            )
          }
        </QueryView>
      </section>
    </Page>
  );
}
