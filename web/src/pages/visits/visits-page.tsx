import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { type Seen, visitsTodayQuery } from '../../api/outreach.ts';
import { EnterprisePicker } from '../../parts/enterprise-picker.tsx';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty } from '../../parts/states.tsx';
import { dayNumber } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import { VisitForm } from './visit-form.tsx';
import styles from './visits.module.css';

const route = getRouteApi('/official/visits');

/** 今天走访: who was not seen for longest stands first; one tap opens the record below his name. */
export function VisitsPage() {
  const today = useQuery(visitsTodayQuery);
  const log = (
    <Link to="/visits/log" search={{ visitor: 'me' }}>
      <Button size="large">我的走访记录</Button>
    </Link>
  );
  return (
    <Page title="今天走访" meta={today.data?.grids.map((grid) => grid.name).join('、')} actions={log} narrow>
      <QueryView query={today}>
        {({ items }) => (
          <>
            <section className="panel" aria-label="该去的企业">
              {items.length > 0 ? (
                <List items={items} />
              ) : (
                <Empty title="您还没有网格">
                  管理员把您安排进网格后，网格内最久没有走访的企业会排在这里。也可以在下面查找任意一家企业登记走访。
                </Empty>
              )}
            </section>
            <Another />
          </>
        )}
      </QueryView>
    </Page>
  );
}

function List({ items }: { readonly items: readonly Seen[] }) {
  const { enterprise } = route.useSearch();
  const navigate = route.useNavigate();
  const now = useNow();
  const toggle = (id: string) => void navigate({ search: enterprise === id ? {} : { enterprise: id }, replace: true });
  return (
    <ul className={styles.list}>
      {items.map((item) => (
        <li key={item.id}>
          <button
            type="button"
            className={`${styles.item} ${enterprise === item.id ? styles.open : ''}`}
            aria-expanded={enterprise === item.id}
            onClick={() => toggle(item.id)}
          >
            <span>
              {item.name}
              <span className="meta" style={{ display: 'block' }}>
                {item.address}
              </span>
            </span>
            <span className="meta" style={{ whiteSpace: 'nowrap' }}>
              {lastSeen(item.lastVisitAt, now)}
            </span>
          </button>
          {enterprise === item.id && <VisitForm enterprise={item.id} />}
        </li>
      ))}
    </ul>
  );
}

const lastSeen = (at: number | undefined, now: number): string => {
  if (at === undefined) return '还没去过';
  const days = dayNumber(now) - dayNumber(at);
  return days === 0 ? '今天去过' : `${days}\u2009天没去`;
};

/** Somebody met on the way. */
function Another() {
  const [chosen, setChosen] = useState<string>();
  return (
    <section className="panel">
      <div className="panel-pad">
        <label htmlFor="another" className="section-title">
          走访别的企业
        </label>
        <EnterprisePicker id="another" onChange={setChosen} {...(chosen && { value: chosen })} />
      </div>
      {chosen && <VisitForm key={chosen} enterprise={chosen} />}
    </section>
  );
}
