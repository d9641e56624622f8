import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Select } from 'antd';
import { type SetRow, scenarioQuery, setQuery, setsQuery } from '../../api/simulation.ts';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { StartHere } from './start-here.tsx';
import { Workbench } from './workbench.tsx';

const route = getRouteApi('/official/simulation');
const STATUS = { draft: '草案', live: '现行', ended: '已失效' } as const;

const choices = (rows: readonly SetRow[]) =>
  (['draft', 'live', 'ended'] as const).map((status) => ({
    label: STATUS[status],
    title: status,
    options: rows
      .filter((each) => each.status === status)
      .map((each) => ({ value: each.id, label: `${each.title}${each.number ? ` ${each.number}` : ''}` })),
  }));

/** 沙盘推演: pick clauses, move their numbers, see who wins and who loses before anything is issued. */
export function SimulationPage() {
  const { set, scenario, version } = route.useSearch();
  const navigate = route.useNavigate();
  const sets = useQuery(setsQuery);
  const kept = useQuery({ ...scenarioQuery(scenario ?? '', version), enabled: scenario !== undefined });
  const chosen = scenario === undefined ? set : kept.data?.set.id;
  const detail = useQuery({ ...setQuery(chosen ?? ''), enabled: chosen !== undefined });
  return (
    <Page
      title={kept.data && scenario ? kept.data.title : '沙盘推演'}
      meta={
        kept.data && scenario
          ? `第 ${kept.data.version} 版 · ${kept.data.by} · 与现行规则分开保存`
          : '移动条款里的数，当场看谁得谁失、要多少钱；不影响任何现行规则'
      }
      actions={<Link to="/simulation/scenarios">已存方案</Link>}
    >
      <Select
        aria-label="推演哪一件政策"
        placeholder="选一件现行政策或草案"
        showSearch={{ optionFilterProp: 'label' }}
        loading={sets.isPending}
        value={chosen ?? null}
        options={choices(sets.data ?? [])}
        onChange={(next: string) => void navigate({ search: { set: next } })}
        style={{ width: '100%', maxWidth: 640 }}
      />
      {scenario !== undefined && kept.isError ? (
        <QueryView query={kept}>{() => null}</QueryView>
      ) : chosen === undefined ? (
        scenario === undefined && <StartHere sets={sets.data ?? []} />
      ) : (
        <QueryView query={detail} rows={10}>
          {(found) => (
            <Workbench
              key={`${found.id} ${scenario ?? ''} ${kept.data?.version ?? ''}`}
              set={found}
              scenario={scenario === undefined ? undefined : kept.data}
            />
          )}
        </QueryView>
      )}
    </Page>
  );
}
