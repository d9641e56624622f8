import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useOpenable } from '../../api/loops.ts';
import { countsQuery, type MatterFilters } from '../../api/matters.ts';
import { useAccount } from '../../api/session.ts';
import { CountStrip } from '../../parts/count-strip.tsx';
import { MatterList } from '../../parts/matter-list.tsx';
import { PrintButton } from '../../parts/print-button.tsx';
import { Empty } from '../../parts/states.tsx';
import { useTitle } from '../../parts/use-title.ts';
import { can } from '../../shell/permissions.ts';
import { FirmDoors } from './firm-doors.tsx';
import styles from './matters-page.module.css';

const route = getRouteApi('/official/matters');

/** Everything one may see, in one list; the address is the question. */
export function MattersPage() {
  const filters = route.useSearch();
  const navigate = useNavigate();
  const openable = useOpenable() ?? [];
  const account = useAccount();
  useTitle('事项');
  const go = (next: MatterFilters) => void navigate({ to: '/matters', search: next });
  const { lamp: _lamp, due: _due, ...base } = filters;
  const counts = useQuery(countsQuery(base));
  return (
    <div className="stack">
      <div className={`spread ${styles.head}`}>
        <h1 className="page-title">事项</h1>
        <div className="row no-phone no-print">
          <PrintButton />
          {can(account, 'matters.export') && (
            <Link to="/matters/import">
              <Button>导入台账</Button>
            </Link>
          )}
          {openable.length > 0 && (
            <Link to="/open">
              <Button>登记事项</Button>
            </Link>
          )}
        </div>
      </div>
      {base.q && can(account, 'facts.read') && <FirmDoors name={base.q} onOpen={(enterprise) => go({ enterprise })} />}
      <CountStrip filters={base} counts={counts.data} active={filters} />
      <MatterList
        key={JSON.stringify(base.q ?? '')}
        filters={filters}
        onFilters={go}
        caption="事项列表"
        lists={['loop', 'category', 'region', 'channel']}
        empty={
          <Empty title="还没有事项">
            企业反映问题、计划发布、会议议定后，事项会出现在这里，带着编号、时限和现在谁办。
          </Empty>
        }
      />
    </div>
  );
}
