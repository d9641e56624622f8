import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { countsQuery } from '../../api/matters.ts';
import { type Block, communitiesQuery, type Leader, leadersQuery } from '../../api/outreach.ts';
import { useAccount } from '../../api/session.ts';
import { CountStrip } from '../../parts/count-strip.tsx';
import { dotted } from '../../parts/dotted.ts';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty } from '../../parts/states.tsx';
import { dayNumber, dayOf } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';

/** 市领导挂联区块: my own first, each number a door; whoever leads none sees everybody's. */
export function BlockPage() {
  const account = useAccount();
  const query = useQuery(leadersQuery);
  return (
    <Page title="挂联区块">
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
          return shown.map((leader) => (
            <LeaderPanel key={leader.person.id} leader={leader} named={mine.length === 0} />
          ));
        }}
      </QueryView>
    </Page>
  );
}

function LeaderPanel({ leader, named }: { readonly leader: Leader; readonly named: boolean }) {
  const now = useNow();
  const last = leader.lastVisitAt;
  const seen = last === undefined ? '还没有走访记录' : `上次走访在\u2009${dayNumber(now) - dayNumber(last)}\u2009天前`;
  return (
    <section className="panel" aria-label={leader.person.name}>
      <div className={page.line}>
        {named && <h2 className={page.name}>{leader.person.name}</h2>}
        <span>{seen}</span>
        <Link to="/visits/log" search={{ visitor: leader.person.id }}>
          看走访记录
        </Link>
      </div>
      {leader.blocks.map((block) => (
        <BlockLine key={block.link} block={block} />
      ))}
    </section>
  );
}

function BlockLine({ block }: { readonly block: Block }) {
  const filters = { region: block.region, closed: 'false' };
  const counts = useQuery(countsQuery(filters));
  return (
    <div className={page.line}>
      <div style={{ minWidth: 200 }}>
        <h3 className={page.name}>{block.name}</h3>
        <p className="meta">{dotted(`${dayOf(block.sinceDay)}起`, block.source)}</p>
      </div>
      <div className="grow" style={{ minWidth: 260 }}>
        {counts.data?.total === 0 ? '没有在办的事项' : <CountStrip filters={filters} counts={counts.data} />}
      </div>
      <Coverage region={block.region} />
    </div>
  );
}

/** 网格覆盖: how many of the block's grids have an officer today. */
function Coverage({ region }: { readonly region: string }) {
  const query = useQuery(communitiesQuery({ region }));
  if (!query.data) return null;
  const grids = query.data.communities.flatMap((each) => each.grids);
  const served = grids.filter((grid) => grid.staff.some((one) => one.role === 'grid-officer')).length;
  return (
    <Link to="/grids" search={{ region }}>
      {grids.length === 0 ? '没有网格' : `网格有人服务\u2009${served}/${grids.length}`}
    </Link>
  );
}
