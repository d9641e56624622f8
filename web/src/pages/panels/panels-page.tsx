import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { roundsQuery } from '../../api/panels.ts';
import { useAccount } from '../../api/session.ts';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty } from '../../parts/states.tsx';
import { moment } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import { can } from '../../shell/permissions.ts';
import { RoundForm } from './round-form.tsx';

/** 问题征询: what my office asked, or what I am asked. */
export function PanelsPage() {
  const query = useQuery(roundsQuery);
  const now = useNow();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const office = can(useAccount(), 'panels.manage');
  const ask = office && !asking && (
    <Button type="primary" onClick={() => setAsking(true)}>
      发起征询
    </Button>
  );
  return (
    <Page title="问题征询" actions={ask} narrow>
      {asking && (
        <RoundForm
          onClose={() => setAsking(false)}
          onDone={(id) => void navigate({ to: '/panels/$id', params: { id } })}
        />
      )}
      <section className="panel" aria-label="历次征询">
        <QueryView query={query}>
          {(rounds) =>
            rounds.length > 0 ? (
              <ul>
                {rounds.map((round) => (
                  <li key={round.id} className={page.line}>
                    <div className="grow" style={{ minWidth: 220 }}>
                      <Link to="/panels/$id" params={{ id: round.id }} className={page.name ?? ''}>
                        {round.title}
                      </Link>
                      <p className="meta">
                        {moment(round.closesAt, now)}&thinsp;截止，邀请&thinsp;{round.members}&thinsp;人
                      </p>
                    </div>
                    <span>{round.open ? '征询中' : '已截止'}</span>
                  </li>
                ))}
              </ul>
            ) : (
              <Empty title="还没有征询">
                请营商观察员、体验官、代表委员反映问题；采纳的转为诉求办理，每一条都告知反映人结果。
              </Empty>
            )
          }
        </QueryView>
      </section>
    </Page>
  );
}
