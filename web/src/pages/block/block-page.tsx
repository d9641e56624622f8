import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { type Leader, leadersQuery } from '../../api/outreach.ts';
import { useAccount } from '../../api/session.ts';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty } from '../../parts/states.tsx';
import { dayNumber, isoDay } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import { can } from '../../shell/permissions.ts';
import { BlockLine } from './block-line.tsx';
import { LinkForm } from './link-form.tsx';
import { SheetForm } from './sheet-form.tsx';

/** 市领导挂联区块: my own first, each number a door; whoever leads none sees everybody's. */
export function BlockPage() {
  const account = useAccount();
  const query = useQuery(leadersQuery);
  const [linking, setLinking] = useState(false);
  const [filling, setFilling] = useState(false);
  const today = isoDay(useNow());
  const add = can(account, 'outreach.manage') && !linking && (
    <>
      <Button onClick={() => setFilling(!filling)}>{filling ? '收起填报' : '填报五张报表'}</Button>
      <Button type="primary" onClick={() => setLinking(true)}>
        安排挂联
      </Button>
    </>
  );
  return (
    <Page title="挂联区块" actions={add || undefined}>
      {linking && <LinkForm day={today} onClose={() => setLinking(false)} />}
      {filling && <SheetForm month={today.slice(0, 7)} />}
      <QueryView query={query}>
        {(leaders) => {
          const mine = leaders.filter((leader) => leader.person.id === account?.id);
          const shown = mine.length > 0 ? mine : leaders;
          if (shown.length === 0) {
            return (
              <section className="panel">
                <Empty title="还没有挂联安排">市领导与区块的挂联关系登记后，在办、超期和走访情况会列在这里。</Empty>
              </section>
            );
          }
          return shown.map((leader) => <LeaderPanel key={leader.person.id} leader={leader} own={mine.length > 0} />);
        }}
      </QueryView>
    </Page>
  );
}

function LeaderPanel({ leader, own }: { readonly leader: Leader; readonly own: boolean }) {
  const now = useNow();
  const last = leader.lastVisitAt;
  const seen = last === undefined ? '还没有走访记录' : `上次走访在\u2009${dayNumber(now) - dayNumber(last)}\u2009天前`;
  return (
    <section className="panel" aria-label={leader.person.name}>
      <div className={page.line}>
        {!own && <h2 className={page.name}>{leader.person.name}</h2>}
        <span>{seen}</span>
        <Link to="/visits/log" search={{ visitor: leader.person.id }}>
          看走访记录
        </Link>
      </div>
      {leader.blocks.map((block) => (
        <BlockLine key={block.link} block={block} urgent={own} />
      ))}
    </section>
  );
}
