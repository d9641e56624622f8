import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { plansQuery } from '../../api/plans.ts';
import { useAccount } from '../../api/session.ts';
import type { PlanRow } from '../../api/types/index.ts';
import { useListCursor } from '../../parts/matter-table/use-list-cursor.ts';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty } from '../../parts/states.tsx';
import { useTitle } from '../../parts/use-title.ts';
import { can } from '../../shell/permissions.ts';
import { PlanLine } from './plan-line.tsx';
import styles from './plans.module.css';

export function PlansPage() {
  useTitle('计划');
  const plans = useQuery(plansQuery);
  const account = useAccount();
  return (
    <div className={styles.page}>
      <div className={`spread ${styles.title}`}>
        <h1 className="page-title">计划</h1>
        {can(account, 'plans.write') && (
          <Link to="/plans/new">
            <Button type="primary">导入计划</Button>
          </Link>
        )}
      </div>
      <div className="panel">
        <QueryView query={plans}>
          {(rows) =>
            rows.length > 0 ? (
              <Lines rows={rows} />
            ) : (
              <Empty title="还没有计划">
                把市里印发的实施方案（Word、文本或台账表格）导入，系统拆成一条条有人负责、有期限的任务，核对后发布。
              </Empty>
            )
          }
        </QueryView>
      </div>
    </div>
  );
}

function Lines({ rows }: { readonly rows: readonly PlanRow[] }) {
  const navigate = useNavigate();
  const cursor = useListCursor({
    rows,
    idOf: (row) => row.id,
    onOpen: ({ id, status }) =>
      void navigate({ to: status === 'draft' ? '/plans/$id/review' : '/plans/$id', params: { id } }),
  });
  return (
    <ul>
      {rows.map((row) => (
        <PlanLine key={row.id} row={row} current={cursor.id === row.id} />
      ))}
    </ul>
  );
}
