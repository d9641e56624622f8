import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { countsQuery, type MatterFilters, mattersQuery } from '../../api/matters.ts';
import { type Block, communitiesQuery } from '../../api/outreach.ts';
import { useAccount, useSite } from '../../api/session.ts';
import { CountStrip } from '../../parts/count-strip.tsx';
import { dotted } from '../../parts/dotted.ts';
import { MatterLines } from '../../parts/matter-table/matter-lines.tsx';
import page from '../../parts/page.module.css';
import { dayOf, isoDay } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import { can } from '../../shell/permissions.ts';
import styles from './block.module.css';
import { BlockTables } from './block-tables.tsx';
import { EndLink } from './end-link.tsx';

type Props = { readonly block: Block; readonly urgent: boolean };

/** One block: its numbers, each a door; and for its own leader what is late or about to be. */
export function BlockLine({ block, urgent }: Props) {
  // The whole city is more than what concerns the city itself: its counties' matters count too.
  const whole = useSite()?.lists.region?.some((item) => item.parent === block.region) ?? false;
  const filters = { ...(!whole && { region: block.region }), closed: 'false' };
  const counts = useQuery(countsQuery(filters));
  const manage = can(useAccount(), 'outreach.manage');
  const today = isoDay(useNow());
  return (
    <>
      <div className={page.line}>
        <div style={{ minWidth: 200 }}>
          <h3 className={page.name}>{block.name}</h3>
          <p className="meta">{dotted(`${dayOf(block.sinceDay)}起`, block.source)}</p>
        </div>
        <div className={`grow ${styles.counts}`}>
          {counts.data?.total === 0 ? '没有在办的事项' : <CountStrip filters={filters} counts={counts.data} />}
        </div>
        <Coverage region={block.region} />
        {manage && <EndLink link={block.link} what={block.name} day={today} />}
      </div>
      {urgent && <Urgent filters={filters} />}
      {urgent && <BlockTables region={block.region} />}
    </>
  );
}

const most = 8;

/** What breaks first, so that the leader knows whom to call. */
function Urgent({ filters }: { readonly filters: MatterFilters }) {
  const query = useInfiniteQuery(mattersQuery({ ...filters, sort: 'due' }, most));
  const rows = (query.data?.pages[0]?.items ?? []).filter((row) => row.lamp === 'overdue' || row.lamp === 'near');
  if (query.isPending) return null;
  if (rows.length === 0) return <p className={page.line}>没有超期和临期的事项。</p>;
  return (
    <section aria-label="最急的事项">
      <h4 className={`section-title ${page.line}`}>最急的事项</h4>
      <MatterLines rows={rows} />
      <p className={page.line}>
        <Link to="/matters" search={{ ...filters, sort: 'due' }}>
          按到期先后看全部
        </Link>
      </p>
    </section>
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
