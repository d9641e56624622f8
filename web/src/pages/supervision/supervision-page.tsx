import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Select } from 'antd';
import { type MatterFilters, supervisionQuery } from '../../api/matters.ts';
import { plansQuery } from '../../api/plans.ts';
import { useAccount } from '../../api/session.ts';
import type { MatterRow } from '../../api/types/index.ts';
import { BulkBar } from '../../parts/bulk/bulk-bar.tsx';
import { useListCursor } from '../../parts/matter-table/use-list-cursor.ts';
import { useSelection } from '../../parts/matter-table/use-selection.ts';
import { PrintButton } from '../../parts/print-button.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty } from '../../parts/states.tsx';
import { UnitPicker } from '../../parts/unit-picker.tsx';
import { useNow } from '../../parts/use-now.ts';
import { useTitle } from '../../parts/use-title.ts';
import { can } from '../../shell/permissions.ts';
import { Headline } from './headline.tsx';
import { MakeCircular } from './make-circular.tsx';
import styles from './supervision-page.module.css';
import { fits, UnitGroup } from './unit-group.tsx';

const route = getRouteApi('/official/supervision');

/** In ten seconds: what breaks today, and whom to call. */
export function SupervisionPage() {
  useTitle('督办台');
  const { show, ...filters } = route.useSearch();
  const account = useAccount();
  const board = useQuery(supervisionQuery(filters));
  const navigate = route.useNavigate();
  const now = useNow();
  const groups = (board.data?.units ?? []).map((group) => ({
    ...group,
    rows: group.rows.filter((row) => fits(row, show, now)),
  }));
  const rows = groups.flatMap((group) => group.rows);
  const selection = useSelection(rows);
  const acts = can(account, 'supervision.act') || can(account, 'documents.issue');
  const cursor = useListCursor({
    rows,
    idOf: (row) => row.id,
    ...(acts && { onMark: (row: MatterRow) => selection.toggle(row.id) }),
    onOpen: (row) => void navigate({ to: '/matters/$id', params: { id: row.id } }),
  });
  const shown = groups.filter((group) => group.rows.length > 0);
  return (
    <div className={styles.page}>
      <div className="spread">
        <h1 className={`page-title ${styles.title}`}>督办台</h1>
        <div className="row no-print">
          <PrintButton />
          {can(account, 'documents.issue') && <MakeCircular />}
        </div>
      </div>
      <div className="spread">
        <Headline board={board.data} show={show} />
        <Filters />
      </div>
      <div className={styles.bulk}>
        <BulkBar rows={rows.filter((row) => selection.ids.has(row.id))} onClear={selection.clear} />
      </div>
      <QueryView query={board}>
        {() =>
          shown.length > 0 ? (
            <div className={styles.units}>
              {shown.map((group) => (
                <UnitGroup
                  key={group.unit.id}
                  group={group}
                  current={cursor.id}
                  within={withinOf(filters)}
                  selection={acts ? selection : undefined}
                />
              ))}
            </div>
          ) : (
            <div className="panel">
              <Empty title="没有要督办的">临期、超期和应说明原因的事项会按单位排在这里。</Empty>
            </div>
          )
        }
      </QueryView>
    </div>
  );
}

/** The board's own filters as the list of matters calls them. */
const withinOf = ({ plan, stage }: { readonly plan?: string; readonly stage?: string }): MatterFilters => ({
  ...(plan && { plan }),
  ...(stage && { status: stage }),
});

function Filters() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const plans = useQuery(plansQuery).data ?? [];
  const stages = useStages();
  const set = (key: 'plan' | 'unit' | 'stage', value: string | undefined) => {
    const { [key]: _gone, ...rest } = search;
    void navigate({ search: value ? { ...rest, [key]: value } : rest });
  };
  return (
    <div className="row no-print">
      <Select
        aria-label="计划"
        placeholder="计划"
        allowClear
        value={search.plan ?? null}
        onChange={(value) => set('plan', value ?? undefined)}
        options={plans.map((plan) => ({ value: plan.id, label: plan.title }))}
        popupMatchSelectWidth={false}
        style={{ width: 160 }}
      />
      <div style={{ width: 200 }}>
        <UnitPicker
          placeholder="单位"
          {...(search.unit && { value: search.unit })}
          onChange={(value) => set('unit', value)}
        />
      </div>
      <Select
        aria-label="环节"
        placeholder="环节"
        allowClear
        value={search.stage ?? null}
        onChange={(value) => set('stage', value ?? undefined)}
        options={stages}
        style={{ width: 128 }}
      />
    </div>
  );
}

/** The stages at which something on this board stands, whichever of them is chosen. */
function useStages(): { value: string; label: string }[] {
  const { show: _show, stage, ...others } = route.useSearch();
  const { data } = useQuery(supervisionQuery(others));
  const found = new Map(data?.units.flatMap(({ rows }) => rows.map(({ status }) => [status.code, status.title])));
  if (stage && !found.has(stage)) found.set(stage, stage);
  return [...found].map(([value, label]) => ({ value, label }));
}
