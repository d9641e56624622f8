import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { fileVisit, type Visit, visitsQuery } from '../../api/outreach.ts';
import { useAccount } from '../../api/session.ts';
import { useSend } from '../../api/use-send.ts';
import { dotted } from '../../parts/dotted.ts';
import { NextPage } from '../../parts/next-page.tsx';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty, Failure } from '../../parts/states.tsx';
import { when } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import { can } from '../../shell/permissions.ts';
import { kindWords, moodWords } from './mood-words.ts';

const route = getRouteApi('/official/visits/log');

/** What was seen, newest first; what holds a problem becomes an appeal with one tap. */
export function VisitLogPage() {
  const filters = route.useSearch();
  const visits = useInfiniteQuery(visitsQuery(filters));
  const mine = filters.visitor === 'me';
  const other = (
    <Link to="/visits/log" search={mine ? {} : { visitor: 'me' }}>
      <Button>{mine ? '看全部走访' : '只看我的'}</Button>
    </Link>
  );
  return (
    <Page title={mine ? '我的走访记录' : '走访记录'} actions={other} narrow>
      <section className="panel" aria-label="走访记录">
        <QueryView query={visits}>
          {({ pages }) => {
            const items = pages.flatMap((each) => each.items);
            if (items.length === 0) return <Empty title="还没有走访记录">登记一次走访，就会记在这里。</Empty>;
            return (
              <ul>
                {items.map((visit) => (
                  <Line key={visit.id} visit={visit} />
                ))}
              </ul>
            );
          }}
        </QueryView>
      </section>
      <NextPage query={visits} className="row">
        再看前面的
      </NextPage>
    </Page>
  );
}

function Line({ visit }: { readonly visit: Visit }) {
  const now = useNow();
  return (
    <li className={page.line}>
      <div className="grow" style={{ minWidth: 240 }}>
        <Link to="/visits/log" search={{ enterprise: visit.enterprise.id }} className={page.name ?? ''}>
          {visit.enterprise.name}
        </Link>
        <p className="meta">
          {dotted(when(visit.at, now), visit.visitor.name, kindWords[visit.kind], visit.mood && moodWords[visit.mood])}
        </p>
        {visit.note && <p className="keep-lines">{visit.note}</p>}
      </div>
      <Appeal visit={visit} />
    </li>
  );
}

function Appeal({ visit }: { readonly visit: Visit }) {
  const account = useAccount();
  const send = useSend(fileVisit, ['visits', 'matters']);
  if (visit.matter) {
    return (
      <Link to="/matters/$id" params={{ id: visit.matter }}>
        看转成的诉求
      </Link>
    );
  }
  if (!visit.note || !can(account, 'outreach.visit')) return null;
  return (
    <>
      <Button size="large" loading={send.isPending} onClick={() => send.mutate(visit.id)}>
        转为诉求
      </Button>
      {send.error && <Failure error={send.error} />}
    </>
  );
}
