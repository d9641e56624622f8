import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button, Segmented } from 'antd';
import {
  acknowledgeChanges,
  type ChangeFilters,
  changesQuery,
  changesSummaryQuery,
  type DepartmentPush,
} from '../../api/changes.ts';
import { useAccount } from '../../api/session.ts';
import { useSend } from '../../api/use-send.ts';
import { Page } from '../../parts/page.tsx';
import { PagedList } from '../../parts/paged-list.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty, Failure } from '../../parts/states.tsx';
import { can } from '../../shell/permissions.ts';
import styles from './changes.module.css';
import { DeliveryLine } from './delivery-line.tsx';

const route = getRouteApi('/official/enterprises/changes');

/** 变更推送: which department has taken in which change; whoever is late stands first. */
export function ChangesPage() {
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const summary = useQuery(changesSummaryQuery);
  const set = (change: { [key in keyof ChangeFilters]?: string | undefined }) => {
    const next = Object.fromEntries(Object.entries({ ...filters, ...change }).filter(([, value]) => value));
    void navigate({ search: next, replace: true });
  };
  return (
    <Page title="登记变更推送" meta="企业登记信息一变，推给订阅的部门；部门更新本部门档案后签收，到期没签收的报警。">
      <QueryView query={summary} rows={3}>
        {(departments) => <Departments departments={departments} chosen={filters.department} set={set} />}
      </QueryView>
      <Deliveries filters={filters} set={set} />
    </Page>
  );
}

type Set = (change: { [key in keyof ChangeFilters]?: string | undefined }) => void;

type DepartmentsProps = {
  readonly departments: readonly DepartmentPush[];
  readonly chosen: string | undefined;
  readonly set: Set;
};

function Departments({ departments, chosen, set }: DepartmentsProps) {
  if (departments.length === 0)
    return <Empty title="还没有部门订阅">在资源包 enterprises/change-push.yaml 里写明哪个部门订哪些数据。</Empty>;
  return (
    <section className={`panel ${styles.departments}`} aria-label="各部门">
      {departments.map((each) => (
        <button
          key={each.id}
          type="button"
          className={styles.department}
          aria-pressed={each.id === chosen}
          title={`订阅：${each.keys.join('、')}${each.registered ? '；新登记' : ''}`}
          onClick={() => set({ department: each.id === chosen ? undefined : each.id })}
        >
          <strong>{each.unit?.title ?? each.title}</strong>
          <span className={each.overdue > 0 ? styles.late : 'meta'}>
            {each.overdue > 0 ? `■ 超期 ${each.overdue}` : '● 没有超期'}
          </span>
          <span className="meta">
            待签收 {each.waiting}，近 30 天签收 {each.acknowledged}
          </span>
        </button>
      ))}
    </section>
  );
}

const STATES = [
  { value: 'overdue', label: '超期未签收' },
  { value: 'waiting', label: '待签收' },
  { value: 'acknowledged', label: '已签收' },
] as const;

function Deliveries({ filters, set }: { readonly filters: ChangeFilters; readonly set: Set }) {
  const state = filters.state ?? 'overdue';
  const query = useInfiniteQuery(changesQuery({ ...filters, state }));
  const account = useAccount();
  const send = useSend(acknowledgeChanges, ['changes', 'matters']);
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  const mine = rows.filter((each) => each.unit.id === account?.unit?.id && each.state !== 'acknowledged');
  return (
    <section className="panel" aria-label="推送清单">
      <div className={`spread ${styles.bar}`}>
        <Segmented
          options={[...STATES]}
          value={state}
          onChange={(next) => set({ state: next === 'overdue' ? undefined : next })}
        />
        {mine.length > 0 && can(account, 'matters.handle') && (
          <Button
            type="primary"
            loading={send.isPending}
            onClick={() => send.mutate({ numbers: [...new Set(mine.map((each) => each.no))].slice(0, 500) })}
          >
            签收本部门 {mine.length} 条
          </Button>
        )}
      </div>
      {send.error && <Failure error={send.error} />}
      <PagedList query={query} rows={rows} empty={<None state={state} />}>
        {(each) => <DeliveryLine key={`${each.no}-${each.department.id}`} delivery={each} named />}
      </PagedList>
    </section>
  );
}

function None({ state }: { readonly state: string }) {
  if (state === 'overdue') return <Empty title="没有超期的">各部门都在时限内签收。</Empty>;
  if (state === 'waiting')
    return <Empty title="没有等待签收的">企业登记信息有变更时，推送给各部门的会列在这里。</Empty>;
  return <Empty title="还没有签收记录">部门签收后会列在这里。</Empty>;
}
